import { type AverageOptions, averaged, part } from './averaged.js';
import type { Metric } from './metric.js';

/**
 * Of the samples that are of a class, the part that is said to be: tp / (tp + fn); 0 where none is. Of a single column it is that of class 1; of several,
 * `average`: 'macro' (unless given) is the mean over all columns, 'micro' adds up the counts of all. Throws RangeError where sizes differ, TypeError where the
 * targets are not classes. As recall_score of scikit-learn with every column among its labels.
 */
export const recall = (options: AverageOptions = {}): Metric<'recall'> =>
  averaged('recall', options, ({ right, is }) => part(right, is));
