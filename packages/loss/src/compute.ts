import { evaluate, type Formula, inferShapes, type Shape, type Values } from '@nn/formula';
import { type Matrix, zeros } from '@nn/matrix';

const size = (m: Matrix) => `${m.rows} x ${m.cols}`;

/** Throws RangeError unless output and target have one size, the weights one number a row, and `out` the output's size. */
export function checkSizes(name: string, output: Matrix, target: Matrix, weights?: Matrix, out?: Matrix): void {
  if (output.rows !== target.rows || output.cols !== target.cols) {
    throw new RangeError(`${name}: the output is ${size(output)} and the target ${size(target)}; expected one size`);
  }
  if (output.rows === 0 || output.cols === 0) {
    throw new RangeError(`${name}: the output is ${size(output)}; expected at least one number`);
  }
  if (weights && (weights.rows !== output.rows || weights.cols !== 1)) {
    throw new RangeError(`${name}: the weights are ${size(weights)}; expected ${output.rows} x 1, one for each sample`);
  }
  if (out && (out.rows !== output.rows || out.cols !== output.cols)) {
    throw new RangeError(`${name}: out is ${size(out)}; expected ${size(output)}, the size of the output`);
  }
}

/** Throws TypeError unless the formula gives one number, however many samples and outputs there are. */
export function checkNumber(name: string, { expression }: Formula): void {
  const given: Shape = ['samples', 'outputs'];
  const [rows, cols] = inferShapes([expression], { y: given, t: given }).get(expression)!;
  if (rows === 1 && cols === 1) return;
  throw new TypeError(`${name}: expected one number, got ${rows} x ${cols}: take the mean(…) or the sum(…) of it`);
}

/** A formula's value in double precision. */
export const compute = (formula: Formula, given: Readonly<Record<string, Matrix>>): Values =>
  evaluate(formula.expression, given);

/** Values as a matrix like `like`, or in `out`. */
export function store(values: Values, like: Matrix, out?: Matrix): Matrix {
  const result = out ?? zeros(like.rows, like.cols, { dtype: like.data instanceof Float64Array ? 'f64' : 'f32' });
  result.data.set(values.data);
  return result;
}
