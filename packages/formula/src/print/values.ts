import type { Values } from '../evaluate.js';
import { type Notation, number } from './notation.js';
import { decimal } from './symbol.js';

/** Row and column of one element. */
export type Place = readonly [number, number];

/** Of a matrix with more rows or columns, the first ones and the last one are shown. */
const SHOWN = 5;

/** A matrix as rows of numbers, abbreviated where it is large; a 1 x 1 matrix as a number. */
export function notateValues({ rows, cols, data }: Values, digits: number): Notation {
  if (rows === 1 && cols === 1) return number(decimal(data[0]!, digits));
  const shown = (n: number) => (n <= SHOWN ? Array.from({ length: n }, (_, i) => i) : [0, 1, 2, undefined, n - 1]);
  const cell = (i: number | undefined, j: number | undefined) => {
    if (i === undefined) return j === undefined ? '⋱' : '⋮';
    return j === undefined ? '…' : decimal(data[i * cols + j]!, digits);
  };
  return { kind: 'matrix', rows: shown(rows).map((i) => shown(cols).map((j) => cell(i, j))) };
}

/** The element at a place, as a 1 x 1 matrix; a size of 1 is repeated. */
export const elementOf = ({ rows, cols, data }: Values, [i, j]: Place): Values => ({
  rows: 1,
  cols: 1,
  data: [data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)]!],
});
