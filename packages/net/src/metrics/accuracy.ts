import { checkClasses, decide } from './classes.js';
import type { Metric } from './metric.js';

/**
 * The part of the samples whose class is right. It is that of the largest output (of equal ones the first), or, of a single column, whether it is at
 * least 0.5. Throws RangeError where sizes differ, TypeError where the targets are not classes. As accuracy_score of scikit-learn.
 */
export const accuracy = (): Metric<'accuracy'> => ({
  name: 'accuracy',
  value: (output, target) => {
    const classes = checkClasses('accuracy', output, target);
    const said = decide(output);
    return classes.reduce((right, c, i) => right + Number(c === said[i]), 0) / output.rows;
  },
});
