import type { Axis, BinaryOp, Expr, UnaryOp } from './expr.js';
import { GRADIENT, OUTPUT } from './expr.js';

/** What every constructor takes: an expression, or a number that stands for a constant. */
export type Operand = Expr | number;

/** A named input: a matrix (or a number, as a 1 x 1 matrix) that is given when the expression is evaluated. */
export const input = (name: string): Expr => ({ op: 'input', name, args: [] });

/** A number that is part of the expression. */
export const constant = (value: number): Expr => ({ op: 'constant', value, args: [] });

/** A matrix of given numbers, row by row. Throws RangeError where there are not rows x cols of them. */
export function table(rows: number, cols: number, values: readonly number[]): Expr {
  if (values.length !== rows * cols) {
    throw new RangeError(`table: values: expected ${rows} x ${cols} numbers, got ${values.length}`);
  }
  return { op: 'table', rows, cols, values, args: [] };
}

const expr = (x: Operand): Expr => (typeof x === 'number' ? constant(x) : x);
const unary = (op: UnaryOp, x: Operand): Expr => ({ op, args: [expr(x)] });
const binary = (op: BinaryOp, a: Operand, b: Operand): Expr => ({ op, args: [expr(a), expr(b)] });

/** a + b, element by element; a side of one row or one column is repeated. */
export const add = (a: Operand, b: Operand): Expr => binary('add', a, b);
/** a - b, element by element. */
export const sub = (a: Operand, b: Operand): Expr => binary('sub', a, b);
/** a b, element by element (the Hadamard product; the matrix product is `matmul`). */
export const mul = (a: Operand, b: Operand): Expr => binary('mul', a, b);
/** a / b, element by element. */
export const div = (a: Operand, b: Operand): Expr => binary('div', a, b);
/** The smaller of a and b; NaN if either is NaN. At a tie the derivative goes to b. */
export const minimum = (a: Operand, b: Operand): Expr => binary('minimum', a, b);
/** The larger of a and b; NaN if either is NaN. At a tie the derivative goes to b, so `maximum(x, 0)` has slope 0 at 0. */
export const maximum = (a: Operand, b: Operand): Expr => binary('maximum', a, b);
/** 1 where a < b, else 0. */
export const less = (a: Operand, b: Operand): Expr => binary('less', a, b);
/** 1 where a <= b, else 0. */
export const lessOrEqual = (a: Operand, b: Operand): Expr => binary('lessOrEqual', a, b);
/** 1 where a > b, else 0. */
export const greater = (a: Operand, b: Operand): Expr => less(b, a);
/** 1 where a >= b, else 0. */
export const greaterOrEqual = (a: Operand, b: Operand): Expr => lessOrEqual(b, a);
/** 1 where a = b, else 0. */
export const equal = (a: Operand, b: Operand): Expr => binary('equal', a, b);
/** `yes` where the condition is not 0, else `no`. */
export const select = (condition: Operand, yes: Operand, no: Operand): Expr => ({
  op: 'select',
  args: [expr(condition), expr(yes), expr(no)],
});

/** -x */
export const neg = (x: Operand): Expr => unary('neg', x);
/** x² */
export const square = (x: Operand): Expr => unary('square', x);
/** √x */
export const sqrt = (x: Operand): Expr => unary('sqrt', x);
/** eˣ */
export const exp = (x: Operand): Expr => unary('exp', x);
/** The natural logarithm. */
export const log = (x: Operand): Expr => unary('log', x);
/** The hyperbolic tangent. */
export const tanh = (x: Operand): Expr => unary('tanh', x);
/** 1 / (1 + e⁻ˣ) */
export const sigmoid = (x: Operand): Expr => unary('sigmoid', x);
/** log(1 + eˣ), without overflow. */
export const softplus = (x: Operand): Expr => unary('softplus', x);
/** The error function: 2/√π times the integral of e^(-t²) from 0 to x. */
export const erf = (x: Operand): Expr => unary('erf', x);
/** 1 - erf x, without cancellation where x is large: the normal distribution up to z is erfc(-z/√2) / 2. */
export const erfc = (x: Operand): Expr => unary('erfc', x);
/** |x| */
export const abs = (x: Operand): Expr => unary('abs', x);
/** -1, 0 or 1. */
export const sign = (x: Operand): Expr => unary('sign', x);
/** x to the power of a constant. */
export const pow = (x: Operand, exponent: number): Expr => ({ op: 'pow', exponent, args: [expr(x)] });

/** The matrix product of a (r x k) and b (k x c), either of them transposed first if asked. */
export const matmul = (
  a: Operand,
  b: Operand,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
): Expr => ({ op: 'matmul', transposeA, transposeB, args: [expr(a), expr(b)] });

/** Rows become columns. */
export const transpose = (x: Operand): Expr => ({ op: 'transpose', args: [expr(x)] });

/** The same numbers in the same order, row by row, in rows of `cols`: n x 6 becomes 2n x 3, or n/2 x 12. */
export const reshape = (x: Operand, cols: number): Expr => ({ op: 'reshape', cols, args: [expr(x)] });

/** The same numbers in the same order, in the size of `like`. */
export const reshapeLike = (x: Operand, like: Expr): Expr => ({ op: 'reshapeLike', args: [expr(x)], like });

const reduce = (op: 'sum' | 'mean' | 'max', x: Operand, axis: Axis): Expr => ({ op, axis, args: [expr(x)] });

/** The sum of all elements, of `eachRow` (r x 1) or of `eachColumn` (1 x c). */
export const sum = (x: Operand, axis: Axis = 'all'): Expr => reduce('sum', x, axis);
/** The mean of all elements, of `eachRow` or of `eachColumn`. */
export const mean = (x: Operand, axis: Axis = 'all'): Expr => reduce('mean', x, axis);
/** The largest of all elements, of `eachRow` or of `eachColumn`; a tie shares the derivative equally. */
export const max = (x: Operand, axis: Axis = 'all'): Expr => reduce('max', x, axis);

/**
 * Reads elements of `source` by number: from each row the column that `index` says, or from each column the row.
 * `columns`: out[i, j] = source[i, index[i, j]]; `rows`: out[i, j] = source[index[i, j], j]. An index of -1 reads 0.
 */
export const gather = (source: Operand, index: Operand, axis: 'rows' | 'columns'): Expr => ({
  op: 'gather',
  axis,
  args: [expr(source), expr(index)],
});

/** Zeros of the size of `like`, with each value added to the place that `gather` would have read it from. */
export const scatterAdd = (values: Operand, index: Operand, like: Expr, axis: 'rows' | 'columns'): Expr => ({
  op: 'scatterAdd',
  axis,
  args: [expr(values), expr(index)],
  like,
});

/** x with the size of `like`: repeated where x has one row or column, summed where `like` has one. */
export const conform = (x: Operand, like: Expr): Expr => ({ op: 'conform', args: [expr(x)], like });

/** How many elements of x one result of a reduction joins: r c, c for `eachRow`, r for `eachColumn`. */
export const count = (like: Expr, axis: Axis = 'all'): Expr => ({ op: 'count', axis, args: [], like });

/** Uniform numbers in [0, 1), one for each element of `like`; another stream gives other numbers. */
export const uniform = (stream: number, like: Expr): Expr => ({ op: 'uniform', stream, args: [], like });

/** `value` with its derivative with respect to `of` stated by hand: `rule(output, gradient)` is the adjoint of `of`. */
export const withAdjoint = (value: Expr, of: Expr, rule: (output: Expr, gradient: Expr) => Operand): Expr => ({
  op: 'annotated',
  args: [value],
  of,
  rule: expr(rule(input(OUTPUT), input(GRADIENT))),
});

/** x, taken as a constant when the derivative is formed. */
export const stopGradient = (x: Expr): Expr => withAdjoint(x, x, () => 0);
