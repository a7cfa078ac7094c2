import { checkGiven, checkOption } from '@nn/formula';
import { random } from '@nn/matrix';
import { missingIn, missingOf, missingWords, sameness } from './cells.js';
import { type Column, pick } from './column.js';
import { count, list, repeated } from './message.js';
import { nearest } from './nearest.js';
import { leftOutNote, type Tally } from './pipeline/tally.js';
import type { Written } from './written-as.js';

/** What is wrong with a table: where, what was expected, what to do. */
export class TableError extends Error {
  override name = 'TableError';
}

/** A table: plain data that is never changed. */
export interface Table {
  /** Where it came from, for messages: a file's name, or '<input>'. */
  readonly source: string;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The line of the source that each row began on. */
  readonly lines: readonly number[];
  /** What reading it left out or took for something else. */
  readonly notes: readonly string[];
  /** All that means that a value is missing, where that was said when it was read, instead of what usually does. */
  readonly missing?: readonly string[] | undefined;
  /** How the source is written: what reading it found out. */
  readonly written?: Written | undefined;
  /** Throws TableError, with the nearest name there is, where no column has this name. */
  column(name: string): Column;
  /** The chosen rows, counted from 0, in this order. Throws RangeError for a row that there is not. */
  select(rows: ArrayLike<number>): Table;
  /** The same table without some columns; those that it does not have do no harm. */
  without(...names: readonly string[]): Table;
  /**
   * Only the rows in which this column has a value. An empty cell, '?', 'NaN' and '#N/A' are none; where all others are numbers,
   * 'NA', 'N/A', 'n.a.', 'null', 'none' and '-' are none either. What is read so, but for empty cells, is noted: in the notes of the table, or in a
   * tally of several.
   */
  withoutMissing(name: string, tally?: Pick<Tally, 'leftOut'>): Table;
  /**
   * Two tables: a part for testing and the rest, both in the order of a shuffle. With `stratify`, each value of that column gives
   * the same part, to a row, and keeps at least one row for training. Throws TableError where one side would be empty.
   */
  split(options: SplitOptions): { train: Table; test: Table };
}

/** How a table is cut in two. */
export interface SplitOptions {
  /** The part that is for testing, between 0 and 1. */
  readonly test: number;
  /** A column whose values should be in both tables in equal parts: the classes. */
  readonly stratify?: string | undefined;
  /** 0 by default. */
  readonly seed?: number;
}

/** Where a table's cells come from, and what was said of them. */
type TableOrigin = Partial<Pick<Table, 'source' | 'lines' | 'notes' | 'missing' | 'written'>>;

/** A table over columns. Throws TableError where they differ in length, or two have the same name. */
export function table(columns: readonly Column[], origin: TableOrigin = {}): Table {
  const { source = '<input>' } = checkGiven('table', origin, "{ source: 'iris.csv' }");
  const fits = Array.isArray(columns) && columns.every((c) => typeof c?.name === 'string' && Array.isArray(c.cells));
  checkOption('table: columns', columns, 'a list of columns { name, cells }', fits, 'list');
  const rows = columns[0]?.cells.length ?? 0;
  checkDifferent(columns, source);
  const odd = columns.find((c) => c.cells.length !== rows);
  if (odd) {
    throw new TableError(
      `${source}: column ${odd.name} has ${count(odd.cells.length, 'cell')}, but column ${columns[0]!.name} has ${rows}; expected the same`,
    );
  }
  return tableOver(columns, rows, origin);
}

/** Throws TableError where columns have the same name. */
export function checkDifferent(columns: readonly Column[], source: string): void {
  const twice = repeated(columns.map((c) => c.name));
  if (twice.length > 0)
    throw new TableError(`${source}: columns with the same name: ${list(twice)}; give each its own`);
}

/** What is thrown where no column has a name. */
export function noColumn(source: string, names: readonly string[], name: string): TableError {
  const near = nearest(name, names);
  const hint = near === undefined ? `its columns are ${list(names)}` : `did you mean '${near}'?`;
  return new TableError(`${source}: there is no column '${name}'; ${hint}`);
}

/** A table over columns that are known to fit. None of their cells is looked at. */
export function tableOver(columns: readonly Column[], rows: number, origin: TableOrigin): Table {
  const { source = '<input>', notes = [], missing, written } = origin;
  const from = (more: TableOrigin): TableOrigin => ({ source, notes, missing, written, ...more });
  let lines: readonly number[] | undefined;
  const made: Table = {
    source,
    columns,
    rows,
    get lines() {
      lines ??= origin.lines ?? Array.from({ length: rows }, (_, i) => i + 2);
      return lines;
    },
    notes,
    ...(missing && { missing }),
    ...(written && { written }),
    column: (name) => {
      const found = columns.find((c) => c.name === name);
      if (found) return found;
      throw noColumn(
        source,
        columns.map((c) => c.name),
        name,
      );
    },
    select: (chosen) => {
      const places = Array.from(chosen);
      const outside = places.find((i) => !(Number.isInteger(i) && i >= 0 && i < rows));
      if (outside !== undefined)
        throw new RangeError(`select: there is no row ${outside}; expected whole numbers from 0 to ${rows - 1}`);
      const picked = columns.map((column) => pick(column, places));
      return tableOver(picked, places.length, from({ lines: places.map((i) => made.lines[i]!) }));
    },
    without: (...names) =>
      tableOver(
        columns.filter((c) => !names.includes(c.name)),
        rows,
        made,
      ),
    withoutMissing: (name, tally) => {
      const column = made.column(name);
      const isMissing = missingIn(column, missingOf(missing));
      const kept = column.cells.flatMap((cell, i) => (isMissing(cell) ? [] : [i]));
      if (kept.length === rows) return made;
      const words = missingWords(column.cells, isMissing);
      const whole = made.select(kept);
      tally?.leftOut(name, words);
      const said = tally ? undefined : leftOutNote(name, words);
      if (said === undefined) return whole;
      return tableOver(whole.columns, whole.rows, from({ lines: whole.lines, notes: [...notes, said] }));
    },
    split: (options) => split(made, options),
  };
  return made;
}

function split(whole: Table, options: SplitOptions): { train: Table; test: Table } {
  const { test: part, stratify, seed = 0 } = checkGiven('split', options, '{ test: 0.2 }');
  checkOption('split: test', part, 'a part between 0 and 1', typeof part === 'number' && part > 0 && part < 1);
  const classes = stratify === undefined ? undefined : whole.column(stratify).cells;
  const groups = new Map<number | string, number[]>();
  const order = random(seed).permutation(whole.rows);
  for (const row of order) {
    const key = classes ? sameness(classes[row]!) : '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const isTested = new Uint8Array(whole.rows);
  let tested = 0;
  // What rounding takes from one class is owed to the next, so the whole comes out right. A class that is only tested could not have
  // been learnt: one row of each stays. Classes of one row come first, so that others can pay what they owe.
  let owed = 0;
  const single = (group: readonly number[]) => (group.length === 1 ? 0 : 1);
  for (const group of [...groups.values()].sort((a, b) => single(a) - single(b))) {
    owed += group.length * part;
    const most = classes ? group.length - 1 : group.length;
    const taken = Math.min(most, Math.max(0, Math.round(owed - tested)));
    for (const row of group.slice(0, taken)) isTested[row] = 1;
    tested += taken;
  }
  // In the order of the shuffle, not class by class.
  const test = order.filter((row) => isTested[row] === 1);
  const train = order.filter((row) => isTested[row] === 0);
  if (train.length === 0 || test.length === 0) {
    throw new TableError(
      `${whole.source}: ${part} of ${count(whole.rows, 'row')} leaves ${train.length} to train and ${test.length} to test; expected at least one of each`,
    );
  }
  return { train: whole.select(train), test: whole.select(test) };
}
