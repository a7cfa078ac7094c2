import { checkGiven } from '@nn/formula';
import { checkSpread } from './check-spread.js';
import type { Initializer } from './initializer.js';

/** Normal with this mean and standard deviation; 0 and 0.05 by default, as in Keras. Throws RangeError where one is out of range, TypeError where one is no number. */
export function normal(options: { mean?: number; std?: number } = {}): Initializer {
  const { mean = 0, std = 0.05 } = checkGiven('normal', options, '{ std: 0.1 }');
  checkSpread('normal', mean, std);
  return (rows, cols, random) => random.normal(rows, cols, { mean, std });
}
