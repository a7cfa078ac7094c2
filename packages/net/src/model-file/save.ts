import { toJSON } from '@nn/formula';
import type { Layer } from '../layers/layer.js';
import type { Network } from '../network.js';
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

/**
 * A network as the bytes of one `.safetensors` file: its weights as tensors (`layers.0.weight`, …), and in the metadata, under `nn`,
 * a JSON text with the layers (activations as expressions: a formula is data), the pipeline and the metadata.
 */
export function save(model: Network, { pipeline, metadata = {} }: SaveOptions = {}): Uint8Array {
  const description = {
    version: VERSION,
    inputs: model.inputShape,
    seed: model.seed,
    dtype: model.backend.dtype,
    backend: model.backend.name,
    layers: model.layers.map(described),
    ...(pipeline !== undefined && { pipeline }),
    metadata,
  };
  return writeTensors({
    tensors: new Map([...model.parameters, ...model.buffers].map((p) => [p.name, p.get()])),
    metadata: { nn: JSON.stringify(description) },
  });
}
