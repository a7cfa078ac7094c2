import type { Initializer } from './initializer.js';

/** Normal with this mean and standard deviation; 0 and 0.05 by default, as in Keras. */
export const normal =
  ({ mean = 0, std = 0.05 }: { mean?: number; std?: number } = {}): Initializer =>
  (rows, cols, random) =>
    random.normal(rows, cols, { mean, std });
