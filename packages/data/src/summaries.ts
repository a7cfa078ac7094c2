import { checkOption } from '@nn/formula';
import { missingIn, missingOf, toNumber } from './cells.js';
import { type Column, cellsOf, numbersIn } from './column.js';
import type { Table } from './table.js';

/** What a column holds, at a glance. */
export type Summary = {
  readonly name: string;
  /** Cells that hold nothing. */
  readonly missing: number;
} & (
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly mean: number }
  | {
      readonly kind: 'category';
      /** How many different words there are. */
      readonly different: number;
      /** The most frequent of them, with their counts. */
      readonly frequent: readonly { readonly word: string; readonly count: number }[];
    }
  | { readonly kind: 'empty' }
);

/** So many words of a column are listed. */
const LISTED = 10;

/** What each column of a table holds. Numbers with their range and mean, if all that is not missing are numbers; else words and how often they are there. */
export function summaries(table: Table): Summary[] {
  checkOption('summaries: table', table, 'a table', typeof table?.rows === 'number', 'none');
  const missing = missingOf(table.missing);
  return table.columns.map((column) => {
    if (column.type !== 'category') {
      const numbers = ofNumbers(column, table.rows, missing);
      if (numbers) return numbers;
    }
    return ofWords(column, missingIn(column, missing));
  });
}

/** Undefined where there is something else than numbers. */
function ofNumbers(column: Column, rows: number, missing: ReturnType<typeof missingOf>): Summary | undefined {
  const cells = cellsOf(column);
  const read = numbersIn(cells);
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows; i++) {
    let value: number | undefined = read[i]!;
    if (Number.isNaN(value)) {
      const text = cells.text(i);
      if (missing.number(text)) continue;
      value = toNumber(text);
      if (value === undefined) return undefined;
    } else if (missing.values.has(value)) continue;
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (count === 0) return undefined;
  return { name: column.name, missing: rows - count, kind: 'number', min, max, mean: sum / count };
}

function ofWords({ name, cells }: Column, isMissing: (cell: string) => boolean): Summary {
  const counts = new Map<string, number>();
  for (const cell of cells) if (!isMissing(cell)) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  const missing = cells.length - [...counts.values()].reduce((s, n) => s + n, 0);
  if (counts.size === 0) return { name, missing, kind: 'empty' };
  const frequent = [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, LISTED);
  return { name, missing, kind: 'category', different: counts.size, frequent };
}
