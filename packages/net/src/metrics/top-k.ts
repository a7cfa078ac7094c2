import { checkCount, checkGiven } from '@nn/formula';
import { checkClasses, decide } from './classes.js';
import type { Metric } from './metric.js';

/**
 * The part of the samples whose class is among the k with the largest outputs. Of equal outputs the first column comes first, so that `topK({ k: 1 })`
 * is the accuracy. It is called 'top5' where k is 5, and is 1 where there are no more than k classes. Throws RangeError where k is not a whole number
 * from 1 or sizes differ, TypeError where the targets are not classes. As top_k_accuracy_score of scikit-learn, which takes the last of equal outputs
 * first.
 */
export function topK<K extends number>(options: { k: K }): Metric<`top${K}`> {
  checkGiven('topK', options, '{ k: 5 }');
  const { k } = options;
  checkCount('topK: k', k);
  return {
    name: `top${k}`,
    value: (output, target) => {
      const classes = checkClasses('topK', output, target);
      const { rows, cols, data } = output;
      // One column stands for two classes.
      const said = cols === 1 ? decide(output) : undefined;
      /** How many classes come before this one in row i. */
      const before = (i: number, own: number): number => {
        if (said) return said[i] === own ? 0 : 1;
        const score = data[i * cols + own]!;
        let count = 0;
        for (let j = 0; j < cols; j++) {
          const other = data[i * cols + j]!;
          if (other > score || (other === score && j < own)) count++;
        }
        return count;
      };
      return classes.reduce((right, own, i) => right + Number(before(i, own) < k), 0) / rows;
    },
  };
}
