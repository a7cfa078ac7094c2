import { argmaxRows, type Matrix } from '@nn/matrix';
import { classesOf } from '../training/split.js';
import { checkPair } from './check-pair.js';

/** The class that outputs stand for: the largest of several (of equal ones the first), or whether a single one is at least one half. */
export const decide = (output: Matrix): Int32Array =>
  output.cols > 1 ? argmaxRows(output) : Int32Array.from(output.data, (v) => (v >= 0.5 ? 1 : 0));

/** The class that each sample is. Throws RangeError where sizes do not fit, TypeError where the targets are not classes. */
export function checkClasses(metric: string, output: Matrix, target: Matrix): Int32Array {
  checkPair(metric, output, target);
  const classes = classesOf(target);
  if (classes) return classes;
  throw new TypeError(
    `${metric}: target: expected classes (one-hot rows, or one column of 0 and 1), got other numbers; for those take meanAbsoluteError, rootMeanSquaredError or r2`,
  );
}
