import { abs, mean, sub } from '@nn/formula';
import { byFormula } from './by-formula.js';
import type { Metric } from './metric.js';

/** The mean of |y - t| over samples and outputs, in the unit of the targets. Throws RangeError where sizes differ. As mean_absolute_error of scikit-learn. */
export const meanAbsoluteError = (): Metric<'meanAbsoluteError'> =>
  byFormula('meanAbsoluteError', (y, t) => mean(abs(sub(y, t))));
