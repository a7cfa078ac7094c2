import { type Targets, toMatrix } from './samples.js';
import { classesOf } from './training/split.js';

/** Targets as class numbers, and how many classes there are. */
function classNumbers(t: Targets): { classes: Int32Array; count: number } {
  if (t instanceof Int32Array) {
    const wrong = t.findIndex((c) => c < 0);
    if (wrong < 0) return { classes: t, count: t.reduce((most, c) => Math.max(most, c), 0) + 1 };
    throw new RangeError(`balancedClassWeights: t[${wrong}]: expected a class from 0, got ${t[wrong]}`);
  }
  const rows = toMatrix(t, 'balancedClassWeights: t', 0);
  const classes = classesOf(rows);
  if (classes) return { classes, count: Math.max(2, rows.cols) };
  throw new RangeError(
    'balancedClassWeights: t: expected classes (one-hot rows, a column of 0 and 1, or class numbers as an Int32Array), got other numbers',
  );
}

/**
 * Class weights under which every class counts the same in total, however rare. They are n / (k n_c), for n samples, k classes and n_c samples of class
 * c. With them the sum of all weights is n. What `classWeights` of `fit` takes: `fit(model, x, t, { …, classWeights: balancedClassWeights(t) })`.
 * Throws RangeError where targets are no classes, or a class has no samples. King and Zeng: Logistic Regression in Rare Events Data (2001); scikit-learn's 'balanced'.
 */
export function balancedClassWeights(t: Targets): number[] {
  const { classes, count } = classNumbers(t);
  const samples = new Array<number>(count).fill(0);
  for (const c of classes) samples[c]!++;
  const none = samples.indexOf(0);
  if (none >= 0) {
    throw new RangeError(
      `balancedClassWeights: t: expected samples of each of ${count} classes, got none of class ${none}; give the weights by hand`,
    );
  }
  return samples.map((each) => classes.length / (count * each));
}
