import type { Column } from '../column.js';
import { quoted } from '../message.js';
import { TableError } from '../table.js';
import { hasPoint, withPoints } from '../written.js';
import { pointsNote } from './whole-csv.js';

const COMMA = 44;
const POINT = 46;

/** A part of a column: where its rows are, and the bytes of its cells. */
export interface Part {
  readonly column: Column;
  readonly line: (i: number) => number;
  readonly has: (byte: number) => boolean;
}

/** Reads decimal commas of columns that come in parts. A column has commas from the part on in which they come first, unless points came before. */
export function commas(source: string, note: (text: string) => void): (part: Part) => Column {
  const seen = new Map<string, 'comma' | 'point'>();
  return ({ column, line, has }) => {
    const { name, type } = column;
    const before = seen.get(name);
    if (type === 'category' || before === 'point') return column;
    if (before === undefined && has(POINT) && !has(COMMA)) {
      seen.set(name, 'point');
      return column;
    }
    if (!has(COMMA) && before === undefined) return column;
    const { cells } = column;
    const points = withPoints(cells);
    if (before === 'comma') {
      const odd = cells.findIndex(hasPoint);
      if (odd >= 0)
        throw new TableError(
          `${source}:${line(odd)}, column ${name}: expected a decimal comma as in the rows before, got ${quoted(cells[odd]!)}; write all of its numbers in one way`,
        );
    }
    if (points === undefined) return column;
    if (before === undefined) {
      const i = cells.findIndex((cell, k) => cell !== points[k]);
      note(pointsNote(name, cells[i]!, points[i]!));
      seen.set(name, 'comma');
    }
    return { ...column, cells: points };
  };
}
