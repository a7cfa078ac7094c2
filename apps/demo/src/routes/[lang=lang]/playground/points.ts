import type { Field } from '$lib/settings/fields.js';

/** A point of the plane: two inputs, and its class (0 or 1) or the number that belongs to it. */
export type Point = readonly [x1: number, x2: number, t: number];

/** What coordinates and targets may be, and how many points there may be. */
export const REACH = 10;
export const MOST_POINTS = 500;

const DECIMALS = 1000;
const short = (value: number) => Math.round(value * DECIMALS) / DECIMALS || 0;

/** As short as it is written in an address. */
export const rounded = ([x1, x2, t]: Point): Point => [short(x1), short(x2), short(t)];

/** A point of three numbers that are within reach; undefined where they are none. */
export function pointOf(values: readonly number[]): Point | undefined {
  const fits = values.length === 3 && values.every((value) => Math.abs(value) <= REACH);
  return fits ? (values as unknown as Point) : undefined;
}

const numberOf = (cell: string) => (cell.trim() === '' ? Number.NaN : Number(cell));

/** Points of one's own, as `x1,x2,t` between semicolons. */
export const pointList: Field<readonly Point[]> = {
  initial: [],
  read: (text) => {
    const rows = text === '' ? [] : text.split(';').map((row) => row.split(',').map(numberOf));
    const points = rows.map(pointOf).filter((point) => point !== undefined);
    return points.length === rows.length && rows.length <= MOST_POINTS ? points : undefined;
  },
  write: (points) => points.map((point) => point.join(',')).join(';'),
};
