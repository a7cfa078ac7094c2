import type { ElementwiseOp } from '@nn/formula';
import type { Region } from './backend.js';

/** A size in a plan: a number, or the rows of the batch, which each run gives anew, or so many times these: '4 batch'. */
export type Size = number | 'batch' | `${number} batch`;

/** The number behind a size, for a run with this many rows in the batch. */
export const settle = (size: Size, batch: number): number =>
  typeof size === 'number' ? size : size === 'batch' ? batch : Number.parseInt(size, 10) * batch;

/** Where a matrix stands: row by row, without gaps, from element `offset` of a region. */
export interface Buffer {
  readonly region: Region;
  readonly offset: number;
  readonly rows: Size;
  readonly cols: Size;
}

/**
 * A fused elementwise expression as straight-line code. Values are numbered: first the operands, then the result of each
 * instruction. `args` are numbers of values.
 */
export interface Body {
  readonly operands: number;
  readonly code: readonly Instruction[];
}

/** One operation of a body; its arguments are operands and earlier results, by their numbers. */
export type Instruction =
  | { readonly op: ElementwiseOp; readonly args: readonly number[] }
  | { readonly op: 'pow'; readonly args: readonly [number]; readonly exponent: number }
  | { readonly op: 'constant'; readonly args: readonly []; readonly value: number }
  /**
   * `uniformAt(key, row * cols + column)` of @nn/formula. `key` is the number of an operand of 1 x 4: the key's two words as
   * four parts of 16 bits (low, high, low, high), which f32 holds exactly.
   */
  | { readonly op: 'uniform'; readonly args: readonly []; readonly key: number };

/**
 * One of the things a backend can do. Every buffer that a body reads has the step's size, or 1 in a dimension that is
 * then repeated. An output has exactly the step's size and may be one of the operands (of the same size) again.
 */
export type Step = MapStep | ReduceStep | MatmulStep | GatherStep | ScatterAddStep | TransposeStep;

/** out[k] = value `results[k]` of the body, for every element. */
export interface MapStep {
  readonly kind: 'map';
  readonly rows: Size;
  readonly cols: Size;
  readonly body: Body;
  readonly operands: readonly Buffer[];
  readonly results: readonly number[];
  readonly outputs: readonly Buffer[];
}

/**
 * Joins value `result` of the body over all elements, each row or each column. A sum is added up in double precision and
 * rounded once. Its order is part of its meaning: column j of a row goes to partial sum j mod 4, the row's sum is
 * (s0 + s1) + (s2 + s3); `all` adds the sums of the rows, unrounded, from the first to the last; `eachColumn` adds from
 * the first row to the last. A maximum is NaN where any element is; of nothing it is -infinity.
 */
export interface ReduceStep {
  readonly kind: 'reduce';
  readonly reducer: 'sum' | 'max';
  readonly axis: 'all' | 'eachRow' | 'eachColumn';
  readonly rows: Size;
  readonly cols: Size;
  readonly body: Body;
  readonly operands: readonly Buffer[];
  readonly result: number;
  readonly output: Buffer;
}

/**
 * c = op(a) op(b), where op transposes if asked: op(a) is rows x inner, op(b) is inner x cols. Every element is
 * added up over `inner` ascending, in one accumulator of the storage type that starts at 0, each product and each sum
 * rounded. The epilogue is a body whose operand 0 is that element and whose further operands are `operands`;
 * it gives the outputs as `map` does. No output may overlap a or b, nor an operand.
 *
 * With an `index` of 1 x p w, the first factor is a matrix of w columns that nobody makes: its row p i + q has the elements of row i of `a` in the
 * columns that `index` names from q w on, and 0 where it says -1. Other indices are not there. So a convolution reads the windows of its image.
 */
export interface MatmulStep {
  readonly kind: 'matmul';
  readonly rows: Size;
  readonly inner: Size;
  readonly cols: Size;
  readonly a: Buffer;
  readonly index?: Buffer;
  readonly b: Buffer;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly epilogue: Body;
  readonly operands: readonly Buffer[];
  readonly results: readonly number[];
  readonly outputs: readonly Buffer[];
}

/**
 * `columns`: out[i, j] = source[i, index[i, j]]; `rows`: out[i, j] = source[index[i, j], j]. An index of one row (column)
 * serves all. An index of -1 gives 0, any other outside the source NaN.
 */
export interface GatherStep {
  readonly kind: 'gather';
  readonly axis: 'rows' | 'columns';
  readonly source: Buffer;
  readonly index: Buffer;
  readonly output: Buffer;
}

/** output = 0, then output at the place that gather reads += values, in the order of the values (row by row); an index outside adds to none. */
export interface ScatterAddStep {
  readonly kind: 'scatterAdd';
  readonly axis: 'rows' | 'columns';
  readonly values: Buffer;
  readonly index: Buffer;
  readonly output: Buffer;
}

/** output = source with rows and columns exchanged. */
export interface TransposeStep {
  readonly kind: 'transpose';
  readonly source: Buffer;
  readonly output: Buffer;
}
