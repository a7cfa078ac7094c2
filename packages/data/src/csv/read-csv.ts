import { shown } from '@nn/formula';
import { type CsvOptions, checkReading } from '../read-options.js';
import type { Table } from '../table.js';
import { wholeCsv } from './whole-csv.js';

/**
 * Reads a table in CSV: commas, semicolons or tabs, quotes, line ends of any kind; UTF-8, or UTF-16 with its mark. Empty lines
 * are skipped. Cells stay as they are written; what they are is found out when they are used. Only between semicolons a decimal comma
 * becomes a point, in columns of numbers, and that is noted. A stream (of Node, of `fetch`, any
 * async iterable) gives a promise. A column without a name is left out where it is
 * empty or numbers the rows (as pandas writes it), else called by its place ('column 2'); both are noted. A first line `sep=;` (of Excel) is
 * read. Throws TableError with the line where rows differ in length, a quote is not closed, a row is longer than 16 MB, names are double, or there are no rows.
 */
export function readCsv(input: string | Uint8Array, options?: CsvOptions): Table;
export function readCsv(input: AsyncIterable<string | Uint8Array>, options?: CsvOptions): Promise<Table>;
export function readCsv(
  input: string | Uint8Array | AsyncIterable<string | Uint8Array>,
  options: CsvOptions = {},
): Table | Promise<Table> {
  checkReading('readCsv', options);
  const reader = wholeCsv(options);
  if (typeof input === 'string' || input instanceof Uint8Array) {
    reader.push(input);
    return reader.end()[0]!;
  }
  if (typeof input !== 'object' || input === null || !(Symbol.asyncIterator in input))
    throw new TypeError(`readCsv: expected text, bytes (Uint8Array) or a stream of them, got ${shown(input)}`);
  return (async () => {
    for await (const piece of input) reader.push(piece);
    return reader.end()[0]!;
  })();
}
