import { type Buffer, settle } from '../plan.js';

/** A buffer as it is during one run: sizes settled, a size of 1 repeated when it is read. */
export interface Numbers {
  readonly rows: number;
  readonly cols: number;
  at(i: number, j: number): number;
  set(i: number, j: number, value: number): void;
}

/** Opens a buffer for a run with this many rows in the batch. */
export function open(buffer: Buffer, batch: number): Numbers {
  const rows = settle(buffer.rows, batch);
  const cols = settle(buffer.cols, batch);
  const data = buffer.region.view(buffer.offset, rows * cols);
  // Repeated by what the plan says: a batch that happens to have one row is no row to repeat.
  const stepI = buffer.rows === 1 ? 0 : cols;
  const stepJ = buffer.cols === 1 ? 0 : 1;
  return {
    rows,
    cols,
    at: (i, j) => data[i * stepI + j * stepJ] ?? Number.NaN,
    set: (i, j, value) => {
      data[i * cols + j] = value;
    },
  };
}
