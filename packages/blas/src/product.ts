import type { Matrix, Multiply, Product } from '@nn/matrix';
import type { Koffi } from './koffi.js';

/**
 * c = alpha op(a) op(b) + beta c in the convention of CBLAS: order, transposes, rows, columns, inner, alpha, a, its
 * leading dimension, b, its, beta, c, its. It reads and writes behind the arrays without asking.
 */
export type Sgemm = (
  ...parameters: [
    ...[order: number, transposeA: number, transposeB: number, rows: number, cols: number, inner: number],
    ...[alpha: number, a: Float32Array, strideA: number, b: Float32Array, strideB: number],
    ...[beta: number, c: Float32Array, strideC: number],
  ]
) => void;

/** The function of a library; throws an Error where it has none. Handed to threads as text, so it refers to nothing outside of itself. */
export function sgemmOf({ load }: Koffi, library: string): Sgemm {
  const sizes = ['int', 'int', 'int', 'int', 'int', 'int'];
  const matrices = ['float', 'void *', 'int', 'void *', 'int', 'float', 'void *', 'int'];
  return load(library).func('cblas_sgemm', 'void', [...sizes, ...matrices]);
}

/**
 * A product in the memory of the WebAssembly backend by CBLAS, on views of that memory. Before each call they are taken anew and checked: native code
 * that goes on behind the end of memory, or through a view that growing memory has left empty, ends the process. Throws RangeError that says what,
 * expected and got. Handed to threads as text, so it refers to nothing outside of itself.
 */
export function productOf(sgemm: Sgemm): (memory: WebAssembly.Memory) => Product {
  // Once more, for the text.
  const [ROW_MAJOR, AS_IT_IS, TRANSPOSED] = [101, 111, 112];
  const check = (what: string, got: number, least: number) => {
    if (Number.isInteger(got) && got >= least) return;
    throw new RangeError(`blas: product: ${what}: expected a whole number from ${least}, got ${got}`);
  };
  return (memory) => (transposeA, transposeB, rows, cols, inner, a, aRow, b, bRow, c, cRow) => {
    const { buffer } = memory;
    /** A matrix of so many lines, each `width` long, `stride` from one to the next. */
    const elements = (what: string, address: number, lines: number, width: number, stride: number) => {
      check(`${what}: elements from line to line`, stride, width);
      const [from, count] = [address >>> 0, (lines - 1) * stride + width];
      if (from % 4 === 0 && from + 4 * count <= buffer.byteLength) return new Float32Array(buffer, from, count);
      const there = `a memory of ${buffer.byteLength} bytes`;
      throw new RangeError(`blas: product: ${what}: expected ${count} elements from address ${from}, got ${there}`);
    };
    check('rows', rows, 1);
    check('cols', cols, 1);
    check('inner', inner, 1);
    const left = transposeA ? elements('a', a, inner, rows, aRow) : elements('a', a, rows, inner, aRow);
    const right = transposeB ? elements('b', b, cols, inner, bRow) : elements('b', b, inner, cols, bRow);
    const result = elements('c', c, rows, cols, cRow);
    const [opA, opB] = [transposeA ? TRANSPOSED : AS_IT_IS, transposeB ? TRANSPOSED : AS_IT_IS];
    // With beta 0 what stood in c is not read.
    sgemm(ROW_MAJOR, opA, opB, rows, cols, inner, 1, left, aRow, right, bRow, 0, result, cRow);
  };
}

const [ROW_MAJOR, AS_IT_IS, TRANSPOSED] = [101, 111, 112];

/**
 * A product of whole matrices by CBLAS, where they stand. Throws RangeError where an array has not the length of its matrix, as one whose memory was
 * given away.
 */
export const multiplyOf =
  (sgemm: Sgemm) =>
  (a: Matrix, b: Matrix, out: Matrix, { transposeA, transposeB }: Parameters<Multiply>[3]): void => {
    const elements = ({ rows, cols, data }: Matrix) => {
      if (data instanceof Float32Array && data.length === rows * cols) return data;
      throw new RangeError(`blas: product: expected ${rows * cols} elements in single precision, got ${data.length}`);
    };
    const inner = transposeA ? a.rows : a.cols;
    const [opA, opB] = [transposeA ? TRANSPOSED : AS_IT_IS, transposeB ? TRANSPOSED : AS_IT_IS];
    const [left, right, result] = [elements(a), elements(b), elements(out)];
    sgemm(ROW_MAJOR, opA, opB, out.rows, out.cols, inner, 1, left, a.cols, right, b.cols, 0, result, out.cols);
  };
