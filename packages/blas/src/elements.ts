import type { Buffer, Size } from '@nn/matrix';

/** CBLAS counts in C's int. */
const MOST = 2 ** 31 - 1;

/** The number behind a size, for a run with this many rows in the batch. */
export const settle = (size: Size, batch: number): number => (size === 'batch' ? batch : size);

const refused = (what: string, expected: string, got: string) =>
  new RangeError(`blas: matmul: ${what}: expected ${expected}, got ${got}`);

/** Throws RangeError where a size of a product is none that CBLAS can take. */
export function checkSize(name: string, size: number): void {
  if (!Number.isInteger(size) || size < 1 || size > MOST) {
    throw refused(name, `a whole number from 1 to ${MOST}`, String(size));
  }
}

/**
 * The elements of a matrix of a product, all of them: native code that goes on behind an array's end, or through an array that
 * growing memory has left empty, ends the process. Throws RangeError that says what, expected and got.
 */
export function elements(name: string, buffer: Buffer, rows: number, cols: number, batch: number): Float32Array {
  const { region, offset } = buffer;
  const count = rows * cols;
  if (settle(buffer.rows, batch) !== rows || settle(buffer.cols, batch) !== cols) {
    throw refused(
      name,
      `a buffer of ${rows} x ${cols}`,
      `${settle(buffer.rows, batch)} x ${settle(buffer.cols, batch)}`,
    );
  }
  if (!Number.isInteger(offset) || offset < 0) {
    throw refused(name, 'an offset that is a whole number from 0', String(offset));
  }
  if (offset + count > region.length) {
    throw refused(name, `${count} elements from ${offset}`, `a region of ${region.length}`);
  }
  const view = region.view(offset, count);
  if (!(view instanceof Float32Array)) throw refused(name, 'a view of 32-bit floats', view.constructor.name);
  if (view.length !== count) {
    const why = view.buffer.byteLength === 0 ? ': its memory has grown since it was taken' : '';
    throw refused(name, `a view of ${count} elements`, `${view.length}${why}`);
  }
  return view;
}
