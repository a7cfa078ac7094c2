import type { Matrix } from '@nn/matrix';

/**
 * Samples that are read as they are needed, such as those of a file that is larger than memory (`fileRows` of `@nn/net/node`). `fit` and `steps` take them in the
 * place of a matrix. Their numbers must be finite: nobody looks at all of them before.
 */
export interface RowSource {
  readonly rows: number;
  readonly cols: number;
  /** Writes these rows, counted from 0, behind one another into `into`, from place `at` on. Called for each batch. */
  read(rows: Int32Array, into: Float32Array | Float64Array, at: number): void;
}

export const isSource = (x: unknown): x is RowSource =>
  typeof x === 'object' && x !== null && typeof (x as Partial<RowSource>).read === 'function';

/** Copies rows of a matrix, or of a source, behind one another, from a place on. */
export function copyRows(
  from: Matrix | RowSource,
  rows: Int32Array,
  into: Float32Array | Float64Array,
  at: number,
): void {
  if (isSource(from)) {
    from.read(rows, into, at);
    return;
  }
  const { data, cols } = from;
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * cols;
    into.set(data.subarray(start, start + cols), at + i * cols);
  }
}
