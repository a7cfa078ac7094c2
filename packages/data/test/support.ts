import { random } from '@nn/matrix';
import { type Table, table } from '../src/index.js';

/** A table from columns of cells. */
export const columns = (cells: Readonly<Record<string, readonly string[]>>): Table =>
  table(
    Object.entries(cells).map(([name, own]) => ({ name, cells: own })),
    { source: 'test.csv' },
  );

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
