import { checkGiven } from '@nn/formula';
import { checkMatrix, type Matrix, oneHot, sampleWeights } from '@nn/matrix';

const size = (m: Matrix) => `${m.rows} x ${m.cols}`;

/** The target as a matrix of the output's size, class numbers as one-hot rows. */
function targetOf(name: string, output: Matrix, target: Matrix | Int32Array): Matrix {
  if (target instanceof Int32Array) {
    if (target.length === output.rows) return oneHot(target, output.cols, { name: `${name}: target` });
    throw new RangeError(
      `${name}: the output is ${size(output)} and the target ${target.length} class numbers; expected ${output.rows}, one for each sample`,
    );
  }
  checkMatrix(`${name}: target`, target, 'a matrix, or class numbers as an Int32Array');
  if (output.rows === target.rows && output.cols === target.cols) return target;
  throw new RangeError(`${name}: the output is ${size(output)} and the target ${size(target)}; expected one size`);
}

/** How the samples count: the product of what is given, 1 each where nothing is. */
export interface Weights {
  /** n x 1: one number for each sample. */
  readonly weights?: Matrix;
  /**
   * One number for each class (of one output: two). A sample counts as much as its class, the column of the target's largest number, in every loss: for classes as in
   * PyTorch's CrossEntropyLoss(weight), whose mean is by the sum of these weights too; of soft targets that weighs the term of each class instead.
   */
  readonly classWeights?: readonly number[];
}

/** What the formulas of a loss are computed from. */
export interface Given extends Readonly<Record<string, Matrix>> {
  readonly y: Matrix;
  readonly t: Matrix;
}

/**
 * What a loss was given, checked: output and target of one size, the weights one number a row or class. Throws TypeError where something is no matrix and
 * RangeError where sizes or classes do not fit.
 */
export function given(name: string, output: Matrix, target: Matrix | Int32Array, options: Weights = {}): Given {
  const { weights, classWeights } = checkGiven(name, options, '{ classWeights: [1, 2] }');
  checkMatrix(`${name}: output`, output);
  if (output.rows === 0 || output.cols === 0) {
    throw new RangeError(`${name}: the output is ${size(output)}; expected at least one number`);
  }
  const t = targetOf(name, output, target);
  if (weights !== undefined) checkMatrix(`${name}: weights`, weights);
  if (weights && (weights.rows !== output.rows || weights.cols !== 1)) {
    throw new RangeError(`${name}: the weights are ${size(weights)}; expected ${output.rows} x 1, one for each sample`);
  }
  const counts = sampleWeights(t, { weights: weights?.data, classWeights }, { name });
  return { y: output, t, ...(counts && { weights: counts }) };
}

/** Throws RangeError unless `out` has the output's size. */
export function checkOut(name: string, output: Matrix, out: Matrix | undefined): void {
  if (out === undefined) return;
  checkMatrix(`${name}: out`, out);
  if (out.rows === output.rows && out.cols === output.cols) return;
  throw new RangeError(`${name}: out is ${size(out)}; expected ${size(output)}, the size of the output`);
}
