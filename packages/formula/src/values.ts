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

/** A number as a 1 x 1 matrix, rows as a matrix. Throws RangeError where it is neither, or its rows differ in length. */
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
    const got = Array.isArray(given)
      ? 'a flat list (one row is [[1, 2, 3]])'
      : data
        ? `${data.length} numbers for ${rows} x ${cols}`
        : String(given);
    throw new RangeError(`${name}: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got ${got}`);
  }
  return given as Values;
}
