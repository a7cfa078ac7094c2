import { mean, sqrt, square, sub } from '@nn/formula';
import { byFormula } from './by-formula.js';
import type { Metric } from './metric.js';

/**
 * The root of the mean of (y - t)² over the samples, in the unit of the targets. Of several outputs it is the mean of their roots. Throws RangeError
 * where sizes differ. As mean_squared_error of scikit-learn with squared=False. (The loss of that name takes one root of all, which is another number
 * where there are several outputs.)
 */
export const rootMeanSquaredError = (): Metric<'rootMeanSquaredError'> =>
  byFormula('rootMeanSquaredError', (y, t) => mean(sqrt(mean(square(sub(y, t)), 'eachColumn'))));
