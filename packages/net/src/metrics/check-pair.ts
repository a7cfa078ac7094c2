import { checkMatrix, type Matrix } from '@nn/matrix';
import { firstNonFinite } from '../first-non-finite.js';

/** Throws RangeError unless outputs and targets have one size, at least one row, and every number is finite; TypeError where one is no matrix. */
export function checkPair(metric: string, output: Matrix, target: Matrix): void {
  for (const [name, m] of Object.entries({ output, target })) {
    checkMatrix(`${metric}: ${name}`, m);
  }
  const size = ({ rows, cols }: Matrix) => `${rows} x ${cols}`;
  if (output.rows !== target.rows || output.cols !== target.cols) {
    throw new RangeError(
      `${metric}: output is ${size(output)} and target ${size(target)}; expected one size for both (several classes as one-hot rows)`,
    );
  }
  if (output.rows === 0) throw new RangeError(`${metric}: output: expected at least one row, got none`);
  for (const [name, { data, cols }] of Object.entries({ output, target })) {
    const at = firstNonFinite(data);
    if (at < 0) continue;
    const [i, j] = [Math.floor(at / cols), at % cols];
    throw new RangeError(`${metric}: ${name}: row ${i}, column ${j} is ${data[at]}; expected a finite number`);
  }
}
