import { shown } from './expected.js';

/** A matrix as evaluation sees it: `data[i * cols + j]`. Every `Matrix` of @nn/matrix is one. */
export interface Values {
  readonly rows: number;
  readonly cols: number;
  readonly data: ArrayLike<number>;
}

/** What an input may be given as: a number, rows of numbers, or a matrix. */
export type Given = number | readonly (readonly number[])[] | Values;

/** Reads an element; a size of 1 is repeated. */
export const at = ({ rows, cols, data }: Values, i: number, j: number): number =>
  data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)]!;

const expected = 'a number, rows of numbers [[1, 2], [3, 4]] or a matrix';

/** A number as a 1 x 1 matrix, rows as a matrix. Throws TypeError where it is neither, RangeError where its rows differ in length or its numbers are not rows x cols. */
export function toValues(given: Given, name = 'value'): Values {
  if (typeof given === 'number') return { rows: 1, cols: 1, data: [given] };
  if (Array.isArray(given) && given.every(Array.isArray)) {
    const cols = given[0]?.length ?? 0;
    const ragged = given.findIndex((row) => row.length !== cols);
    if (ragged < 0) return { rows: given.length, cols, data: given.flat() };
    throw new RangeError(
      `${name}: row ${ragged} has ${given[ragged]!.length} numbers, row 0 has ${cols}; expected rows of one length`,
    );
  }
  const { rows, cols, data } = (given ?? {}) as Partial<Values>;
  if (rows === undefined || cols === undefined || data?.length !== rows * cols) {
    if (Array.isArray(given) && given.every((x) => typeof x === 'number')) {
      throw new TypeError(`${name}: expected ${expected}, got a flat list (one row is [[1, 2, 3]])`);
    }
    if (data === undefined) throw new TypeError(`${name}: expected ${expected}, got ${shown(given)}`);
    throw new RangeError(`${name}: expected ${expected}, got ${data.length} numbers for ${rows} x ${cols}`);
  }
  return given as Values;
}
