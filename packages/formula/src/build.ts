import { checkExpr } from './check-expr.js';
import { checkCount, checkOption, shown } from './expected.js';
import type { Axis, BinaryOp, Expr, UnaryOp } from './expr.js';
import { GRADIENT, OUTPUT } from './expr.js';

/** What every constructor takes: an expression, or a number that stands for a constant. */
export type Operand = Expr | number;

/** A named input: a matrix (or a number, as a 1 x 1 matrix) that is given when the expression is evaluated. */
export function input(name: string): Expr {
  checkOption('input: name', name, 'a text', typeof name === 'string');
  return { op: 'input', name, args: [] };
}

/** A number that is part of the expression. */
export function constant(value: number): Expr {
  checkOption('constant: value', value, 'a number', typeof value === 'number');
  return { op: 'constant', value, args: [] };
}

/**
 * A matrix of given numbers, row by row. A function may make them when they are first needed, since a large table may never be. Throws RangeError where there are not rows x cols of them
 * (of a function's, when they are needed).
 */
export function table(rows: number, cols: number, values: readonly number[] | (() => readonly number[])): Expr {
  checkCount('table: rows', rows, 0);
  checkCount('table: cols', cols, 0);
  const checked = (given: readonly number[]) => {
    if (given?.length === rows * cols) return given;
    throw new RangeError(`table: values: expected ${rows} x ${cols} numbers, got ${given?.length ?? shown(given)}`);
  };
  if (typeof values !== 'function') return { op: 'table', rows, cols, values: checked(values), args: [] };
  let made: readonly number[] | undefined;
  return {
    op: 'table',
    rows,
    cols,
    get values() {
      made ??= checked(values());
      return made;
    },
    args: [],
  };
}

/** An operand as an expression. Throws TypeError where it is neither an expression nor a number. */
function expr(op: string, x: Operand): Expr {
  if (typeof x === 'number') return constant(x);
  if (typeof x?.op === 'string') return x;
  throw new TypeError(`${op}: expected an expression or a number, got ${shown(x)}`);
}
const unary = (op: UnaryOp, x: Operand): Expr => ({ op, args: [expr(op, x)] });
const binary = (op: BinaryOp, a: Operand, b: Operand): Expr => ({ op, args: [expr(op, a), expr(op, b)] });

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
export const greater = (a: Operand, b: Operand): Expr => less(expr('greater', b), expr('greater', a));
/** 1 where a >= b, else 0. */
export const greaterOrEqual = (a: Operand, b: Operand): Expr =>
  lessOrEqual(expr('greaterOrEqual', b), expr('greaterOrEqual', a));
/** 1 where a = b, else 0. */
export const equal = (a: Operand, b: Operand): Expr => binary('equal', a, b);
/** `yes` where the condition is not 0, else `no`. */
export const select = (condition: Operand, yes: Operand, no: Operand): Expr => ({
  op: 'select',
  args: [expr('select', condition), expr('select', yes), expr('select', no)],
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
export function pow(x: Operand, exponent: number): Expr {
  checkOption('pow: exponent', exponent, 'a number', typeof exponent === 'number');
  return { op: 'pow', exponent, args: [expr('pow', x)] };
}

/** The matrix product of a (r x k) and b (k x c), either of them transposed first if asked. */
export const matmul = (
  a: Operand,
  b: Operand,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
): Expr => ({ op: 'matmul', transposeA, transposeB, args: [expr('matmul', a), expr('matmul', b)] });

/** Rows become columns. */
export const transpose = (x: Operand): Expr => ({ op: 'transpose', args: [expr('transpose', x)] });

/** The same numbers in the same order, row by row, in rows of `cols`: n x 6 becomes 2n x 3, or n/2 x 12. */
export function reshape(x: Operand, cols: number): Expr {
  checkCount('reshape: cols', cols, 1);
  return { op: 'reshape', cols, args: [expr('reshape', x)] };
}

/** The same numbers in the same order, in the size of `like`. */
export function reshapeLike(x: Operand, like: Expr): Expr {
  checkExpr('reshapeLike: like', like);
  return { op: 'reshapeLike', args: [expr('reshapeLike', x)], like };
}

const axes: readonly Axis[] = ['all', 'eachRow', 'eachColumn'];
function checkAxis(op: string, axis: Axis): void {
  if (!axes.includes(axis)) {
    throw new TypeError(`${op}: axis: expected 'all', 'eachRow' or 'eachColumn', got ${shown(axis)}`);
  }
}
function reduce(op: 'sum' | 'mean' | 'max', x: Operand, axis: Axis): Expr {
  checkAxis(op, axis);
  return { op, axis, args: [expr(op, x)] };
}

/** The sum of all elements, of `eachRow` (r x 1) or of `eachColumn` (1 x c). */
export const sum = (x: Operand, axis: Axis = 'all'): Expr => reduce('sum', x, axis);
/** The mean of all elements, of `eachRow` or of `eachColumn`. */
export const mean = (x: Operand, axis: Axis = 'all'): Expr => reduce('mean', x, axis);
/** The largest of all elements, of `eachRow` or of `eachColumn`; a tie shares the derivative equally. */
export const max = (x: Operand, axis: Axis = 'all'): Expr => reduce('max', x, axis);

function checkPicked(op: string, axis: 'rows' | 'columns'): void {
  if (axis !== 'rows' && axis !== 'columns') {
    throw new TypeError(`${op}: axis: expected 'rows' or 'columns', got ${shown(axis)}`);
  }
}

/**
 * Reads elements of `source` by number: from each row the column that `index` says, or from each column the row.
 * `columns`: out[i, j] = source[i, index[i, j]]; `rows`: out[i, j] = source[index[i, j], j]. An index of -1 reads 0.
 */
export function gather(source: Operand, index: Operand, axis: 'rows' | 'columns'): Expr {
  checkPicked('gather', axis);
  return { op: 'gather', axis, args: [expr('gather', source), expr('gather', index)] };
}

/** Zeros of the size of `like`, with each value added to the place that `gather` would have read it from. */
export function scatterAdd(values: Operand, index: Operand, like: Expr, axis: 'rows' | 'columns'): Expr {
  checkPicked('scatterAdd', axis);
  checkExpr('scatterAdd: like', like);
  return { op: 'scatterAdd', axis, args: [expr('scatterAdd', values), expr('scatterAdd', index)], like };
}

/** x with the size of `like`: repeated where x has one row or column, summed where `like` has one. */
export function conform(x: Operand, like: Expr): Expr {
  checkExpr('conform: like', like);
  return { op: 'conform', args: [expr('conform', x)], like };
}

/** How many elements of x one result of a reduction joins: r c, c for `eachRow`, r for `eachColumn`. */
export function count(like: Expr, axis: Axis = 'all'): Expr {
  checkAxis('count', axis);
  checkExpr('count: like', like);
  return { op: 'count', axis, args: [], like };
}

/** Uniform numbers in [0, 1), one for each element of `like`; another stream gives other numbers. */
export function uniform(stream: number, like: Expr): Expr {
  checkCount('uniform: stream', stream, 0);
  checkExpr('uniform: like', like);
  return { op: 'uniform', stream, args: [], like };
}

/** `value` with its derivative with respect to `of` stated by hand: `rule(output, gradient)` is the adjoint of `of`. */
export function withAdjoint(value: Expr, of: Expr, rule: (output: Expr, gradient: Expr) => Operand): Expr {
  checkExpr('withAdjoint: value', value);
  checkExpr('withAdjoint: of', of);
  checkOption('withAdjoint: rule', rule, 'a function of output and gradient', typeof rule === 'function');
  return { op: 'annotated', args: [value], of, rule: expr('withAdjoint: rule', rule(input(OUTPUT), input(GRADIENT))) };
}

/** x, taken as a constant when the derivative is formed. */
export function stopGradient(x: Expr): Expr {
  checkExpr('stopGradient: x', x);
  return withAdjoint(x, x, () => 0);
}
