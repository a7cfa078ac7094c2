import { count } from '../message.js';
import { TableError } from '../table.js';
import type { Block } from './block.js';

/** Looks whether every row has a cell for each column. */
export interface RowCheck {
  /** Looks at the rows of a block, from one on; whether all of them are as they must be. */
  look(block: Block, from: number): boolean;
  /** Throws TableError where rows were not, with the first of them and how many there are. */
  refuse(): void;
  /** Whether only the line of names ends with a separator, so that each row is one cell short. */
  readonly short: boolean;
}

/** For rows under these names. */
export function rowCheck(names: readonly string[], source: string, header: boolean): RowCheck {
  const cols = names.length;
  const mayBeShort = header && names.at(-1) === '' && cols > 1;
  let [rows, shorter, ragged] = [0, 0, 0];
  let first: { line: number; cells: number } | undefined;
  const short = () => mayBeShort && rows > 0 && shorter === rows;
  return {
    look: ({ first: starts, lines, rows: all }, from) => {
      for (let i = from; i < all; i++) {
        const cells = starts[i + 1]! - starts[i]!;
        if (cells === cols) continue;
        ragged++;
        if (cells === cols - 1) shorter++;
        first ??= { line: lines[i]!, cells };
      }
      rows += all - from;
      return ragged === 0 || short();
    },
    refuse: () => {
      if (first === undefined || short()) return;
      const more = ragged > 1 ? ` (${ragged} such rows)` : '';
      throw new TableError(
        `${source}:${first.line}: this row has ${count(first.cells, 'cell')}, but the table has ${count(cols, 'column')}${more}; check its quotes and separators`,
      );
    },
    get short() {
      return short();
    },
  };
}

/** The names of the columns, from the first row. */
export function namesIn(block: Block, header: boolean): string[] {
  return Array.from({ length: block.first[1]! }, (_, k) => (header ? block.text(k).trim() : `column_${k + 1}`));
}

export const empty = (source: string): TableError =>
  new TableError(`${source}: the table is empty; expected a line of column names and at least one row`);

export const noRows = (source: string): TableError =>
  new TableError(`${source}: the table has column names but no rows; expected at least one`);
