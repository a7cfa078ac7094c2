import { type Table, table } from '@nn/data';
import { fromData, type Matrix, oneHot, random } from '@nn/matrix';

/** Clouds of points around centres of their own, a class each, so many points in each. */
export function clouds(
  seed: number,
  counts: readonly number[],
  inputs = 4,
): { x: Matrix; classes: Int32Array; t: Matrix } {
  const numbers = random(seed, 1);
  const centres = numbers.normal(counts.length, inputs, { std: 2 });
  const classes = Int32Array.from(counts.flatMap((n, k) => Array<number>(n).fill(k)));
  const order = numbers.permutation(classes.length);
  const mixed = Int32Array.from(order, (i) => classes[i]!);
  const noise = numbers.normal(classes.length, inputs);
  const data = noise.data.map(
    (v, k) => v * 0.7 + centres.data[mixed[Math.floor(k / inputs)]! * inputs + (k % inputs)]!,
  );
  return { x: fromData(classes.length, inputs, data), classes: mixed, t: oneHot(mixed, counts.length) };
}

/** Numbers that follow from two others, bent and with noise; and some that do not matter. */
export function surface(seed: number, rows: number, inputs = 3, noise = 0.2): { x: Matrix; t: Matrix } {
  const numbers = random(seed, 2);
  const x = numbers.normal(rows, inputs);
  const e = numbers.normal(rows, 1);
  const y = e.data.map((v, i) => Math.tanh(x.at(i, 0)) + 0.5 * x.at(i, 1) ** 2 - 0.5 + noise * v);
  return { x, t: fromData(rows, 1, y) };
}

/** Columns of cells as a table. */
export const tableOf = (columns: Readonly<Record<string, readonly (string | number)[]>>): Table =>
  table(Object.entries(columns).map(([name, cells]) => ({ name, cells: cells.map(String) })));

/** The columns of a matrix, with four digits as people write them. */
export const columnsOf = (x: Matrix, prefix = 'x'): Record<string, string[]> =>
  Object.fromEntries(
    Array.from({ length: x.cols }, (_, j) => [
      `${prefix}${j}`,
      Array.from({ length: x.rows }, (_, i) => x.at(i, j).toFixed(4)),
    ]),
  );

const WORDS = ['ash', 'beech', 'cedar', 'elm', 'fir'];

/** A table of clouds whose classes are trees. */
export function forest(
  seed: number,
  counts: readonly number[],
  inputs = 4,
  more: Record<string, (i: number, tree: string) => string | number> = {},
): Table {
  const { x, classes } = clouds(seed, counts, inputs);
  const trees = Array.from(classes, (k) => WORDS[k]!);
  const extra = Object.fromEntries(
    Object.entries(more).map(([name, of]) => [name, trees.map((tree, i) => of(i, tree))]),
  );
  return tableOf({ ...columnsOf(x), ...extra, tree: trees });
}

/** A table of a surface: prices. */
export function prices(
  seed: number,
  rows: number,
  inputs = 3,
  more: Record<string, (i: number, price: number) => string | number> = {},
  noise = 0.2,
): Table {
  const { x, t } = surface(seed, rows, inputs, noise);
  const price = Array.from(t.data, (v) => (200 + 60 * v).toFixed(2));
  const extra = Object.fromEntries(
    Object.entries(more).map(([name, of]) => [name, price.map((p, i) => of(i, Number(p)))]),
  );
  return tableOf({ ...columnsOf(x), ...extra, price });
}

/** The same numbers, each times a factor, or something else. */
export const mapped = ({ rows, cols, data }: Matrix, f: (v: number, j: number) => number): Matrix =>
  fromData(
    rows,
    cols,
    Float64Array.from(data, (v, k) => f(v, k % cols)),
  );

/** The first rows of a matrix, and those after them. */
export const cut = ({ rows, cols, data }: Matrix, at: number): [Matrix, Matrix] => [
  fromData(at, cols, data.slice(0, at * cols)),
  fromData(rows - at, cols, data.slice(at * cols)),
];
