import { shown } from '@nn/formula';
import { joined } from '../bytes.js';
import type { Column } from '../column.js';
import { checkTypes, isIgnored, typed } from '../csv/columns.js';
import { quoted } from '../message.js';
import type { CsvOptions } from '../read-options.js';
import { type Table, TableError, tableOver } from '../table.js';
import type { TableReader } from '../table-reader.js';
import { decodeUtf8, utf8 } from '../text.js';

/** No line is longer, in bytes. */
const LONGEST = 2 ** 24;

/** So many cells may be missing, and so many for each one that is there: keys that each line has for itself would take far more memory than the file. */
const [SPARE, FOR_EACH] = [4e6, 50];

/** So many rows are one table. */
const ROWS = 4096;

const LF = 10;

/** A cell for a value of JSON; undefined for a list or an object. */
function cellOf(value: unknown): string | undefined {
  if (value === null) return '';
  return typeof value === 'object' ? undefined : String(value);
}

/**
 * Reads JSON lines, an object on each, as tables of some rows each. Keys are columns, in the order in which they come first; one that a line does not have is
 * missing there, and so is null. Throws TableError, with the line, where there is something else.
 */
export function jsonLines({ source = '<input>', missing, types }: CsvOptions): TableReader {
  const text = utf8(source);
  let pending: Uint8Array[] = [];
  let held = 0;
  let line = 0;
  let rows = 0;
  let read = 0;
  let filled = 0;
  let lines: number[] = [];
  let columns = new Map<string, string[]>();

  const add = (written: string) => {
    line++;
    const json = line === 1 ? written.replace(/^\uFEFF/, '') : written;
    if (json.trim() === '') return;
    const object = parsed(json);
    for (const [key, value] of Object.entries(object)) {
      const cell = cellOf(value);
      if (cell === undefined)
        throw new TableError(
          `${source}:${line}, key ${key}: expected a number, a text, true, false or null, got ${Array.isArray(value) ? 'a list' : 'an object'}; give its parts keys of their own`,
        );
      let cells = columns.get(key);
      if (!cells) {
        cells = new Array<string>(rows).fill('');
        columns.set(key, cells);
      }
      cells.push(cell);
      filled++;
      if ((read + rows + 1) * columns.size > SPARE + FOR_EACH * filled)
        throw new TableError(
          `${source}:${line}: there are ${columns.size} different keys up to here, and hardly any line has more than a few of them; expected the same keys on each line`,
        );
    }
    rows++;
    for (const cells of columns.values()) if (cells.length < rows) cells.push('');
    lines.push(line);
  };
  const parsed = (json: string): object => {
    const wrong = (what: string) => new TableError(`${source}:${line}: ${what}`);
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      if (json.trim().startsWith('['))
        throw wrong(
          'a list begins here; expected an object on each line, such as {"a": 1, "b": "x"} (jq -c \'.[]\' makes them of a list)',
        );
      throw wrong(`expected an object such as {"a": 1, "b": "x"}, got ${quoted(json.trim())}, which is no JSON`);
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw wrong(`expected an object such as {"a": 1, "b": "x"}, got ${shown(value)}`);
  };
  const part = (): Table[] => {
    if (rows === 0) return [];
    const made = [...columns].map(([name, cells]): Column => ({ name, cells }));
    if (read === 0) checkTypes([...columns.keys()], types, source);
    const table = tableOver(
      made.filter(({ name }) => !isIgnored(name, types)).map((column) => typed(column, types)),
      rows,
      {
        source,
        lines,
        // What is not there is missing, whatever else is.
        missing: missing && ['', ...missing],
        written: { format: 'jsonl', encoding: text.encoding },
      },
    );
    read += rows;
    [rows, lines, columns] = [0, [], new Map([...columns.keys()].map((name) => [name, []]))];
    return [table];
  };
  const take = (bytes: Uint8Array, last: boolean): Table[] => {
    const tables: Table[] = [];
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      pending.push(bytes.subarray(from, at));
      add(decodeUtf8(joined(pending), source));
      [pending, held, from] = [[], 0, at + 1];
      if (rows >= ROWS) tables.push(...part());
    }
    if (from < bytes.length) pending.push(bytes.slice(from));
    held += bytes.length - from;
    if (held > LONGEST)
      throw new TableError(`${source}:${line + 1}: this line is longer than 16 MB; expected an object on each line`);
    if (last && held > 0) add(decodeUtf8(joined(pending), source));
    return [...tables, ...part()];
  };
  return {
    push: (piece) => take(text.push(piece), false),
    end: () => {
      const tables = take(text.end(), true);
      if (read === 0)
        throw new TableError(
          `${source}: the table is empty; expected an object such as {"a": 1, "b": "x"} on each line`,
        );
      return tables;
    },
  };
}
