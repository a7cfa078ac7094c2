import { fromExpression, fromJSON } from '@nn/formula';
import type { DType, Matrix } from '@nn/matrix';
import type { Activation } from '../activations/activation.js';
import { dense } from '../layers/dense.js';
import { dropout } from '../layers/dropout.js';
import type { Layer } from '../layers/layer.js';
import { ModelFileError, readTensors } from './safetensors.js';
import type { RunRecord } from './save.js';
import { VERSION } from './version.js';

/** Makes a layer again from what `save` wrote of it. Throws where the config is not its own. */
export type LayerReader = (config: Readonly<Record<string, unknown>>, activation: Activation | undefined) => Layer;

const number = (value: unknown, what: string): number => {
  if (typeof value !== 'number') throw new ModelFileError(`${what}: expected a number, got ${JSON.stringify(value)}`);
  return value;
};

const truth = (value: unknown, what: string): boolean => {
  if (typeof value !== 'boolean')
    throw new ModelFileError(`${what}: expected true or false, got ${JSON.stringify(value)}`);
  return value;
};

const builtIn: Readonly<Record<string, LayerReader>> = {
  dense: (config, activation) =>
    dense(number(config.units, 'dense: units'), activation, { bias: truth(config.bias, 'dense: bias') }),
  dropout: (config) => dropout(number(config.rate, 'dropout: rate')),
};

/** What a model file says, checked: its layers, and a tensor for each of their parameters. */
export interface ModelFile {
  readonly inputs: number;
  readonly layers: readonly Layer[];
  readonly tensors: ReadonlyMap<string, Matrix>;
  readonly seed: number;
  readonly dtype: DType;
  readonly pipeline: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What it holds of a training, not yet checked; only where `saveRun` made it. */
  readonly run: RunRecord | undefined;
}

/** Readers of layers by their kind. */
export type LayerReaders = Readonly<Record<string, LayerReader>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readLayer(entry: unknown, i: number, readers: LayerReaders): Layer {
  if (!isRecord(entry) || typeof entry.kind !== 'string' || !isRecord(entry.config)) {
    throw new ModelFileError(`layer ${i} is not described by a kind and a config`);
  }
  const { kind, config, activation: saved } = entry;
  let activation: Activation | undefined;
  if (saved !== undefined) {
    if (!isRecord(saved) || typeof saved.name !== 'string')
      throw new ModelFileError(`layer ${i}: its activation has no name`);
    activation = { name: saved.name, formula: fromExpression(fromJSON(saved.formula), ['x']) };
  }
  const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (!reader) {
    throw new ModelFileError(
      `layer ${i} is a '${kind}'; known: ${Object.keys(readers).join(', ')}. Hand its reader to load: { layers: { '${kind}': … } }`,
    );
  }
  return reader(config, activation);
}

/**
 * What stands in the bytes that `save` made. The file names no code; whatever does not validate is refused with a ModelFileError that says what is
 * wrong, before memory is taken for it.
 */
export function readModel(file: Uint8Array | ArrayBuffer, layers: LayerReaders = {}): ModelFile {
  const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`load: expected the bytes of a model file, got ${typeof file}; read the file first`);
  }
  const { tensors, metadata } = readTensors(bytes);
  const text = Object.hasOwn(metadata, 'nn') ? metadata.nn : undefined;
  if (text === undefined)
    throw new ModelFileError("this .safetensors file holds tensors but no 'nn' description: it was not saved by nn");
  try {
    return described(JSON.parse(text), tensors, { ...builtIn, ...layers });
  } catch (cause) {
    if (cause instanceof ModelFileError) throw cause;
    throw new ModelFileError(`the description in this model file is damaged: ${(cause as Error).message}`, { cause });
  }
}

function described(description: unknown, tensors: ModelFile['tensors'], readers: LayerReaders): ModelFile {
  if (!isRecord(description)) throw new ModelFileError('the description in this model file is not an object');
  const { version, inputs, seed, dtype, layers: saved, pipeline, metadata, run } = description;
  if (version !== VERSION) {
    throw new ModelFileError(
      `this model file has version ${JSON.stringify(version)}, this library reads ${VERSION}; a newer @nn/net may read it`,
    );
  }
  if (!Array.isArray(saved)) throw new ModelFileError('the description in this model file has no layers');
  const layers = saved.map((entry, i) => readLayer(entry, i, readers));
  const ofRun = (name: string) => isRecord(run) && name.startsWith('run.');
  const only = (wanted: (name: string) => boolean) => new Map([...tensors].filter(([name]) => wanted(name)));
  const weights = only((name) => !ofRun(name));
  checkTensors(number(inputs, 'inputs'), layers, weights);
  return {
    ...{ inputs: inputs as number, layers, tensors: weights, seed: number(seed, 'seed'), pipeline },
    dtype: dtype === 'f64' ? 'f64' : 'f32',
    metadata: isRecord(metadata) ? metadata : {},
    run: isRecord(run) ? { description: run, tensors: only(ofRun) } : undefined,
  };
}

/** The tensors in the file must be just those that its layers need: checked before a network takes memory for them. */
function checkTensors(inputs: number, layers: readonly Layer[], tensors: ModelFile['tensors']): void {
  const expected = new Set<string>();
  let width = inputs;
  layers.forEach((layer, i) => {
    for (const { name, rows, cols } of layer.parameters(width)) {
      const full = `layers.${i}.${name}`;
      expected.add(full);
      const tensor = tensors.get(full);
      if (!tensor) throw new ModelFileError(`tensor '${full}' (${rows} x ${cols}) is missing from this model file`);
      if (tensor.rows !== rows || tensor.cols !== cols) {
        throw new ModelFileError(
          `tensor '${full}' is ${tensor.rows} x ${tensor.cols}; its layer needs ${rows} x ${cols}`,
        );
      }
    }
    width = layer.outputs(width);
  });
  const extra = [...tensors.keys()].filter((name) => !expected.has(name));
  if (extra.length > 0)
    throw new ModelFileError(`this model file has tensors that no layer needs: ${extra.slice(0, 5).join(', ')}`);
}
