import { type Expr, greater, maximum, mean, mul, select, square, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/** What an output lacks to be on the right side by 1. */
function lacking(y: Expr, t: Expr): Expr {
  const side = select(greater(t, 0), 1, -1);
  return maximum(sub(1, mul(side, y)), 0);
}

/**
 * Hinge loss: max(1 - t y, 0), the mean over all elements. t is -1 or 1, and 0 counts as -1, so that one-hot rows and class numbers will do; y is any
 * number (linear). What is right by 1 or more costs nothing. Cortes and Vapnik: Support-Vector Networks (1995); as in Keras.
 */
export const hinge = (): Loss => loss('hinge', (y, t) => mean(lacking(y, t)));

/** Squared hinge loss: max(1 - t y, 0)², the mean over all elements; `hinge` with a slope that does not jump. As in Keras. */
export const squaredHinge = (): Loss => loss('squaredHinge', (y, t) => mean(square(lacking(y, t))));
