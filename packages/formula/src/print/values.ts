import type { Values } from '../values.js';
import { type Notation, number } from './notation.js';
import { decimal } from './symbol.js';

/** How many rows and columns there are. */
export type Size = readonly [rows: number, cols: number];

/** Row and column of one element. */
export type Place = readonly [row: number, column: number];

/** Of a matrix with more rows or columns, the first ones and the last one are shown. */
const SHOWN = 5;

/** Which of n things are shown: all, or of more than `most` the first three and the last one, with a gap between. */
export const shown = (n: number, most: number): (number | undefined)[] =>
  n <= most ? Array.from({ length: n }, (_, k) => k) : [0, 1, 2, undefined, n - 1];

/** A matrix as rows of numbers, abbreviated where it is large; a 1 x 1 matrix as a number. */
export function notateValues({ rows, cols, data }: Values, digits: number): Notation {
  if (rows === 1 && cols === 1) return number(decimal(data[0]!, digits));
  const cell = (i: number | undefined, j: number | undefined) => {
    if (i === undefined) return j === undefined ? '⋱' : '⋮';
    return j === undefined ? '…' : decimal(data[i * cols + j]!, digits);
  };
  return { kind: 'matrix', rows: shown(rows, SHOWN).map((i) => shown(cols, SHOWN).map((j) => cell(i, j))) };
}

/** The number at a place; a size of 1 is repeated. */
export const numberAt = ({ rows, cols, data }: Values, [i, j]: Place): number =>
  data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)]!;
