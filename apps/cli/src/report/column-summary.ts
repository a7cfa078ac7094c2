import type { Pipeline, Table } from '@nn/data';

/** What a column is for a model, and what is in it. */
export type ColumnSummary = {
  readonly name: string;
  readonly role: 'input' | 'target' | 'unused';
  readonly missing: number;
} & (
  | {
      readonly kind: 'number';
      readonly least: number;
      readonly most: number;
      readonly mean: number;
      /** How many values are in each of as many stretches of equal width, from the least to the most. */
      readonly counts: readonly number[];
    }
  | {
      readonly kind: 'words';
      readonly different: number;
      /** The most frequent ones first, at most six. */
      readonly frequent: readonly { readonly word: string; readonly count: number }[];
    }
);

const BINS = 16;
const WORDS = 6;

/** Counts of values in bins of equal width; where all are equal, they are in the middle one. */
export function histogram(values: readonly number[], least: number, most: number, bins = BINS): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const at = most > least ? Math.floor(((value - least) / (most - least)) * bins) : Math.floor(bins / 2);
    counts[Math.min(bins - 1, at)]!++;
  }
  return counts;
}

/** The words of a column, the most frequent ones first, equally frequent ones in their order. */
function frequencies(cells: readonly string[]) {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
}

/** What is in each column of a table, and what it is for a model. */
export function summarize(table: Table, { features, target }: Pipeline): ColumnSummary[] {
  const kinds = new Map<string, string>([...features, target].map(({ name, kind }) => [name, kind]));
  return table.columns.map(({ name }): ColumnSummary => {
    const { cells } = table.withoutMissing(name).column(name);
    const role = name === target.name ? 'target' : kinds.has(name) ? 'input' : 'unused';
    const about = { name, role, missing: table.rows - cells.length } as const;
    const values = cells.map(Number);
    const numbers = kinds.get(name) === 'number' || (role === 'unused' && cells.length > 0);
    if (numbers && values.length > 0 && values.every(Number.isFinite)) {
      const [least, most] = values.reduce(
        ([a, b], v) => [Math.min(a!, v), Math.max(b!, v)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ) as [number, number];
      const mean = values.reduce((sum, v) => sum + v / values.length, 0);
      return { ...about, kind: 'number', least, most, mean, counts: histogram(values, least, most) };
    }
    const words = frequencies(cells);
    return { ...about, kind: 'words', different: words.length, frequent: words.slice(0, WORDS) };
  });
}
