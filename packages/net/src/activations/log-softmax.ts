import { exp, log, max, mul, sub, sum, withAdjoint } from '@nn/formula';
import { activation } from './activation.js';

/**
 * f(x)_j = x_j - log(sum_k e^(x_k)) in each row: the logarithm of `softmax`, finite also where that is rounded to 0. The largest of the row is
 * subtracted first, which keeps e^x finite.
 */
export const logSoftmax = activation('logSoftmax', (x) => {
  const centred = sub(x, max(x, 'eachRow'));
  const value = sub(centred, log(sum(exp(centred), 'eachRow')));
  return withAdjoint(value, x, (y, gradient) => sub(gradient, mul(exp(y), sum(gradient, 'eachRow'))));
});
