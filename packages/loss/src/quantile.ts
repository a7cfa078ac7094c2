import { checkGiven, checkOption, maximum, mean, mul, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * Quantile loss: with e = t - y, max(q e, (q - 1) e), the mean over all elements. What minimizes it is the q-quantile: a share q of the targets lies
 * below y; 0.5 is the median. Throws RangeError where q is not between 0 and 1. Koenker and Bassett: Regression Quantiles (1978), eq. 2.4.
 */
export function quantile(options: { q?: number } = {}): Loss {
  const { q = 0.5 } = checkGiven('quantile', options, '{ q: 0.9 }');
  checkOption('quantile: q', q, 'a number between 0 and 1', Number.isFinite(q) && q > 0 && q < 1);
  return loss('quantile', (y, t) => {
    const e = sub(t, y);
    return mean(maximum(mul(q, e), mul(q - 1, e)));
  });
}
