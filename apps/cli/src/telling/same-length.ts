import { UsageError } from '../terminal/errors.js';
import { count } from '../terminal/words.js';

/** Throws UsageError unless two options, given by their names, hold equally many numbers. */
export function sameLength(options: Readonly<Record<string, readonly number[]>>): void {
  const said = Object.entries(options).map(([name, { length }]) => `${name} has ${count(length, 'number')}`);
  if (new Set(Object.values(options).map(({ length }) => length)).size <= 1) return;
  throw new UsageError(`${said.join(', ')}; expected as many in each`);
}
