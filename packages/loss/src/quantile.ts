import { maximum, mean, mul, sub } from '@nn/formula';
import { checkOption } from './check-option.js';
import { type Loss, loss } from './loss.js';

/**
 * Quantile loss: with e = t - y, max(q e, (q - 1) e), the mean over all elements. What minimizes it is the q-quantile: a share q of the targets lies
 * below y; 0.5 is the median. Throws RangeError where q is not between 0 and 1. Koenker and Bassett: Regression Quantiles (1978), eq. 2.4.
 */
export function quantile({ q = 0.5 }: { q?: number } = {}): Loss {
  checkOption('quantile: q', q, 'a number between 0 and 1', (x) => x > 0 && x < 1);
  return loss('quantile', (y, t) => {
    const e = sub(t, y);
    return mean(maximum(mul(q, e), mul(q - 1, e)));
  });
}
