// The entry for browsers works in Node too, and needs nothing of it.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { toNumber } from './cells.js';
import { list, type Table, TableError, table } from './table.js';

export interface CsvOptions {
  /** What stands between cells; found out from the first line if not given (comma, semicolon or tab). */
  readonly delimiter?: string;
  /** Whether the first line holds the names of the columns; it does by default. Else they are column_1, column_2, … */
  readonly header?: boolean;
  /** Where the text came from, for messages. */
  readonly source?: string;
}

/** The separator that the first line has most of, outside of quotes. */
function sniff(text: string): string {
  const bare = text.slice(0, 10_000).replace(/"[^"]*"/g, '');
  const line = bare.split(/\r\n|\r|\n/).find((l) => l.trim() !== '') ?? '';
  const count = (d: string) => line.split(d).length;
  return [',', ';', '\t'].reduce((best, d) => (count(d) > count(best) ? d : best));
}

/** Text as it was meant: UTF-8, or UTF-16 where the first two bytes say so. */
function decode(bytes: Uint8Array, source: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableError(
      `${source}: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again`,
    );
  }
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a table in CSV: commas, semicolons or tabs, quotes, line ends of any kind. Cells stay as they are written; what
 * they are is found out when they are used. Throws TableError with the line where rows differ in length, a quote is not
 * closed, names are missing or double, or there are no rows.
 */
export function readCsv(
  input: string | Uint8Array,
  { delimiter, header = true, source = '<input>' }: CsvOptions = {},
): Table {
  const text = (typeof input === 'string' ? input : decode(input, source)).replace(/^\uFEFF/, '');
  if (text.trim() === '')
    throw new TableError(`${source}: the table is empty; expected a line of column names and at least one row`);
  let parsed: Parsed[];
  try {
    parsed = parse(text, {
      delimiter: delimiter ?? sniff(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as Parsed[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = (cause as { lines?: number }).lines;
    throw new TableError(`${source}${line === undefined ? '' : `:${line}`}: ${cause.message}`, { cause });
  }
  const first = parsed[0]!.record;
  const names = header ? first.map((name) => name.trim()) : first.map((_, j) => `column_${j + 1}`);
  checkNames(names, first, header, source);
  const records = header ? parsed.slice(1) : parsed;
  if (records.length === 0)
    throw new TableError(`${source}: the table has column names but no rows; expected at least one`);
  const ragged = records.filter(({ record }) => record.length !== names.length);
  if (ragged.length > 0) {
    const { record, info } = ragged[0]!;
    const more = ragged.length > 1 ? ` (${ragged.length} such rows)` : '';
    throw new TableError(
      `${source}:${info.lines}: this row has ${record.length} cells, but there are ${names.length} columns${more}; check its quotes and separators`,
    );
  }
  return table(
    names.map((name, j) => ({ name, cells: records.map(({ record }) => record[j]!) })),
    { source, lines: records.map(({ info }) => info.lines) },
  );
}

function checkNames(names: readonly string[], first: readonly string[], header: boolean, source: string): void {
  const double = names.filter((name, j) => names.indexOf(name) !== j);
  if (double.length > 0)
    throw new TableError(`${source}:1: columns with the same name: ${list([...new Set(double)])}; give each its own`);
  const empty = names.flatMap((name, j) => (name === '' ? [String(j + 1)] : []));
  if (empty.length > 0)
    throw new TableError(
      `${source}:1: column ${list(empty)} has no name; give it one, or remove it if it only numbers the rows`,
    );
  if (header && first.every((cell) => toNumber(cell) !== undefined)) {
    throw new TableError(
      `${source}:1: the first line holds only numbers, no column names; add a line of names, or say that there is none`,
    );
  }
}
