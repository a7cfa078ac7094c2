import type { Column } from '../column.js';
import { quoted } from '../message.js';
import type { CsvOptions } from '../read-options.js';
import { checkDifferent, type Table, tableOver } from '../table.js';
import type { TableReader } from '../table-reader.js';
import { withPoints } from '../written.js';
import type { Block } from './block.js';
import { blocks } from './blocks.js';
import { checkNames, checkTypes, isIgnored, isIndex, typed, unnamed } from './columns.js';
import { empty, namesIn, noRows, type RowCheck, rowCheck } from './rows.js';

/** Reads a CSV whole: what a column is follows from all of its cells. */
export function wholeCsv({
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
  let cells: string[][] = [];
  let kept: number[] = [];
  let refused = false;
  const lines: number[] = [];
  const add = (block: Block) => {
    let from = 0;
    if (!check) {
      names = namesIn(block, header);
      cells = names.map(() => []);
      // What is not to be looked at is not kept.
      kept = names.flatMap((name, j) => (isIgnored(name, types) ? [] : [j]));
      check = rowCheck(names, source, header);
      top = block.lines[0]!;
      from = header ? 1 : 0;
    }
    if (!check.look(block, from)) refused = true;
    for (let i = from; i < block.rows; i++) {
      const [k, end] = [block.first[i]!, block.first[i + 1]!];
      // Once a row is refused, those without all cells are only counted: they would take far more memory than the file.
      if (refused && end - k < names.length) continue;
      for (const j of kept) cells[j]!.push(k + j < end ? block.text(k + j) : '');
      lines.push(block.lines[i]!);
    }
  };
  const finish = (): Table => {
    if (!check) throw empty(source);
    if (header) checkNames(names, `${source}:${top}`, (j) => isIndex(cells[j]!));
    check.refuse();
    if (lines.length === 0) throw noRows(source);
    const notes: string[] = [];
    const columns = names.flatMap((name, j): Column[] => {
      if (name !== '') return [{ name, cells: cells[j]! }];
      const { name: place, kept, note } = unnamed(cells[j]!, j + 1);
      notes.push(note);
      return kept ? [{ name: place, cells: cells[j]! }] : [];
    });
    checkDifferent(columns, source);
    checkTypes(
      columns.map(({ name }) => name),
      types,
      source,
    );
    const between = pieces.delimiter;
    const read = columns
      .filter(({ name }) => !isIgnored(name, types))
      .map((column) => typed(column, types))
      .map((column) => (between === ';' ? pointed(column, notes) : column));
    const written = { format: 'csv', encoding: pieces.encoding, delimiter: between, quote, header } as const;
    return tableOver(read, lines.length, { source, lines, notes, missing, written });
  };
  const addAll = (all: readonly Block[]) => {
    for (const block of all) add(block);
    return [];
  };
  return {
    push: (piece) => addAll(pieces.push(piece)),
    end: () => {
      addAll(pieces.end());
      return [finish()];
    },
  };
}

/** A column with points for decimal commas, if it is one of numbers. */
function pointed(column: Column, notes: string[]): Column {
  const { name, cells, type } = column;
  const points = type === 'category' ? undefined : withPoints(cells);
  if (points === undefined) return column;
  const i = cells.findIndex((cell, k) => cell !== points[k]);
  notes.push(pointsNote(name, cells[i]!, points[i]!));
  return { ...column, cells: points };
}

/** What is said of decimal commas. */
export const pointsNote = (name: string, cell: string, read: string): string =>
  `column ${name} has decimal commas; ${quoted(cell.trim())} is read as ${read.trim()}`;
