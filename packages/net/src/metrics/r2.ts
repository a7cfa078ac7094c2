import { div, equal, max, mean, neg, select, square, sub, sum } from '@nn/formula';
import { byFormula } from './by-formula.js';
import type { Metric } from './metric.js';

/** The value of r2 where there are at least two samples. */
const ofSeveral = /* @__PURE__ */ byFormula('r2', (y, t) => {
  const residual = sum(square(sub(y, t)), 'eachColumn');
  const total = sum(square(sub(t, mean(t, 'eachColumn'))), 'eachColumn');
  // By its ends: a mean may be off in its last digit, and then the total is not 0.
  const constant = equal(max(t, 'eachColumn'), neg(max(neg(t), 'eachColumn')));
  return mean(select(constant, equal(residual, 0), sub(1, div(residual, total))));
});

/**
 * The part of the targets' variance that the outputs account for: 1 - Σ (y - t)² / Σ (t - mean t)². Of several outputs it is the mean; 1 is perfect, 0
 * what the mean of the targets would have. Where a target is constant it is 1 if every output is exact, else 0; of a single sample it is NaN. Throws
 * RangeError where sizes differ. As r2_score of scikit-learn.
 */
export const r2 = (): Metric<'r2'> => ({
  name: 'r2',
  value: (output, target) => {
    const value = ofSeveral.value(output, target);
    return output.rows < 2 ? Number.NaN : value;
  },
});
