import { checkGiven, shown } from '@nn/formula';
// The entry for browsers works in Node too, and needs nothing of it.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { toNumber } from './cells.js';
import { count, list, repeated } from './message.js';
import { type Column, type Table, TableError, table } from './table.js';
import { decode, join } from './text.js';
import { withPoints } from './written.js';

/** How a table in CSV is written. */
export interface CsvOptions {
  /** What stands between cells; found out from the first line if not given (comma, semicolon or tab). */
  readonly delimiter?: string;
  /** Whether the first line holds the names of the columns; it does by default. Else they are column_1, column_2, … */
  readonly header?: boolean;
  /** Where the text came from, for messages. */
  readonly source?: string;
}

/**
 * Reads a table in CSV: commas, semicolons or tabs, quotes, line ends of any kind; UTF-8, or UTF-16 with its mark. Empty lines
 * are skipped. Cells stay as they are written; what they are is found out when they are used. Only between semicolons a decimal comma
 * becomes a point, in columns of numbers, and that is noted. A stream (of Node, of `fetch`, any
 * async iterable) is read to its end first, and gives a promise. A column without a name is left out where it is
 * empty or numbers the rows (as pandas writes it), else called by its place ('column 2'); both are noted. A first line `sep=;` (of Excel) is
 * read. Throws TableError with the line where rows differ in length, a quote is not closed, names are double, or there are no rows.
 */
export function readCsv(input: string | Uint8Array, options?: CsvOptions): Table;
export function readCsv(input: AsyncIterable<string | Uint8Array>, options?: CsvOptions): Promise<Table>;
export function readCsv(
  input: string | Uint8Array | AsyncIterable<string | Uint8Array>,
  options: CsvOptions = {},
): Table | Promise<Table> {
  checkGiven('readCsv', options, "{ delimiter: ';' }");
  if (typeof input === 'string') return tableOf(input, options);
  if (input instanceof Uint8Array) return tableOf(decode(input, options.source ?? '<input>'), options);
  if (typeof input === 'object' && input !== null && Symbol.asyncIterator in input)
    return join(input).then((whole) => readCsv(whole as string, options));
  throw new TypeError(`readCsv: expected text, bytes (Uint8Array) or a stream of them, got ${shown(input)}`);
}

interface Row {
  readonly cells: readonly string[];
  /** The line it begins on, from 1. */
  readonly line: number;
}

function tableOf(marked: string, { delimiter, header = true, source = '<input>' }: CsvOptions): Table {
  // A byte order mark, then the line in which Excel is told the separator.
  const [before, separator] = /^\uFEFF?(?:"?sep=(.)"?(?=[\r\n]))?/i.exec(marked)!;
  const text = marked.slice(before.length);
  if (text.trim() === '')
    throw new TableError(`${source}: the table is empty; expected a line of column names and at least one row`);
  const between = delimiter ?? separator ?? sniff(text);
  const all = rowsOf(text, between, source);
  const first = all[0]!;
  const names = header ? first.cells.map((name) => name.trim()) : first.cells.map((_, j) => `column_${j + 1}`);
  const read = header ? all.slice(1) : all;
  if (header) checkNames(names, read, `${source}:${first.line}`);
  if (read.length === 0)
    throw new TableError(`${source}: the table has column names but no rows; expected at least one`);
  const rows = header ? asLong(read, names) : read;
  const ragged = rows.filter(({ cells }) => cells.length !== names.length);
  if (ragged.length > 0) {
    const { cells, line } = ragged[0]!;
    const more = ragged.length > 1 ? ` (${ragged.length} such rows)` : '';
    throw new TableError(
      `${source}:${line}: this row has ${count(cells.length, 'cell')}, but the table has ${count(names.length, 'column')}${more}; check its quotes and separators`,
    );
  }
  const notes: string[] = [];
  const written = names.map((name, j) => ({ name, cells: rows.map(({ cells }) => cells[j]!) }));
  const columns = written.flatMap((column, j) => (column.name === '' ? unnamed(column, j + 1, notes) : column));
  return table(between === ';' ? columns.map((column) => pointed(column, notes)) : columns, {
    source,
    lines: rows.map(({ line }) => line),
    notes,
  });
}

/** The rows, each with an empty cell more where only the line of names ends with a separator. */
function asLong(rows: readonly Row[], names: readonly string[]): readonly Row[] {
  if (names.at(-1) !== '' || rows.some(({ cells }) => cells.length !== names.length - 1)) return rows;
  return rows.map(({ cells, line }) => ({ cells: [...cells, ''], line }));
}

/** Whether cells are whole numbers, each one more than the last. */
function isIndex(cells: readonly string[]): boolean {
  const start = toNumber(cells[0] ?? '');
  return Number.isInteger(start) && cells.every((cell, i) => cell.trim() === String(start! + i));
}

/** A column without a name: none where it is empty or numbers the rows, as other programs write it; else it is called by its place. */
function unnamed({ cells }: Column, place: number, notes: string[]): Column[] {
  const name = `column ${place}`;
  const empty = cells.every((cell) => cell.trim() === '');
  if (empty || isIndex(cells)) {
    notes.push(`${name} has no name and ${empty ? 'is empty' : 'only numbers the rows'}; it is left out`);
    return [];
  }
  notes.push(`${name} has no name; it is called '${name}'`);
  return [{ name, cells }];
}

/** A column with points for decimal commas, if it is one of numbers. */
function pointed({ name, cells }: Column, notes: string[]): Column {
  const points = withPoints(cells);
  if (points === undefined) return { name, cells };
  const i = cells.findIndex((cell, k) => cell !== points[k]);
  notes.push(`column ${name} has decimal commas; '${cells[i]!.trim()}' is read as ${points[i]!.trim()}`);
  return { name, cells: points };
}

/** The separator that the first line has most of, outside of quotes. */
function sniff(text: string): string {
  const bare = text.slice(0, 10_000).replace(/"[^"]*"/g, '');
  const line = bare.split(/\r\n|\r|\n/).find((l) => l.trim() !== '') ?? '';
  const count = (d: string) => line.split(d).length;
  return [',', ';', '\t'].reduce((best, d) => (count(d) > count(best) ? d : best));
}

/** What is wrong with quotes, and what to do. */
const QUOTES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened in this row and never closed; close it, or write it twice if it is meant',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell; put quotes around the whole cell, and write those in it twice',
  CSV_INVALID_CLOSING_QUOTE: 'a cell goes on after its closing quote; write a quote that is meant twice',
};

const lineEnds = (cell: string) => cell.match(/\r\n|\r|\n/g)?.length ?? 0;

/** The rows of a text, cut into cells. The parser counts lines to the end of a row; messages need where it begins. */
function rowsOf(text: string, delimiter: string, source: string): Row[] {
  const rows: Row[] = [];
  let line = 1;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], { empty_lines }) => {
        rows.push({ cells, line: line + empty_lines });
        line += 1 + cells.reduce((n, cell) => n + lineEnds(cell), 0);
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { code, empty_lines = 0 } = cause as CsvError & { empty_lines?: number };
    const quotes = QUOTES[code];
    throw new TableError(quotes ? `${source}:${line + empty_lines}: ${quotes}` : `${source}: ${cause.message}`, {
      cause,
    });
  }
  return rows;
}

function checkNames(names: readonly string[], rows: readonly Row[], where: string): void {
  const given = names.filter((name) => name !== '');
  if (given.length === 0) throw new TableError(`${where}: no column has a name; expected names in the first line`);
  const twice = repeated(given);
  if (twice.length > 0) throw new TableError(`${where}: columns with the same name: ${list(twice)}; give each its own`);
  if (given.some((name) => toNumber(name) === undefined)) return;
  // Beside a nameless column that numbers the rows, the columns are numbered, too: what pandas writes of a table without names.
  if (names.some((name, j) => name === '' && isIndex(rows.map(({ cells }) => cells[j] ?? '')))) return;
  throw new TableError(
    `${where}: the first line holds only numbers, no column names; add a line of names, or say that there is none`,
  );
}
