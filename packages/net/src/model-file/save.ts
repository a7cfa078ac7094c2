import { checkGiven, toJSON } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import type { Layer } from '../layers/layer.js';
import type { Network } from '../network.js';
import { checkModel } from '../samples.js';
import { writeTensors } from './safetensors.js';
import { VERSION } from './version.js';

/** What goes into a model file beside the network: plain JSON data. */
export interface SaveOptions {
  /** The fitted preprocessing of @nn/data, or its JSON. */
  readonly pipeline?: unknown;
  /** Whatever should travel along: recipe, metrics, the hash of the data. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A layer as data, with those that it is made of. */
const described = ({ kind, config, activation, paths }: Layer): unknown => ({
  kind,
  config,
  ...(activation && { activation: { name: activation.name, formula: toJSON(activation.formula.expression) } }),
  ...(paths && { paths: paths.map((path) => path.map(described)) }),
});
/** What a file holds of a training, beside the network: its tensors' names begin with `run.`. */
export interface RunRecord {
  readonly description: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, Matrix>;
}

/**
 * A network as the bytes of one `.safetensors` file. In it are its weights as tensors (`layers.0.weight`, …), and in the metadata, under `nn`,
 * a JSON text with the layers (activations as expressions: a formula is data), the pipeline and the metadata.
 * Throws TypeError where something is of another kind.
 */
export function save(model: Network, options: SaveOptions = {}): Uint8Array {
  checkModel('save', model);
  checkGiven('save', options, '{ metadata: {} }');
  return writeModel(model, options);
}

/** The bytes of a model file that may hold a training too. */
export function writeModel(model: Network, { pipeline, metadata = {} }: SaveOptions, run?: RunRecord): Uint8Array {
  const description = {
    version: VERSION,
    inputs: model.inputShape,
    seed: model.seed,
    dtype: model.backend.dtype,
    backend: model.backend.name,
    layers: model.layers.map(described),
    ...(pipeline !== undefined && { pipeline }),
    metadata,
    ...(run && { run: run.description }),
  };
  const weights = [...model.parameters, ...model.buffers].map((p) => [p.name, p.get()] as const);
  return writeTensors({
    tensors: new Map([...weights, ...(run?.tensors ?? [])]),
    metadata: { nn: JSON.stringify(description) },
  });
}
