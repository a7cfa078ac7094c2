import type { Step } from '@nn/matrix';
import { checkSize, elements, settle } from './elements.js';
import type { Library } from './library.js';

/** A product of matrices as a plan states it. */
export type MatmulStep = Extract<Step, { kind: 'matmul' }>;

/** The sizes of a product in one run. */
export interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** The sizes of a product in a run with this many rows in the batch. */
export const sizesOf = ({ rows, inner, cols }: MatmulStep, batch: number): Sizes => ({
  rows: settle(rows, batch),
  inner: settle(inner, batch),
  cols: settle(cols, batch),
});

const ROW_MAJOR = 101;
const AS_IT_IS = 111;
const TRANSPOSED = 112;

/** Puts op(a) op(b) into the step's first output; the epilogue is left to do. Throws RangeError where a buffer is not all there. */
export function multiply({ sgemm }: Library, step: MatmulStep, batch: number): void {
  const { rows, inner, cols } = sizesOf(step, batch);
  checkSize('rows', rows);
  checkSize('inner', inner);
  checkSize('cols', cols);
  const { transposeA, transposeB } = step;
  const [aRows, aCols] = transposeA ? [inner, rows] : [rows, inner];
  const [bRows, bCols] = transposeB ? [cols, inner] : [inner, cols];
  const a = elements('a', step.a, aRows, aCols, batch);
  const b = elements('b', step.b, bRows, bCols, batch);
  const c = elements('output', step.outputs[0]!, rows, cols, batch);
  const opA = transposeA ? TRANSPOSED : AS_IT_IS;
  const opB = transposeB ? TRANSPOSED : AS_IT_IS;
  // With beta 0 what stood in c is not read.
  sgemm(ROW_MAJOR, opA, opB, rows, cols, inner, 1, a, aCols, b, bCols, 0, c, cols);
}
