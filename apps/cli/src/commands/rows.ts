import { InvalidArgumentError } from 'commander';
import { numbers } from './numbers.js';

/** Rows of numbers, with semicolons between the rows: '2,1;3,4'. */
export function rows(text: string): number[][] {
  const all = text.split(';').map(numbers);
  const ragged = all.findIndex(({ length }) => length !== all[0]!.length);
  if (ragged < 0) return all;
  throw new InvalidArgumentError(
    `expected rows of one length such as 2,1;3,4, but of '${text}' row 1 has ${all[0]!.length} and row ${ragged + 1} has ${all[ragged]!.length}`,
  );
}
