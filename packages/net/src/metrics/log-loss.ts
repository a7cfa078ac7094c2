import { add, div, evaluate, formula, log, maximum, mean, minimum, mul, neg, sub, sum } from '@nn/formula';
import { checkClasses } from './classes.js';
import type { Metric } from './metric.js';

const ofClasses = /* @__PURE__ */ formula(['y', 't', 'epsilon'], (y, t, epsilon) => {
  const p = minimum(maximum(y, epsilon), sub(1, epsilon));
  return neg(mean(sum(mul(t, log(div(p, sum(p, 'eachRow')))), 'eachRow')));
});

const ofOneColumn = /* @__PURE__ */ formula(['y', 't', 'epsilon'], (y, t, epsilon) => {
  const p = minimum(maximum(y, epsilon), sub(1, epsilon));
  return neg(mean(add(mul(t, log(p)), mul(sub(1, t), log(sub(1, p))))));
});

/**
 * Minus the mean logarithm of the probability that was given to the right class. Probabilities are first kept between e and 1 - e, with e the spacing of numbers at 1 (2^-23 in single precision,
 * 2^-52 in double), then divided by their sum in each row. Throws RangeError where sizes differ, TypeError where the targets are not classes. As log_loss of scikit-learn from
 * 1.2 with every column among its labels.
 */
export const logLoss = (): Metric<'logLoss'> => ({
  name: 'logLoss',
  value: (output, target) => {
    checkClasses('logLoss', output, target);
    const epsilon = output.data instanceof Float32Array ? 2 ** -23 : 2 ** -52;
    const { expression } = output.cols === 1 ? ofOneColumn : ofClasses;
    return evaluate(expression, { y: output, t: target, epsilon }).data[0]!;
  },
});
