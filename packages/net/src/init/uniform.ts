import type { Initializer } from './initializer.js';

/** Uniform in [min, max); -0.05 to 0.05 by default, as in Keras. */
export const uniform =
  ({ min = -0.05, max = 0.05 }: { min?: number; max?: number } = {}): Initializer =>
  (rows, cols, random) =>
    random.uniform(rows, cols, { min, max });
