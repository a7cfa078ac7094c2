import type { Missing } from '../cells.js';
import { type Column, cellsOf, numbersIn } from '../column.js';
import { quoted } from '../message.js';
import { type Table, TableError } from '../table.js';
import { type Feature, isValue, ofText, standardize, theMean, theMode } from './feature.js';
import type { Tally } from './tally.js';

/** Where a column's numbers go: into `data`, rows of `cols` numbers, from column `at` on. */
export interface Place {
  readonly data: Float32Array | Float64Array;
  readonly cols: number;
  readonly at: number;
}

/** What encoding a column needs beside it. */
export interface Means {
  readonly missing: Missing;
  readonly tally: Tally;
  /** Room for the numbers of a column, one for each row. */
  readonly numbers: Float64Array;
}

/**
 * Writes a column's numbers. Counts what it fills in, and which categories were not there in training. Throws TableError where a cell is
 * no number, or one that is too far from those of training.
 */
export function encodeFeature(feature: Feature, table: Table, column: Column, place: Place, means: Means): void {
  if (feature.kind === 'number') encodeNumbers(feature, table, column, place, means);
  else encodeWords(feature, table, column, place, means);
}

function encodeNumbers(
  feature: Feature & { kind: 'number' },
  table: Table,
  column: Column,
  { data, cols, at }: Place,
  { missing, tally, numbers }: Means,
): void {
  const { name, mean, std } = feature;
  const cells = cellsOf(column);
  const where = (i: number) => `${table.source}:${table.lines[i]}, column ${name}`;
  const read = numbersIn(cells, numbers);
  for (let i = 0; i < read.length; i++) {
    let value: number | null | undefined = read[i]!;
    if (!isValue(value, missing)) {
      const text = cells.text(i);
      value = ofText(text, missing);
      if (value === undefined)
        throw new TableError(
          `${where(i)}: expected a number, got ${quoted(text)}; this column held numbers in training`,
        );
      if (value === null) {
        value = mean;
        tally.missing(name, theMean(mean), text);
      }
    }
    const standard = (value - mean) / std;
    data[i * cols + at] = Number.isFinite(Math.fround(standard)) ? standard : standardize(value, feature, where(i));
  }
}

function encodeWords(
  { name, categories, fill }: Feature & { kind: 'category' },
  table: Table,
  column: Column,
  { data, cols, at }: Place,
  { missing, tally }: Means,
): void {
  const cells = cellsOf(column);
  const places = new Map(categories.map((category, k) => [category, k]));
  for (let i = 0; i < table.rows; i++) {
    const cell = cells.text(i);
    const isMissing = missing.word(cell);
    if (isMissing) tally.missing(name, theMode(fill), cell);
    const place = places.get(isMissing ? fill : cell.trim());
    // A category that was not there in training is none of those that were.
    if (place === undefined) tally.unseen(name, cell.trim(), categories);
    else data[i * cols + at + place] = 1;
  }
}
