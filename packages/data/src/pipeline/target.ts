import { argmaxRows, type Matrix, zeros } from '@nn/matrix';
import { areNumbers, type Missing, missingWords, sameness, toNumber } from '../cells.js';
import { count, list, quoted } from '../message.js';
import { type Table, TableError } from '../table.js';
import { checkPresent } from './check-present.js';
import { standardize } from './feature.js';

/** What is to be predicted: one of several classes, or a number, standardized inside. Plain data. */
export type Target =
  | { readonly kind: 'classes'; readonly name: string; readonly classes: readonly string[] }
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly std: number };

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
  const first = cells.findIndex(isMissing);
  if (first >= 0) {
    const gaps = { words: missingWords(cells, isMissing), first: { line: table.lines[first]!, text: cells[first]! } };
    checkPresent(table.source, target.name, gaps, 'leave these rows out, or the column');
  }
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
