import type { Matrix } from '@nn/matrix';
import { firstNonFinite } from '../first-non-finite.js';

/** Throws RangeError unless outputs and targets have one size, at least one row, and every output is finite. */
export function checkPair(metric: string, output: Matrix, target: Matrix): void {
  const size = ({ rows, cols }: Matrix) => `${rows} x ${cols}`;
  if (output.rows !== target.rows || output.cols !== target.cols) {
    throw new RangeError(
      `${metric}: output is ${size(output)} and target ${size(target)}; expected one size for both (several classes as one-hot rows)`,
    );
  }
  if (output.rows === 0) throw new RangeError(`${metric}: output: expected at least one row, got none`);
  const at = firstNonFinite(output.data);
  if (at < 0) return;
  const [i, j] = [Math.floor(at / output.cols), at % output.cols];
  throw new RangeError(`${metric}: output: row ${i}, column ${j} is ${output.data[at]}; expected a finite number`);
}
