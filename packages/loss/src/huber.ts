import { abs, checkGiven, checkOption, lessOrEqual, mean, mul, select, square, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * Huber loss: with e = |y - t|, ½ e² up to `delta`, delta (e - delta / 2) beyond; the mean over all elements. Squared where errors are small, straight
 * where they are large. Throws RangeError where delta is not above 0. Huber: Robust Estimation of a Location Parameter (1964); PyTorch's HuberLoss,
 * whose delta of 1 is the default.
 */
export function huber(options: { delta?: number } = {}): Loss {
  const { delta = 1 } = checkGiven('huber', options, '{ delta: 1 }');
  checkOption('huber: delta', delta, 'a number above 0', Number.isFinite(delta) && delta > 0);
  return loss('huber', (y, t) => {
    const e = abs(sub(y, t));
    return mean(select(lessOrEqual(e, delta), mul(0.5, square(e)), mul(delta, sub(e, delta / 2))));
  });
}
