import { type AverageOptions, averaged, part } from './averaged.js';
import type { Metric } from './metric.js';

/**
 * Of the samples that are said to be of a class, the part that is: tp / (tp + fp); 0 where none is said to be. Of a single column it is that of class 1; of several,
 * `average`: 'macro' (unless given) is the mean over all columns, 'micro' adds up the counts of all. Throws RangeError where sizes differ, TypeError where the
 * targets are not classes. As precision_score of scikit-learn with every column among its labels.
 */
export const precision = (options: AverageOptions = {}): Metric<'precision'> =>
  averaged('precision', options, ({ right, said }) => part(right, said));
