import { abs, add, mean, mul, softplus, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * The logarithm of the error's hyperbolic cosine: log(cosh(y - t)), the mean over all elements. About ½ e² for small errors e, |e| - log 2 for large
 * ones, smooth between; its slope is tanh(e). Written as |e| + log(1 + e^(-2 |e|)) - log 2, which never overflows. As in Keras.
 */
export const logCosh = (): Loss =>
  loss('logCosh', (y, t) => {
    const e = abs(sub(y, t));
    return mean(sub(add(e, softplus(mul(-2, e))), Math.LN2));
  });
