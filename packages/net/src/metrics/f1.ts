import { type AverageOptions, averaged, part } from './averaged.js';
import type { Metric } from './metric.js';

/**
 * The harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn); 0 where a class neither is nor is said to be. Of a single column it is that of class 1; of
 * several, `average`: 'macro' (unless given) is the mean over all columns, 'micro' adds up the counts of all. Throws RangeError where sizes differ, TypeError where
 * the targets are not classes. As f1_score of scikit-learn with every column among its labels.
 */
export const f1 = (options: AverageOptions = {}): Metric<'f1'> =>
  averaged('f1', options, ({ right, said, is }) => part(2 * right, said + is));
