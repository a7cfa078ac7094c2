import { type Matrix, zeros } from '@nn/matrix';
import { checkClasses, decide } from './classes.js';

/** How many samples are of each class and are said to be of each. */
export function confusionOf(classes: Int32Array, said: Int32Array, size: number): Matrix {
  const counts = zeros(size, size, { dtype: 'f64' });
  classes.forEach((c, i) => {
    counts.data[c * size + said[i]!]!++;
  });
  return counts;
}

/**
 * Which classes are taken for which: row i, column j counts the samples of class i that are said to be of class j. It is classes x classes, 2 x 2 for a single column. Throws RangeError where sizes
 * differ, TypeError where the targets are not classes. As confusion_matrix of scikit-learn with every column among its labels.
 */
export function confusionMatrix(output: Matrix, target: Matrix): Matrix {
  const classes = checkClasses('confusionMatrix', output, target);
  return confusionOf(classes, decide(output), Math.max(2, output.cols));
}
