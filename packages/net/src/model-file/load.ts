import { checkGiven } from '@nn/formula';
import { type Backend, reference } from '@nn/matrix';
import { type Network, type NetworkOptions, network } from '../network.js';
import type { LayerReaders } from './layers.js';
import { type ModelFile, readModel } from './read.js';
import { ModelFileError } from './safetensors.js';

/** How a model file is read. */
export interface LoadOptions {
  /** How to make layers of your own again, by their kind. */
  readonly layers?: LayerReaders;
  /** What computes; the default backend, or the double-precision reference for a model that was saved so. */
  readonly backend?: Backend;
}

/** What a model file held. */
export interface Loaded {
  readonly model: Network;
  /** As it was saved: `pipelineFromJSON` of @nn/data makes a pipeline of it. */
  readonly pipeline: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * A network from the bytes that `save` or `saveRun` made. The file names no code; whatever does not validate is refused with a
 * ModelFileError that says what is wrong, before memory is taken for it.
 */
export function load(bytes: Uint8Array | ArrayBuffer, options: LoadOptions = {}): Loaded {
  const { layers, backend } = checkGiven('load', options, '{ layers: { swish } }');
  const file = readModel('load', bytes, layers);
  return { model: networkOf(file, backend), pipeline: file.pipeline, metadata: file.metadata };
}

/** The network that a model file describes, with its weights. Throws ModelFileError where its layers do not fit together. */
export function networkOf({ inputs, layers, seed, dtype, tensors }: ModelFile, backend?: Backend): Network {
  const model = made({
    ...{ inputs, layers, seed },
    ...(backend ? { backend } : dtype === 'f64' && { backend: reference({ dtype: 'f64' }) }),
  });
  for (const p of [...model.parameters, ...model.buffers]) p.set(tensors.get(p.name)!);
  return model;
}

function made(options: NetworkOptions): Network {
  try {
    return network(options);
  } catch (cause) {
    throw new ModelFileError(`the network in this model file cannot be made: ${(cause as Error).message}`, { cause });
  }
}
