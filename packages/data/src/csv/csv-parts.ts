import { numberIn } from '../cells.js';
import { type Cells, type Column, lazyColumn } from '../column.js';
import { type CsvOptions, typeOf } from '../read-options.js';
import { checkDifferent, type Table, tableOver } from '../table.js';
import type { TableReader } from '../table-reader.js';
import type { Block } from './block.js';
import { blocks } from './blocks.js';
import { checkNames, checkTypes, isIndex, unnamed } from './columns.js';
import { commas } from './commas.js';
import { empty, namesIn, noRows, type RowCheck, rowCheck } from './rows.js';

/** A column of the file: what it is called, and where it stands. */
interface Kept {
  readonly name: string;
  readonly place: number;
  readonly type: Column['type'];
}

/** The cells of one column of a block, from a row on, and which of all cells they are: every cols-th from `start` on. */
interface Found extends Cells {
  readonly start: number;
  readonly cols: number;
}

function cellsAt(block: Block, from: number, place: number): Found {
  const { first, bytes, starts, ends } = block;
  const rows = block.rows - from;
  const cols = first[from + 1]! - first[from]!;
  const start = first[from]! + place;
  // Where each row is one cell short.
  if (place >= cols) return { rows, start, cols: 0, numbers: (into) => void into.fill(Number.NaN), text: () => '' };
  return {
    rows,
    start,
    cols,
    numbers: (into) => {
      for (let i = 0, k = start; i < rows; i++, k += cols) into[i] = numberIn(bytes, starts[k]!, ends[k]!);
    },
    text: (i) => block.text(start + i * cols),
  };
}

/**
 * Reads a CSV as tables of some rows each, as they come. What a column without a name is, and whether rows are one cell short under their names, the
 * first rows decide.
 */
export function csvParts({
  source = '<input>',
  header = true,
  quote = '"',
  delimiter,
  missing,
  types,
}: CsvOptions): TableReader {
  const pieces = blocks(source, { delimiter, quote });
  let names: string[] = [];
  let check: RowCheck | undefined;
  let top = 1;
  let kept: readonly Kept[] | undefined;
  let notes: string[] = [];
  let refused = false;
  const pointed = commas(source, (text) => void notes.push(text));
  const checkFirst = (indexed: (j: number) => boolean) => {
    if (header) checkNames(names, `${source}:${top}`, indexed);
  };

  /** Which columns there are, by the first rows. */
  const choose = (block: Block, from: number): readonly Kept[] => {
    const rows = block.rows - from;
    const cells = (j: number) => Array.from({ length: rows }, (_, i) => cellsAt(block, from, j).text(i));
    checkFirst((j) => isIndex(cells(j)));
    check!.refuse();
    const called = names.flatMap((name, place) => {
      if (name !== '') return [{ name, place }];
      const column = unnamed(cells(place), place + 1);
      notes.push(column.note);
      return column.kept ? [{ name: column.name, place }] : [];
    });
    checkDifferent(
      called.map(({ name }) => ({ name, cells: [] })),
      source,
    );
    checkTypes(
      called.map(({ name }) => name),
      types,
      source,
    );
    return called.flatMap(({ name, place }) => {
      const type = typeOf(name, types);
      return type === 'ignore' ? [] : [{ name, place, type }];
    });
  };

  const tableOf = (block: Block): Table[] => {
    let from = 0;
    if (!check) {
      names = namesIn(block, header);
      check = rowCheck(names, source, header);
      top = block.lines[0]!;
      from = header ? 1 : 0;
    }
    const rows = block.rows - from;
    // Once a row is refused, the others are only counted.
    if (!check.look(block, from)) refused = true;
    if (refused || rows === 0) return [];
    kept ??= choose(block, from);
    const lines = block.lines.subarray(from);
    const columns = kept.map(({ name, place, type }) => {
      const cells = cellsAt(block, from, place);
      const column = lazyColumn(name, cells, type);
      if (pieces.delimiter !== ';') return column;
      const has = (byte: number) => hasByte(block, cells, byte);
      return pointed({ column, line: (i) => lines[i]!, has });
    });
    const said = notes;
    notes = [];
    const written = { format: 'csv', encoding: pieces.encoding, delimiter: pieces.delimiter, quote, header } as const;
    const origin = { source, notes: said, missing, written };
    return [
      tableOver(columns, rows, {
        ...origin,
        get lines() {
          return Array.from(lines);
        },
      }),
    ];
  };
  return {
    push: (piece) => pieces.push(piece).flatMap(tableOf),
    end: () => {
      const tables = pieces.end().flatMap(tableOf);
      if (!check) throw empty(source);
      if (kept === undefined) checkFirst(() => false);
      if (kept === undefined && !refused) throw noRows(source);
      check.refuse();
      return tables;
    },
  };
}

/** Whether a byte stands in a cell of a column. */
function hasByte({ bytes, starts, ends }: Block, { rows, start, cols }: Found, byte: number): boolean {
  if (cols === 0) return false;
  for (let i = 0, k = start; i < rows; i++, k += cols)
    for (let b = starts[k]!; b < ends[k]!; b++) if (bytes[b] === byte) return true;
  return false;
}
