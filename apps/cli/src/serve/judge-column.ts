import { type Pipeline, TableError, table } from '@nn/data';
import { MOST_NAMED, type Reading } from './reading.js';

type Verdict = Pick<Reading, 'errors' | 'notes'>;

const ORIGIN = { source: 'row', lines: [1] };
const WHERE = /^row:1, /;

/** What the pipeline says of one cell of a column. */
function judgeCell(column: Pipeline, name: string, cell: string): Verdict {
  try {
    return { errors: [], notes: [...column.encode(table([{ name, cells: [cell] }], ORIGIN)).notes] };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { errors: [error.message.replace(WHERE, '')], notes: [] };
  }
}

/** Whether the pipeline has anything to say of a column. */
function isPlain(column: Pipeline, name: string, cells: readonly string[]): boolean {
  try {
    return column.encode(table([{ name, cells }])).notes.length === 0;
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return false;
  }
}

/** What there is to say of cells that differ: they are looked at together, and in halves where there is something. */
function verdicts(column: Pipeline, name: string, cells: readonly string[]): (readonly [string, Verdict])[] {
  if (cells.length === 0 || isPlain(column, name, cells)) return [];
  if (cells.length === 1) return [[cells[0]!, judgeCell(column, name, cells[0]!)]];
  const half = cells.length >> 1;
  return [...verdicts(column, name, cells.slice(0, half)), ...verdicts(column, name, cells.slice(half))];
}

/** Adds to each row what the pipeline says of its cell in column k. Rows with as many errors as are told are not looked at any more. */
export function judgeColumn(column: Pipeline, readings: readonly Reading[], k: number): void {
  const { name } = column.features[0]!;
  const open = readings.filter(({ errors }) => errors.length <= MOST_NAMED);
  const said = new Map(verdicts(column, name, [...new Set(open.map(({ cells }) => cells[k]!))]));
  if (said.size === 0) return;
  for (const { cells, errors, notes } of open) {
    const verdict = said.get(cells[k]!);
    errors.push(...(verdict?.errors ?? []));
    notes.push(...(verdict?.notes ?? []));
  }
}
