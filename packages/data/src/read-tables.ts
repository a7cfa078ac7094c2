import { checkOption } from '@nn/formula';
import { bytesOf, joined } from './bytes.js';
import { csvParts } from './csv/csv-parts.js';
import { wholeCsv } from './csv/whole-csv.js';
import { type Format, formatOf } from './formats/format.js';
import { type IdxOptions, idxReader } from './formats/idx-reader.js';
import { joinTables } from './formats/join-tables.js';
import { jsonLines } from './formats/json-lines.js';
import { type CsvOptions, checkReading } from './read-options.js';
import type { Table } from './table.js';
import type { TableReader } from './table-reader.js';

/** How a table in any format is read. */
export interface ReadOptions extends CsvOptions, Pick<IdxOptions, 'labels' | 'labelsSource'> {
  /** How it is written; found out from its first bytes, and from the ending of `source`, if not given. */
  readonly format?: Format | undefined;
}

type Pieces = AsyncIterable<string | Uint8Array>;

const FORMATS = ['csv', 'tsv', 'jsonl', 'idx'];

function check(name: string, stream: unknown, options: ReadOptions): void {
  checkReading(name, options);
  const fits = typeof stream === 'object' && stream !== null && Symbol.asyncIterator in stream;
  checkOption(`${name}: stream`, stream, 'a stream of text or bytes, such as createReadStream(…)', fits, 'none');
  const { format, labels } = options;
  if (format !== undefined)
    checkOption(`${name}: format`, format, `one of ${FORMATS.join(', ')}`, FORMATS.includes(format), 'none');
  if (labels !== undefined)
    checkOption(
      `${name}: labels`,
      labels,
      'the bytes of an IDX file, a Uint8Array',
      labels instanceof Uint8Array,
      'none',
    );
}

/** How formats that may be read in parts or whole are read. */
interface Ways {
  readonly csv: (options: CsvOptions) => TableReader;
  readonly idx: (options: IdxOptions) => TableReader;
}

const IN_PARTS: Ways = { csv: csvParts, idx: (options) => idxReader(options, 4096) };
const WHOLE: Ways = { csv: wholeCsv, idx: (options) => idxReader(options, Number.POSITIVE_INFINITY) };

/** The reader for what a stream begins with, and the beginning: enough of it to see what it is. */
async function begun(pieces: AsyncIterator<string | Uint8Array>, options: ReadOptions, { csv, idx }: Ways) {
  const first: (string | Uint8Array)[] = [];
  for (let size = 0; size < 4; ) {
    const { value, done } = await pieces.next();
    if (done) break;
    first.push(value);
    size += value.length;
  }
  const format = options.format ?? formatOf(joined(first.map(bytesOf)), options.source ?? '');
  const readers: Readonly<Record<Format, () => TableReader>> = {
    csv: () => csv(options),
    tsv: () => csv({ ...options, delimiter: options.delimiter ?? '\t' }),
    jsonl: () => jsonLines(options),
    idx: () => idx(options),
  };
  return { first, reader: readers[format]() };
}

async function* tablesOf(stream: Pieces, options: ReadOptions, ways: Ways): AsyncGenerator<Table> {
  const pieces = stream[Symbol.asyncIterator]();
  try {
    const { first, reader } = await begun(pieces, options, ways);
    for (const piece of first) yield* reader.push(piece);
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield* reader.push(next.value);
    yield* reader.end();
  } finally {
    await pieces.return?.();
  }
}

/**
 * A table of any size, as tables of some rows each: CSV, TSV, JSON lines or IDX, in pieces as they come. `lines` of each say where its rows stand in the whole; `notes` what is to be said of them.
 * A table's text is only made where it is asked for, so that `pipeline.encode` goes from bytes to numbers. Rows of CSV and of JSON lines are not kept. Throws what `readCsv` throws, in its words, as soon
 * as it is known: tables that were given before are right. What a column without a name is, the first rows decide.
 */
export function readTables(stream: Pieces, options: ReadOptions = {}): AsyncIterable<Table> {
  check('readTables', stream, options);
  return tablesOf(stream, options, IN_PARTS);
}

/** A whole table of a stream: CSV (as `readCsv` reads it), TSV, JSON lines or IDX. */
export async function readTable(stream: Pieces, options: ReadOptions = {}): Promise<Table> {
  check('readTable', stream, options);
  const parts: Table[] = [];
  for await (const part of tablesOf(stream, options, WHOLE)) parts.push(part);
  return joinTables(parts);
}
