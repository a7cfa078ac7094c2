import { mean, mul, square, sub, sum } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * Half the squared error: ½ sum((y - t)²) over the outputs of a sample, the mean of that over the samples. Its derivative is (y - t) / n: for one
 * sample the error itself, which is why textbooks like it (Bishop: Pattern Recognition and Machine Learning, eq. 5.11).
 */
export const halfSquaredError = (): Loss =>
  loss('halfSquaredError', (y, t) => mul(0.5, mean(sum(square(sub(y, t)), 'eachRow'))));
