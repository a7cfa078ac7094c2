import type { Matrix } from '@nn/matrix';
import { checkClasses } from './classes.js';
import type { Metric } from './metric.js';

/** Places of scores in ascending order, counted from 1; equal scores share the mean of their places. */
function ranks(scores: Float64Array): Float64Array {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const result = new Float64Array(scores.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let k = from; k < to; k++) result[order[k]!] = (from + 1 + to) / 2;
  }
  return result;
}

/** Column j of the outputs as scores for what column j of the targets says. */
function areaOf({ rows, cols, data }: Matrix, target: Matrix, j: number): number {
  const places = ranks(Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!));
  let [positives, total] = [0, 0];
  for (let i = 0; i < rows; i++) {
    if (target.data[i * cols + j] !== 1) continue;
    positives++;
    total += places[i]!;
  }
  if (positives === 0 || positives === rows) {
    throw new RangeError(
      `rocAuc: target: column ${j} is ${positives === 0 ? 0 : 1} in every row, and the area is defined only where there are both; judge by samples of every class`,
    );
  }
  return (total - (positives * (positives + 1)) / 2) / (positives * (rows - positives));
}

/**
 * The area under the curve of true against false positives. It says how often a sample of a class has a larger output than one of the rest, a tie
 * counting one half; (R - p (p + 1) / 2) / (p (n - p)) with R the sum of the ranks of the p positive ones (Mann and Whitney, 1947). Of several columns
 * it is the mean over the classes, each against the rest. Throws RangeError where sizes differ or a class has no sample or every one, TypeError where
 * the targets are not classes. As roc_auc_score of scikit-learn with multi_class='ovr', average='macro'.
 */
export const rocAuc = (): Metric<'rocAuc'> => ({
  name: 'rocAuc',
  value: (output, target) => {
    checkClasses('rocAuc', output, target);
    let total = 0;
    for (let j = 0; j < output.cols; j++) total += areaOf(output, target, j);
    return total / output.cols;
  },
});
