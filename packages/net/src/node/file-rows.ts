import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { checkCount, checkGiven, shown } from '@nn/formula';
import type { RowSource } from '../row-source.js';

/** How rows lie in a file. */
export interface FileRowsOptions {
  /** Numbers of a row. */
  readonly cols: number;
  /** Numbers from the beginning of one row to that of the next; `cols` unless given. */
  readonly stride?: number;
  /** Numbers before the first row; 0 unless given. */
  readonly offset?: number;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Rows of numbers in a file: in single precision, little-endian, row after row. `fit` reads those of a batch when it needs them, so the file may be larger than memory; x and t may lie in one file, as
 * parts of its rows (`{ cols: 784, stride: 794 }` and `{ cols: 10, stride: 794, offset: 784 }`). `close` it in the end.
 * Throws RangeError where the file does not end with a row, TypeError where something is of another kind, and what opening and reading files throws.
 */
export function fileRows(path: string, options: FileRowsOptions): RowSource & { close(): void } {
  if (typeof path !== 'string' || path === '') {
    throw new TypeError(`fileRows: path: expected the path of a file, got ${shown(path)}`);
  }
  const { cols, stride = cols, offset = 0 } = checkGiven('fileRows', options, '{ cols: 784 }');
  checkCount('fileRows: cols', cols);
  checkCount('fileRows: stride', stride, cols);
  checkCount('fileRows: offset', offset, 0);
  const file = openSync(path, 'r');
  const numbers = fstatSync(file).size / BYTES;
  if (numbers % stride !== 0) {
    closeSync(file);
    throw new RangeError(
      `fileRows: ${path} holds ${numbers} numbers, expected rows of ${stride}; was it written to its end?`,
    );
  }
  const row = new Float32Array(cols);
  const bytes = new Uint8Array(row.buffer);
  return {
    rows: numbers / stride,
    cols,
    read: (rows, into, at) => {
      for (let i = 0; i < rows.length; i++) {
        const read = readSync(file, bytes, 0, bytes.length, (rows[i]! * stride + offset) * BYTES);
        if (read !== bytes.length) throw new RangeError(`fileRows: ${path}: there is no row ${rows[i]}`);
        into.set(row, at + i * cols);
      }
    },
    close: () => closeSync(file),
  };
}
