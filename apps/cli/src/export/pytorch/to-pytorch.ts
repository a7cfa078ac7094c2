import type { OpenedNetwork } from '../../training/model-file.js';
import { sequential } from './sequential.js';
import { snippet } from './snippet.js';
import { safetensors, type Tensor } from './tensors.js';

/** A model for PyTorch: weights by the names of an nn.Sequential, and Python that loads them. */
export interface Pytorch {
  readonly weights: Uint8Array;
  readonly code: string;
}

/**
 * A model as an nn.Sequential. `source` is the file that it was, `weights` what the new one is called. Throws CommandError that lists the layers for
 * which PyTorch has no module.
 */
export function toPytorch(
  { model, pipeline }: OpenedNetwork,
  { source, weights }: { source: string; weights: string },
): Pytorch {
  const modules = sequential(model);
  const tensors = new Map<string, Tensor>(
    modules.flatMap(({ tensors: own = {} }, i) =>
      Object.entries(own).map(([name, tensor]) => [`${i}.${name}`, tensor] as const),
    ),
  );
  return { weights: safetensors(tensors), code: snippet(modules, pipeline, { inputs: model.inputs, source, weights }) };
}
