import { checkGiven } from '@nn/formula';
import { checkSpread } from './check-spread.js';
import type { Initializer } from './initializer.js';

/** How many standard deviations from the mean a number may be. */
const MOST = 2;

/**
 * Normal, but what is farther than two standard deviations from the mean is drawn again. Mean 0 and deviation 0.05 by default, as in Keras. What is left
 * has 0.88 times the standard deviation.
 * Throws TypeError where something is of another kind.
 */
export function truncatedNormal(options: { mean?: number; std?: number } = {}): Initializer {
  const { mean = 0, std = 0.05 } = checkGiven('truncatedNormal', options, '{ std: 0.1 }');
  checkSpread('truncatedNormal', mean, std);
  return (rows, cols, random) => {
    const result = random.normal(rows, cols);
    const isFar = (x: number) => Math.abs(x) > MOST;
    while (result.data.some(isFar)) {
      const again = random.normal(rows, cols);
      result.data.forEach((x, k) => {
        if (isFar(x)) result.data[k] = again.data[k]!;
      });
    }
    result.data.forEach((x, k) => {
      result.data[k] = mean + std * x;
    });
    return result;
  };
}
