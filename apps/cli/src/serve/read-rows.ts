import { readCsv, TableError } from '@nn/data';
import { Refused } from './refused.js';
import { type Row, Unreadable } from './row.js';

/** What was read of a body. */
export interface Rows {
  readonly rows: readonly Row[];
  /** What reading took for something else. */
  readonly notes: readonly string[];
}

/** A value in words: what stands where something else was expected. */
export const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(400, 'the body is not text in UTF-8');
  }
}

/** The row that a JSON value is. Names come from outside: they become keys of a map, never of an object. */
const rowOf = (value: unknown): Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Unreadable(`expected an object with a value for each column, such as {"height": 1.75}; got ${kindOf(value)}`);

const parsed = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refused(400, `${what} is not JSON: ${(cause as Error).message}`);
  }
};

/** One object, a list of objects, or { rows: [ … ] }. */
function fromJson(bytes: Uint8Array): Rows {
  const value = parsed(textOf(bytes), 'the body');
  const inside = typeof value === 'object' && value !== null && 'rows' in value ? value.rows : undefined;
  const list = Array.isArray(value) ? value : Array.isArray(inside) ? inside : [value];
  if (list.length === 0) throw new Refused(400, 'the list of rows is empty; expected at least one');
  return { rows: list.map(rowOf), notes: [] };
}

/** An object on each line; a line that is none is the trouble of its row alone. */
function fromJsonLines(bytes: Uint8Array): Rows {
  const lines = textOf(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Refused(400, 'the body is empty; expected a JSON object on each line');
  const rows = lines.map((line) => {
    try {
      return rowOf(parsed(line, 'this line'));
    } catch (error) {
      return new Unreadable((error as Refused).message);
    }
  });
  return { rows, notes: [] };
}

/** A table in CSV, as `nn predict` reads it. */
function fromCsv(bytes: Uint8Array): Rows {
  try {
    const { columns, rows, notes } = readCsv(bytes, { source: 'line' });
    return {
      rows: Array.from({ length: rows }, (_, i) => new Map(columns.map(({ name, cells }) => [name, cells[i]!]))),
      notes,
    };
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    throw new Refused(400, cause.message.replace(/^line:(\d+)/, 'line $1').replace(/^line: /, ''));
  }
}

/** How a body of each kind is read. */
export const readers: Readonly<Record<string, (bytes: Uint8Array) => Rows>> = {
  'application/json': fromJson,
  'text/csv': fromCsv,
  'application/x-ndjson': fromJsonLines,
  'application/jsonl': fromJsonLines,
};

/** The media type of a content-type header, without its parameters. */
export const mediaType = (header: string | undefined): string => (header ?? '').split(';')[0]!.trim().toLowerCase();
