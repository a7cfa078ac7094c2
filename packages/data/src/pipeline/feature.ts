import { type Missing, missingOf, missingWords, toNumber } from '../cells.js';
import { type Column, cellsOf, numbersIn } from '../column.js';
import { count, quoted } from '../message.js';
import { type Table, TableError } from '../table.js';
import { lookalike } from '../written.js';
import { missingNote } from './tally.js';

/** How one column becomes numbers: a number standardized, or one 0-or-1 column for each category. Plain data. */
export type Feature =
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly std: number }
  | { readonly kind: 'category'; readonly name: string; readonly categories: readonly string[]; readonly fill: string };

/** What fitting found worth saying aloud. */
export type Note = (text: string) => void;

/** Takes notes of a table's columns. */
export interface Notes {
  readonly note: Note;
  /** A column is the same in every row. */
  readonly constant: (name: string, value: string) => void;
}

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
 * words is an error, with advice, when at least half of it is numbers or it was said to be one of numbers, and no column of numbers else.
 */
export function numbersOf(table: Table, column: Column, advice: string): (number | undefined)[] | undefined {
  const { name, type } = column;
  if (type === 'category') return undefined;
  const missing = missingOf(table.missing);
  const cells = cellsOf(column);
  const wrong: number[] = [];
  let numbers = 0;
  const read = numbersIn(cells);
  const values = Array.from({ length: table.rows }, (_, i) => {
    const value = isValue(read[i]!, missing) ? read[i] : ofText(cells.text(i), missing);
    if (value === undefined) wrong.push(i);
    else if (value !== null) numbers++;
    return value ?? undefined;
  });
  if (wrong.length === 0) return numbers > 0 ? values : undefined;
  if (numbers < wrong.length && type !== 'number') return undefined;
  const first = wrong[0]!;
  throw new TableError(
    `${table.source}:${table.lines[first]}, column ${name}: expected a number, got ${quoted(cells.text(first))} (${count(wrong.length, 'such cell')}; ${advice})`,
  );
}

/** Whether a number was read that may be a value. */
export const isValue = (read: number, missing: Missing) =>
  !Number.isNaN(read) && (missing.values.size === 0 || !missing.values.has(read));

/** What stands in a cell that is read as text: a number, null where it is missing, undefined where there is something else. */
export const ofText = (text: string, missing: Missing): number | null | undefined =>
  missing.number(text) ? null : toNumber(text);

/** Categories that would be as many columns as this say more about the table than about its rows, or fill the memory. */
const tooMany = (categories: number, rows: number) => categories > 1000 || (categories > 20 && categories > rows / 2);

/** Says where values of a training table are missing. */
function noteMissing(column: Column, isMissing: (cell: string) => boolean, by: string, note: Note): void {
  const words = missingWords(column.cells, isMissing);
  const said = missingNote({ name: column.name, by, words, rows: column.cells.length });
  if (said !== undefined) note(said);
}
export const theMean = (mean: number) => `the mean, ${Number(mean.toPrecision(4))}`;
export const theMode = (fill: string) => `the most frequent, ${quoted(fill)}`;

/** Says where a column of words looks like one of numbers. */
export function noteLookalike({ name, cells }: Column, note: Note): void {
  const look = lookalike(cells);
  if (look !== undefined) note(`column ${name} ${look}`);
}

/** Learns from a column how to make numbers of it; undefined where nothing can be learnt. Says aloud what it fills in or drops. */
export function fitFeature(table: Table, column: Column, { note, constant }: Notes): Feature | undefined {
  const { name, type } = column;
  const missing = missingOf(table.missing);
  const numbers = numbersOf(table, column, 'correct them, or leave them empty to be filled in');
  if (numbers) {
    const present = numbers.filter((v) => v !== undefined);
    const { mean, std } = moments(table, name, present);
    if (present.length < numbers.length) noteMissing(column, missing.number, theMean(mean), note);
    if (std === 0) constant(name, String(mean));
    // A constant column becomes zeros.
    return { kind: 'number', name, mean, std: std || 1 };
  }
  const { cells } = column;
  if (type === undefined) noteLookalike(column, note);
  const counts = new Map<string, number>();
  for (const cell of cells) if (!missing.word(cell)) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  const categories = [...counts.keys()].sort();
  // Nothing but one word that means 'missing' among numbers: a column of numbers of which none is known.
  if (categories.length === 0 || (type === undefined && categories.length === 1 && missing.number(categories[0]!))) {
    note(`column ${name} is empty; it is not used`);
    return undefined;
  }
  if (tooMany(categories.length, cells.length)) {
    note(`column ${name} has ${categories.length} different words in ${cells.length} rows; it is not used`);
    return undefined;
  }
  const fill = categories.reduce((a, b) => (counts.get(b)! > counts.get(a)! ? b : a));
  noteMissing(column, missing.word, theMode(fill), note);
  if (categories.length === 1) constant(name, quoted(fill));
  return { kind: 'category', name, categories, fill };
}
