import { add, checkGiven, div, minimum, mul, sqrt, square, sum } from '@nn/formula';
import type { Optimizer } from '../optimizers/optimizer.js';
import { clipped } from './clipped.js';

/** What torch adds to the norm, so that 0 has a quotient. */
const EPSILON = 1e-6;

/**
 * An optimizer whose gradient is made no longer than `max`: `clipGlobalNorm(adam(), { max: 1 })`. It keeps its direction, g min(1, max / (|g| + 1e-6)),
 * with |g| over all parameters at once, whatever groups they are in. The outermost of several clips comes first, and all come before a weight decay.
 * `max` stands in its settings as `clipGlobalNorm`. Throws RangeError where it is not a finite number above 0, TypeError where there is no optimizer.
 * Pascanu, Mikolov and Bengio: On the Difficulty of Training Recurrent Neural Networks (2013), algorithm 1; as torch.nn.utils.clip_grad_norm_.
 */
export function clipGlobalNorm(optimizer: Optimizer, options: { max: number }): Optimizer {
  const { max } = checkGiven('clipGlobalNorm', options, '{ max: 1 }');
  return clipped('clipGlobalNorm', optimizer, { max }, (gradient) => {
    const norm = sqrt(sum(square(gradient)));
    return mul(gradient, minimum(1, div(max, add(norm, EPSILON))));
  });
}
