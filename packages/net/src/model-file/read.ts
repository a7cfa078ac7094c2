import { checkMade, shown } from '@nn/formula';
import type { DType, Matrix } from '@nn/matrix';
import { parameterName } from '../forward.js';
import type { Layer } from '../layers/layer.js';
import { checkShape, type SampleShape } from '../layers/shape.js';
import { walk } from '../layers/walk.js';
import { checkSizes } from '../regularization/check-sizes.js';
import { builtIn, type LayerReaders, readLayer } from './layers.js';
import { isRecord } from './record.js';
import { checkSeal, ModelFileError, readTensors } from './safetensors.js';
import type { RunRecord } from './save.js';
import { VERSION } from './version.js';

const number = (value: unknown, what: string): number => {
  if (typeof value !== 'number') throw new ModelFileError(`${what}: expected a number, got ${JSON.stringify(value)}`);
  return value;
};

/** What a model file says, checked: its layers, and a tensor for each of their parameters. */
export interface ModelFile {
  readonly inputs: SampleShape;
  readonly layers: readonly Layer[];
  readonly tensors: ReadonlyMap<string, Matrix>;
  readonly seed: number;
  readonly dtype: DType;
  readonly pipeline: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What it holds of a training, not yet checked; only where `saveRun` made it. */
  readonly run: RunRecord | undefined;
}

/**
 * What stands in the bytes that `save` made. The file names no code; whatever does not validate is refused with a ModelFileError that says what is
 * wrong, before memory is taken for it.
 */
export function readModel(who: string, file: Uint8Array | ArrayBuffer, layers: LayerReaders = {}): ModelFile {
  const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `${who}: file: expected the bytes of a model file (Uint8Array or ArrayBuffer), got ${shown(file)}; read the file first`,
    );
  }
  for (const [kind, reader] of Object.entries(layers)) {
    checkMade(`${who}: layers: ${kind}`, reader, 'a function that makes the layer', typeof reader === 'function');
  }
  const read = readTensors(bytes);
  const { tensors, metadata } = read;
  const text = Object.hasOwn(metadata, 'nn') ? metadata.nn : undefined;
  if (text === undefined)
    throw new ModelFileError("this .safetensors file holds tensors but no 'nn' description: it was not saved by nn");
  checkSeal(bytes, read);
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
  const layers = saved.map((entry, i) => readLayer(entry, `layer ${i}`, readers));
  const shape = inputs as SampleShape;
  checkShape('inputs', shape);
  const ofRun = (name: string) => isRecord(run) && name.startsWith('run.');
  const only = (wanted: (name: string) => boolean) => new Map([...tensors].filter(([name]) => wanted(name)));
  const weights = only((name) => !ofRun(name));
  checkTensors(shape, layers, weights);
  return {
    ...{ inputs: shape, layers, tensors: weights, seed: number(seed, 'seed'), pipeline },
    dtype: dtype === 'f64' ? 'f64' : 'f32',
    metadata: isRecord(metadata) ? metadata : {},
    run: isRecord(run) ? { description: run, tensors: only(ofRun) } : undefined,
  };
}

/** The tensors in the file must be just those that its layers need: checked before a network takes memory for them. */
function checkTensors(inputs: SampleShape, layers: readonly Layer[], tensors: ModelFile['tensors']): void {
  const expected = new Set<string>();
  walk(inputs, layers).forEach(({ layer, inputs: own }, i) => {
    for (const spec of layer.parameters(own)) checkSizes(`layer ${i} (${layer.kind})`, spec);
    for (const { name, rows, cols } of [...layer.parameters(own), ...(layer.buffers?.(own) ?? [])]) {
      const full = parameterName(i, name);
      expected.add(full);
      const tensor = tensors.get(full);
      if (!tensor) throw new ModelFileError(`tensor '${full}' (${rows} x ${cols}) is missing from this model file`);
      if (tensor.rows !== rows || tensor.cols !== cols) {
        throw new ModelFileError(
          `tensor '${full}' is ${tensor.rows} x ${tensor.cols}; its layer needs ${rows} x ${cols}`,
        );
      }
    }
  });
  const extra = [...tensors.keys()].filter((name) => !expected.has(name));
  if (extra.length > 0)
    throw new ModelFileError(`this model file has tensors that no layer needs: ${extra.slice(0, 5).join(', ')}`);
}
