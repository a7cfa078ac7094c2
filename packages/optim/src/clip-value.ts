import { maximum, minimum } from '@nn/formula';
import { clipped } from './clipped.js';
import type { Optimizer } from './optimizer.js';

/**
 * An optimizer whose gradient is cut off, number by number, at `limit` and -limit: `clipValue(adam(), { limit: 1 })`. The outermost of several clips
 * comes first, and all come before a weight decay. `limit` stands in its settings as `clipValue`. Throws RangeError where it is not a finite number
 * above 0, TypeError where there is no optimizer. As torch.nn.utils.clip_grad_value_.
 */
export const clipValue = (optimizer: Optimizer, { limit }: { limit: number }): Optimizer =>
  clipped('clipValue', optimizer, { limit }, (gradient) => maximum(-limit, minimum(limit, gradient)));
