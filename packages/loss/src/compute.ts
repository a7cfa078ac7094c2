import { evaluate, type Formula, inferShapes, type Shape, type Values } from '@nn/formula';
import { type Matrix, zeros } from '@nn/matrix';

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
