import { checkCount, checkGiven, checkList, checkOption } from '@nn/formula';
import type { Dim, DType, Matrix } from './matrix.js';

class Dense implements Matrix {
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly data: Float32Array | Float64Array,
  ) {}

  at(i: number, j: number): number {
    if (!(i >= 0 && i < this.rows && j >= 0 && j < this.cols)) {
      throw new RangeError(`at(${i}, ${j}): outside a ${this.rows} x ${this.cols} matrix (counted from 0)`);
    }
    return this.data[i * this.cols + j]!;
  }

  toArray(): number[][] {
    return Array.from({ length: this.rows }, (_, i) =>
      Array.from(this.data.subarray(i * this.cols, (i + 1) * this.cols)),
    );
  }

  toString(): string {
    const shown = (n: number) => (n <= 8 ? [...Array(n).keys()] : [0, 1, 2, -1, n - 3, n - 2, n - 1]);
    const cell = (i: number, j: number) => (i < 0 || j < 0 ? '…' : String(Number(this.at(i, j).toPrecision(5))));
    const lines = shown(this.rows).map((i) => shown(this.cols).map((j) => cell(i, j)));
    const width = Math.max(0, ...lines.flat().map((text) => text.length));
    const body = lines.map((line) => `  ${line.map((text) => text.padStart(width)).join(' ')}`).join('\n');
    return `${this.rows} x ${this.cols}${body && `\n${body}`}`;
  }
}

const array = (length: number, dtype: DType) => (dtype === 'f64' ? new Float64Array(length) : new Float32Array(length));

/** Throws RangeError unless it is a whole number from 0, TypeError where it is no number. */
export const checkSize = (what: string, n: number): void => checkCount(what, n, 0);

/** A matrix of zeros for a function, whose name errors begin with. */
export function blank<R extends number, C extends number>(
  who: string,
  rows: R,
  cols: C,
  options: { dtype?: DType } = {},
): Matrix<Dim<R>, Dim<C>> {
  const { dtype = 'f32' } = checkGiven(who, options, "{ dtype: 'f64' }");
  checkSize(`${who}: rows`, rows);
  checkSize(`${who}: cols`, cols);
  checkOption(`${who}: dtype`, dtype, "'f32' or 'f64'", dtype === 'f32' || dtype === 'f64', 'none');
  return new Dense(rows, cols, array(rows * cols, dtype));
}

/** A matrix over numbers that exist already, row by row, without a copy. Throws RangeError if their count is not rows x cols. */
export function fromData<R extends number, C extends number>(
  rows: R,
  cols: C,
  data: Float32Array | Float64Array,
): Matrix<Dim<R>, Dim<C>> {
  checkSize('fromData: rows', rows);
  checkSize('fromData: cols', cols);
  const fits = data instanceof Float32Array || data instanceof Float64Array;
  checkOption('fromData: data', data, 'a Float32Array or a Float64Array', fits, 'none');
  if (data.length !== rows * cols) {
    throw new RangeError(`fromData: data: expected ${rows} x ${cols} numbers, got ${data.length}`);
  }
  return new Dense(rows, cols, data);
}

/** A matrix of zeros. */
export function zeros<R extends number, C extends number>(
  rows: R,
  cols: C,
  options?: { dtype?: DType },
): Matrix<Dim<R>, Dim<C>> {
  return blank('zeros', rows, cols, options);
}

/** A matrix whose every element is `value`. */
export function full<R extends number, C extends number>(
  rows: R,
  cols: C,
  value: number,
  options?: { dtype?: DType },
): Matrix<Dim<R>, Dim<C>> {
  checkOption('full: value', value, 'a number', typeof value === 'number');
  const result = blank('full', rows, cols, options);
  result.data.fill(value);
  return result;
}

/** The n x n matrix with ones on its diagonal. */
export function identity<N extends number>(n: N, options?: { dtype?: DType }): Matrix<Dim<N>, Dim<N>> {
  checkSize('identity: n', n);
  const result = blank('identity', n, n, options);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
}

/**
 * A matrix from rows of numbers: `matrix([[1, 2], [3, 4]])`. Throws RangeError where the rows differ in length and
 * TypeError where an element is not a number.
 */
export function matrix(rows: readonly (readonly number[])[], options?: { dtype?: DType }): Matrix {
  checkList('matrix: rows', rows, 'rows of numbers, such as [[1, 2], [3, 4]]');
  const flat = rows.find((row) => !Array.isArray(row));
  if (flat !== undefined) {
    throw new TypeError(`matrix: expected rows of numbers, got a row that is ${typeof flat}; one row is [[…]]`);
  }
  const cols = rows[0]?.length ?? 0;
  const result = blank('matrix', rows.length, cols, options);
  rows.forEach((row, i) => {
    if (row.length !== cols) {
      throw new RangeError(
        `matrix: row ${i} has ${row.length} numbers, row 0 has ${cols}; every row needs the same count`,
      );
    }
    for (const [j, x] of row.entries()) {
      if (typeof x !== 'number') {
        throw new TypeError(`matrix: row ${i}, column ${j}: expected a number, got ${typeof x}`);
      }
      result.data[i * cols + j] = x;
    }
  });
  return result;
}
