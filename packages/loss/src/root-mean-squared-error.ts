import { div, equal, mean, mul, select, sqrt, square, sub, withAdjoint } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * Root mean squared error: sqrt(mean((y - t)²)) over all elements, in the units of the target. Its derivative is (y - t) / (n outputs RMSE); where every
 * error is 0 the square root has none, and 0 is taken.
 */
export const rootMeanSquaredError = (): Loss =>
  loss('rootMeanSquaredError', (y, t) => {
    const squares = mean(square(sub(y, t)));
    return withAdjoint(sqrt(squares), squares, (root, gradient) =>
      select(equal(root, 0), 0, div(gradient, mul(2, select(equal(root, 0), 1, root)))),
    );
  });
