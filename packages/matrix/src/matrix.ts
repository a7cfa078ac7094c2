/**
 * A size in a type: itself where it is literal, `any` where it is not, so that typed and untyped code mix.
 */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export type Dim<N extends number> = number extends N ? any : N;

/** How numbers are stored: single precision to train, double precision to check and to read. */
export type DType = 'f32' | 'f64';

/**
 * A matrix of numbers, row by row: element (i, j) is `data[i * cols + j]`. One sample is a row. It is an ordinary object
 * of the JavaScript heap; `R` and `C` carry its size where that is known when the program is compiled.
 */
// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
export interface Matrix<R = any, C = any> {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array | Float64Array;
  /** Row i, column j, counted from 0. Throws RangeError outside the matrix. */
  at(i: number, j: number): number;
  /** The rows as arrays of numbers. */
  toArray(): number[][];
  /** A few digits of each number, in columns; the middle of a large matrix is left out. */
  toString(): string;
  /** Only a type: the size as it is known to the compiler. */
  readonly shape?: readonly [R, C] | undefined;
}
