import { checkGiven, maximum, minimum } from '@nn/formula';
import type { Optimizer } from '../optimizers/optimizer.js';
import { clipped } from './clipped.js';

/**
 * An optimizer whose gradient is cut off, number by number, at `limit` and -limit: `clipValue(adam(), { limit: 1 })`. The outermost of several clips
 * comes first, and all come before a weight decay. `limit` stands in its settings as `clipValue`. Throws RangeError where it is not a finite number
 * above 0, TypeError where there is no optimizer. As torch.nn.utils.clip_grad_value_.
 */
export function clipValue(optimizer: Optimizer, options: { limit: number }): Optimizer {
  const { limit } = checkGiven('clipValue', options, '{ limit: 1 }');
  return clipped('clipValue', optimizer, { limit }, (gradient) => maximum(-limit, minimum(limit, gradient)));
}
