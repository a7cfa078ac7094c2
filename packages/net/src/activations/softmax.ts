import { div, exp, max, mul, sub, sum, withAdjoint } from '@nn/formula';
import { activation } from './activation.js';

/**
 * f(x)_j = e^(x_j) / sum_k e^(x_k) in each row: positive numbers that sum to 1. The largest of the row is subtracted first,
 * which changes nothing but keeps e^x finite. Bridle: Probabilistic Interpretation of Feedforward Classification
 * Network Outputs (1990).
 */
export const softmax = activation('softmax', (x) => {
  const powers = exp(sub(x, max(x, 'eachRow')));
  const value = div(powers, sum(powers, 'eachRow'));
  return withAdjoint(value, x, (y, gradient) => mul(y, sub(gradient, sum(mul(gradient, y), 'eachRow'))));
});
