import { random } from '@nn/matrix';
import { fitPipeline, type Table, table } from '../src/index.js';

/** A table from columns of cells. */
export const columns = (cells: Readonly<Record<string, readonly string[]>>): Table =>
  table(
    Object.entries(cells).map(([name, own]) => ({ name, cells: own })),
    { source: 'test.csv' },
  );

/** These columns beside a target y of two classes in turn, and what is learnt from them. */
export const fitted = (cells: Readonly<Record<string, readonly string[]>>) => {
  const y = Object.values(cells)[0]!.map((_, i) => (i % 2 === 0 ? 'even' : 'odd'));
  const table = columns({ ...cells, y });
  return { table, pipeline: fitPipeline(table, { target: 'y' }) };
};

/** A column of n cells. */
export const many = (n: number, cell: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => cell(i));

export const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;

/** Whole numbers from 0 to `below` - 1, the same for one seed. */
export function wholeNumbers(seed: number): (below: number) => number {
  const numbers = random(seed).uniform(1, 1_000, { dtype: 'f64' }).data;
  let next = 0;
  return (below) => Math.floor(numbers[next++ % numbers.length]! * below);
}

/** What a function throws. */
export function thrown(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it threw nothing');
}

/** A text as a stream of bytes, so many at a time. */
export async function* pieces(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let from = 0; from < bytes.length; from += size) yield bytes.slice(from, from + size);
}

/** Tables below each other, as one; with each note once. */
export async function whole(parts: AsyncIterable<Table>): Promise<Table> {
  const all: Table[] = [];
  for await (const part of parts) all.push(part);
  const { columns, source } = all[0]!;
  return table(
    columns.map(({ name }) => ({ name, cells: all.flatMap((part) => [...part.column(name).cells]) })),
    { source, lines: all.flatMap((part) => [...part.lines]), notes: [...new Set(all.flatMap((part) => part.notes))] },
  );
}
