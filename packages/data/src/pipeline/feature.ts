import { isMissingNumber, isMissingWord, readAsMissing, toNumber } from '../cells.js';
import { count, list } from '../message.js';
import { type Column, type Table, TableError } from '../table.js';
import { lookalike } from '../written.js';

/** How one column becomes numbers: a number standardized, or one 0-or-1 column for each category. Plain data. */
export type Feature =
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly std: number }
  | { readonly kind: 'category'; readonly name: string; readonly categories: readonly string[]; readonly fill: string };

/** What fitting found worth saying aloud. */
export type Note = (text: string) => void;

/** How many columns of numbers a feature becomes. */
export const width = (feature: Feature): number => (feature.kind === 'number' ? 1 : feature.categories.length);

/**
 * The mean and the standard deviation (of the population) of a column's numbers, in two passes. Throws TableError where they are so
 * large that their squares are no numbers any more.
 */
export function moments({ source }: Table, name: string, values: readonly number[]): { mean: number; std: number } {
  // The mean of 0.1, 0.1, 0.1 is not 0.1 once it is rounded, and a constant would get a spread.
  if (values.every((v) => v === values[0])) return { mean: values[0]!, std: 0 };
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const std = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
  if (Number.isFinite(mean) && Number.isFinite(std)) return { mean, std };
  const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  throw new TableError(
    `${source}, column ${name}: expected numbers below 1e150, got ${largest}; the likely cause is a slip in the data, or a unit that is far too small`,
  );
}

/** (value - mean) / std. Throws TableError where that is beyond single precision, in which networks compute. */
export function standardize(value: number, { mean, std }: { mean: number; std: number }, where: string): number {
  const standard = (value - mean) / std;
  if (Number.isFinite(Math.fround(standard))) return standard;
  throw new TableError(
    `${where}: ${value} is too far from the training table (mean ${mean}, standard deviation ${std}); is it a slip, or another unit?`,
  );
}

/**
 * A column's numbers (undefined where missing), if it holds numbers. A column in which numbers are mixed with other
 * words is an error, with advice, when at least half of it is numbers, and no column of numbers else.
 */
export function numbersOf(
  { source, lines }: Table,
  { name, cells }: Column,
  advice: string,
): (number | undefined)[] | undefined {
  const values = cells.map((cell) => (isMissingNumber(cell) ? undefined : (toNumber(cell) ?? cell)));
  const wrong = values.flatMap((v, i) => (typeof v === 'string' ? [i] : []));
  const numbers = values.filter((v) => typeof v === 'number').length;
  if (wrong.length === 0) return numbers > 0 ? (values as (number | undefined)[]) : undefined;
  if (numbers < wrong.length) return undefined;
  const first = wrong[0]!;
  throw new TableError(
    `${source}:${lines[first]}, column ${name}: expected a number, got '${cells[first]}' (${count(wrong.length, 'such cell')}; ${advice})`,
  );
}

/** Categories that would be as many columns as this say more about the table than about its rows, or fill the memory. */
const tooMany = (categories: number, rows: number) => categories > 1000 || (categories > 20 && categories > rows / 2);

/** Says where values are missing, how many, what by, and what was read so. */
function noteMissing({ name, cells }: Column, isMissing: (cell: string) => boolean, by: string, note: Note): void {
  const missing = cells.filter(isMissing).length;
  if (missing === 0) return;
  const said = readAsMissing(cells, isMissing);
  const are = missing === 1 ? 'is' : 'are';
  note(
    `column ${name}: ${missing} of ${cells.length} values ${are} missing; filled in with ${by}${said === '' ? '' : ` (${said})`}`,
  );
}
const theMean = (mean: number) => `the mean, ${Number(mean.toPrecision(4))}`;
const theMode = (fill: string) => `the most frequent, '${fill}'`;

/** Says where a column of words looks like one of numbers. */
export function noteLookalike({ name, cells }: Column, note: Note): void {
  const look = lookalike(cells);
  if (look !== undefined) note(`column ${name} ${look}`);
}

/** Learns from a column how to make numbers of it; undefined where nothing can be learnt. Says aloud what it fills in or drops. */
export function fitFeature(table: Table, column: Column, note: Note): Feature | undefined {
  const { name, cells } = column;
  const numbers = numbersOf(table, column, 'correct them, or leave them empty to be filled in');
  if (numbers) {
    const present = numbers.filter((v) => v !== undefined);
    const { mean, std } = moments(table, name, present);
    noteMissing(column, isMissingNumber, theMean(mean), note);
    if (std === 0) note(`column ${name} is always ${mean}; it tells nothing`);
    // A constant column becomes zeros.
    return { kind: 'number', name, mean, std: std || 1 };
  }
  noteLookalike(column, note);
  const counts = new Map<string, number>();
  for (const cell of cells) if (!isMissingWord(cell)) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  const categories = [...counts.keys()].sort();
  // Nothing but one word that means 'missing' among numbers: a column of numbers of which none is known.
  if (categories.length === 0 || (categories.length === 1 && isMissingNumber(categories[0]!))) {
    note(`column ${name} is empty; it is not used`);
    return undefined;
  }
  if (tooMany(categories.length, cells.length)) {
    note(`column ${name} has ${categories.length} different words in ${cells.length} rows; it is not used`);
    return undefined;
  }
  const fill = categories.reduce((a, b) => (counts.get(b)! > counts.get(a)! ? b : a));
  noteMissing(column, isMissingWord, theMode(fill), note);
  if (categories.length === 1) note(`column ${name} is always '${fill}'; it tells nothing`);
  return { kind: 'category', name, categories, fill };
}

/**
 * Writes a column's numbers into `data`, rows of `cols` numbers, from column `at` on. Says aloud what it fills in, and which
 * categories were not there in training. Throws TableError where a cell is no number, or one that is too far from those of training.
 */
export function encodeFeature(
  feature: Feature,
  { source, lines }: Table,
  column: Column,
  { data, cols, at }: { data: Float32Array | Float64Array; cols: number; at: number },
  note: Note,
): void {
  const { name, cells } = column;
  if (feature.kind === 'number') {
    noteMissing(column, isMissingNumber, theMean(feature.mean), note);
    cells.forEach((cell, i) => {
      const value = isMissingNumber(cell) ? feature.mean : toNumber(cell);
      if (value === undefined) {
        throw new TableError(
          `${source}:${lines[i]}, column ${name}: expected a number, got '${cell}'; this column held numbers in training`,
        );
      }
      data[i * cols + at] = standardize(value, feature, `${source}:${lines[i]}, column ${name}`);
    });
    return;
  }
  noteMissing(column, isMissingWord, theMode(feature.fill), note);
  const places = new Map(feature.categories.map((category, k) => [category, k]));
  const unseen = new Map<string, number>();
  cells.forEach((cell, i) => {
    const value = isMissingWord(cell) ? feature.fill : cell.trim();
    const place = places.get(value);
    // A category that was not there in training is none of those that were.
    if (place === undefined) unseen.set(value, (unseen.get(value) ?? 0) + 1);
    else data[i * cols + at + place] = 1;
  });
  if (unseen.size > 0) {
    const names = list([...unseen.keys()].map((v) => `'${v}'`));
    note(`column ${name}: ${names} not seen in training (known: ${list(feature.categories)}); taken as none of them`);
  }
}
