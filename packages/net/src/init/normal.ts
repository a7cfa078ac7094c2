import { checkSpread } from './check-spread.js';
import type { Initializer } from './initializer.js';

/** Normal with this mean and standard deviation; 0 and 0.05 by default, as in Keras. Throws RangeError where one is out of range, TypeError where one is no number. */
export function normal({ mean = 0, std = 0.05 }: { mean?: number; std?: number } = {}): Initializer {
  checkSpread('normal', mean, std);
  return (rows, cols, random) => random.normal(rows, cols, { mean, std });
}
