import { argmaxRows, type Matrix, zeros } from '@nn/matrix';
import {
  areNumbers,
  type Missing,
  missingIn,
  missingOf,
  missingWords,
  readAsMissing,
  sameness,
  toNumber,
} from '../cells.js';
import type { Column } from '../column.js';
import { count, list, quoted } from '../message.js';
import { type Table, TableError } from '../table.js';
import { moments, type Note, noteLookalike, numbersOf, standardize } from './feature.js';

/** What is to be predicted: one of several classes, or a number, standardized inside. Plain data. */
export type Target =
  | { readonly kind: 'classes'; readonly name: string; readonly classes: readonly string[] }
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly std: number };

/**
 * Whether a column of numbers means classes: two values, or whole numbers of which there are at most 20 different ones, each at
 * least 5 times on average (digits are classes, a blood sugar is a number).
 */
function meansClasses(numbers: readonly number[]): boolean {
  const different = new Set(numbers).size;
  return different <= 2 || (different <= 20 && numbers.every(Number.isInteger) && numbers.length / different >= 5);
}

const byNumber = (a: string, b: string) => {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** What to do where a target mixes numbers with words; an empty cell would not be filled in. */
const MIXED = "correct them, or say that the task is 'classes' if they are meant as such";

/** Learns what the target is. Throws TableError where it has missing values, or only one class. */
export function fitTarget(table: Table, name: string, asked: 'classes' | 'number' | undefined, note: Note): Target {
  const column = table.column(name);
  const task = asked ?? (column.type && (column.type === 'number' ? 'number' : 'classes'));
  checkPresent(
    table,
    column,
    missingIn(column, missingOf(table.missing)),
    'leave these rows out, or use them for prediction',
  );
  const numbers = task === 'classes' ? undefined : (numbersOf(table, column, MIXED) as number[] | undefined);
  if (task === 'number' && !numbers) {
    const word = column.cells.find((cell) => toNumber(cell) === undefined);
    throw new TableError(
      `${table.source}, column ${name}: the target was said to be a number, but it holds words such as ${quoted(word!)}; correct them, or say that the task is 'classes'`,
    );
  }
  if (numbers && (task === 'number' || !meansClasses(numbers))) {
    const { mean, std } = moments(table, name, numbers);
    return { kind: 'number', name, mean, std: std || 1 };
  }
  noteLookalike(column, note);
  const classes = labelsOf(column.cells);
  if (classes.length < 2) {
    throw new TableError(
      `${table.source}, column ${name}: every row is ${quoted(classes[0]!)}; there is nothing to tell apart. Expected two classes or more, or numbers that differ`,
    );
  }
  return { kind: 'classes', name, classes };
}

/** A row without a target is an error: it teaches nothing, and judges nothing. */
function checkPresent(
  { source, lines }: Table,
  { name, cells }: Column,
  isMissing: (cell: string) => boolean,
  advice: string,
): void {
  const first = cells.findIndex(isMissing);
  if (first < 0) return;
  const said = readAsMissing(missingWords(cells, isMissing));
  const rows = count(cells.filter(isMissing).length, 'such row');
  throw new TableError(
    `${source}:${lines[first]}, column ${name}: the target is missing (${rows}${said === '' ? '' : `; ${said}`}); ${advice}`,
  );
}

/** The different labels in order, each as it is written first; where all are numbers, equal ones are one, in the shortest spelling. */
function labelsOf(cells: readonly string[]): string[] {
  const words = [...new Set(cells.map((cell) => cell.trim()))];
  if (!areNumbers(words)) return words.sort(byNumber);
  const spellings = new Map<number | string, string>();
  for (const word of words) {
    const known = spellings.get(sameness(word));
    if (known === undefined || word.length < known.length) spellings.set(sameness(word), word);
  }
  return [...spellings.values()].sort(byNumber);
}

/** Where among the classes a label stands: as it is written, or else, among numbers, by its value. */
function placesOf(classes: readonly string[]): (label: string) => number | undefined {
  const written = new Map(classes.map((c, k) => [c, k]));
  const values = new Map(areNumbers(classes) ? classes.map((c, k) => [sameness(c), k]) : []);
  return (label) => written.get(label.trim()) ?? values.get(sameness(label));
}

/** One-hot rows for classes (where all are numbers, `1` is `1.0`), one standardized column for a number. */
export function encodeTarget(target: Target, table: Table, missing: Missing): Matrix {
  const column = table.column(target.name);
  const { cells } = column;
  const where = (i: number) => `${table.source}:${table.lines[i]}, column ${target.name}`;
  const isMissing = target.kind === 'number' || areNumbers(target.classes) ? missing.number : missing.word;
  checkPresent(table, column, isMissing, 'leave these rows out, or the column');
  if (target.kind === 'number') {
    const t = zeros(cells.length, 1);
    cells.forEach((cell, i) => {
      const value = toNumber(cell);
      if (value === undefined) throw new TableError(`${where(i)}: expected a number, got ${quoted(cell)}`);
      t.data[i] = standardize(value, target, where(i));
    });
    return t;
  }
  const { classes } = target;
  const t = zeros(cells.length, classes.length);
  const placeOf = placesOf(classes);
  cells.forEach((cell, i) => {
    const place = placeOf(cell);
    if (place === undefined)
      throw new TableError(`${where(i)}: class ${quoted(cell)} was not there in training; known: ${list(classes)}`);
    t.data[i * classes.length + place] = 1;
  });
  return t;
}

/** What outputs mean: the name of the most likely class, or the number in its own units, for each row. */
export function decodeTarget(target: Target, output: Matrix): (string | number)[] {
  const expected = target.kind === 'classes' ? target.classes.length : 1;
  if (output.cols !== expected) {
    throw new RangeError(
      `decode: the output is ${output.rows} x ${output.cols}; the target ${target.name} needs ${count(expected, 'column')}`,
    );
  }
  const values = new Array<string | number>(output.rows);
  if (target.kind === 'classes') {
    const { classes } = target;
    const places = argmaxRows(output);
    for (let i = 0; i < values.length; i++) values[i] = classes[places[i]!]!;
    return values;
  }
  const { mean, std } = target;
  for (let i = 0; i < values.length; i++) values[i] = output.data[i]! * std + mean;
  return values;
}
