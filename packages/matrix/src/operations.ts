import * as f from '@nn/formula';
import { checkMatrix } from './check-matrix.js';
import { fromData, zeros } from './create.js';
import { defaultBackend } from './default.js';
import type { Matrix } from './matrix.js';
import { checkOut, run } from './run.js';

// Pure, so that whoever imports one operation ships only that one.
const a = /* @__PURE__ */ f.input('a');
const b = /* @__PURE__ */ f.input('b');
const size = (m: Matrix) => [m.rows, m.cols] as const;

/** The size of an expression over matrices: throws ShapeError, with both sizes, where they do not fit. */
function sizeOf(who: string, value: f.Expr, inputs: Readonly<Record<string, Matrix>>): readonly [number, number] {
  for (const [name, m] of Object.entries(inputs)) checkMatrix(`${who}: ${name}`, m);
  const shapes = f.inferShapes([value], Object.fromEntries(Object.entries(inputs).map(([name, m]) => [name, size(m)])));
  return shapes.get(value) as readonly [number, number];
}

const apply = (who: string, value: f.Expr, inputs: Readonly<Record<string, Matrix>>, out?: Matrix) => {
  const [rows, cols] = sizeOf(who, value, inputs);
  return run(value, inputs, [rows, cols], checkOut(who, out, rows, cols));
};

const products = /* @__PURE__ */ [false, true].map((transposeA) =>
  [false, true].map((transposeB) => f.matmul(a, b, { transposeA, transposeB })),
);

const isSingle = ({ data }: Matrix) => data instanceof Float32Array;
/** Whether a result can be written there while the operands are still read. */
const isApart = (out: Matrix, ...operands: readonly Matrix[]) =>
  isSingle(out) && operands.every(({ data }) => data.buffer !== out.data.buffer);

/**
 * The matrix product of x (r x k) and y (k x c): r x c. Either is transposed first if asked, without a copy. `out` receives the
 * result and is returned. Throws ShapeError where the inner sizes differ.
 */
export function matmul<R, K, C>(
  x: Matrix<R, K>,
  y: Matrix<NoInfer<K>, C>,
  options?: { transposeA?: false; transposeB?: false; out?: Matrix<NoInfer<R>, NoInfer<C>> },
): Matrix<R, C>;
export function matmul<R, K, C>(
  x: Matrix<K, R>,
  y: Matrix<NoInfer<K>, C>,
  options: { transposeA: true; transposeB?: false; out?: Matrix<NoInfer<R>, NoInfer<C>> },
): Matrix<R, C>;
export function matmul<R, K, C>(
  x: Matrix<R, K>,
  y: Matrix<C, NoInfer<K>>,
  options: { transposeA?: false; transposeB: true; out?: Matrix<NoInfer<R>, NoInfer<C>> },
): Matrix<R, C>;
export function matmul<R, K, C>(
  x: Matrix<K, R>,
  y: Matrix<C, NoInfer<K>>,
  options: { transposeA: true; transposeB: true; out?: Matrix<NoInfer<R>, NoInfer<C>> },
): Matrix<R, C>;
export function matmul(
  x: Matrix,
  y: Matrix,
  options: { transposeA: boolean; transposeB: boolean; out?: Matrix },
): Matrix;
export function matmul(
  x: Matrix,
  y: Matrix,
  options: { transposeA?: boolean; transposeB?: boolean; out?: Matrix } = {},
): Matrix {
  const { transposeA = false, transposeB = false, out } = f.checkGiven('matmul', options, '{ transposeB: true }');
  f.checkTruth('matmul: transposeA', transposeA);
  f.checkTruth('matmul: transposeB', transposeB);
  const value = products[+transposeA]![+transposeB]!;
  const { multiply } = defaultBackend();
  if (multiply && x?.data && y?.data && isSingle(x) && isSingle(y) && (!out || isApart(out, x, y))) {
    const [rows, cols] = sizeOf('matmul', value, { a: x, b: y });
    const result = checkOut('matmul', out, rows, cols) ?? zeros(rows, cols);
    if (multiply(x, y, result, { transposeA, transposeB })) return result;
  }
  return apply('matmul', value, { a: x, b: y }, out);
}

const transposed = /* @__PURE__ */ f.transpose(a);
/** Rows become columns. */
export const transpose = <R, C>(x: Matrix<R, C>): Matrix<C, R> => apply('transpose', transposed, { a: x });

/** Of two matrices, either of which may have one row or one column to be repeated. */
interface Elementwise {
  <R, C>(x: Matrix<R, C>, y: Matrix<NoInfer<R> | 1, NoInfer<C> | 1>): Matrix<R, C>;
  <R, C>(x: Matrix<NoInfer<R> | 1, NoInfer<C> | 1>, y: Matrix<R, C>): Matrix<R, C>;
}

function elementwise(who: string, build: (a: f.Expr, b: f.Expr) => f.Expr): Elementwise {
  const value = build(a, b);
  return (x: Matrix, y: Matrix) => apply(who, value, { a: x, b: y });
}

/** x + y, element by element. A side of one row or one column is repeated; throws ShapeError where sizes do not fit. */
export const add = /* @__PURE__ */ elementwise('add', f.add);
/** x - y, element by element. */
export const sub = /* @__PURE__ */ elementwise('sub', f.sub);
/** x y, element by element (the Hadamard product; the matrix product is `matmul`). */
export const mul = /* @__PURE__ */ elementwise('mul', f.mul);
/** x / y, element by element. */
export const div = /* @__PURE__ */ elementwise('div', f.div);

const scaled = /* @__PURE__ */ f.mul(a, b);
/** Every element of x times a number. */
export function scale<R, C>(x: Matrix<R, C>, factor: number): Matrix<R, C> {
  checkMatrix('scale: x', x);
  f.checkOption('scale: factor', factor, 'a number', typeof factor === 'number');
  const b = fromData(1, 1, x.data instanceof Float64Array ? Float64Array.of(factor) : Float32Array.of(factor));
  return apply('scale', scaled, { a: x, b });
}

/** A formula computed on matrices: `map(formula(['x'], (x) => tanh(x)), { x })`. */
export function map<Names extends string>(formula: f.Formula<Names>, inputs: Readonly<Record<Names, Matrix>>): Matrix {
  const expected = "a formula such as formula(['x'], (x) => tanh(x))";
  f.checkOption('map: formula', formula, expected, formula?.expression !== undefined);
  f.checkOption(
    'map: inputs',
    inputs,
    'matrices by name, such as { x }',
    typeof inputs === 'object' && inputs !== null,
  );
  return apply('map', formula.expression, inputs);
}

/** One number from a matrix, in double precision. */
function single(who: string, value: f.Expr, x: Matrix): number {
  checkMatrix(`${who}: x`, x);
  return f.evaluate(value, { a: x }).data[0]!;
}

/** The sum of all elements, added up in double precision. */
export const sum = (x: Matrix): number => single('sum', f.sum(a), x);
/** The mean of all elements, added up in double precision. */
export const mean = (x: Matrix): number => single('mean', f.mean(a), x);

const rowSums = /* @__PURE__ */ f.sum(a, 'eachRow');
const colSums = /* @__PURE__ */ f.sum(a, 'eachColumn');
/** The sum of each row: r x 1. */
export const sumRows = <R>(x: Matrix<R>): Matrix<R, 1> => apply('sumRows', rowSums, { a: x });
/** The sum of each column: 1 x c. */
// biome-ignore lint/suspicious/noExplicitAny: any number of rows
export const sumCols = <C>(x: Matrix<any, C>): Matrix<1, C> => apply('sumCols', colSums, { a: x });

/** For each row, the column of its largest element; the first of equals. NaN is passed over where there is a number. */
export function argmaxRows(x: Matrix): Int32Array {
  checkMatrix('argmaxRows: x', x);
  const result = new Int32Array(x.rows);
  const { data, rows, cols } = x;
  for (let i = 0; i < rows; i++) {
    const start = i * cols;
    let best = start;
    for (let j = start + 1; j < start + cols; j++) if (data[j]! > data[best]! || Number.isNaN(data[best])) best = j;
    result[i] = best - start;
  }
  return result;
}
