import { readAsMissing } from '../cells.js';
import { count } from '../message.js';
import { TableError } from '../table.js';
import type { Gaps } from './look.js';

/** A row without a target is an error: it teaches nothing, and judges nothing. */
export function checkPresent(source: string, name: string, { words, first }: Gaps, advice: string): void {
  if (first === undefined) return;
  const said = readAsMissing(words);
  const rows = count(
    [...words.values()].reduce((s, n) => s + n, 0),
    'such row',
  );
  throw new TableError(
    `${source}:${first.line}, column ${name}: the target is missing (${rows}${said === '' ? '' : `; ${said}`}); ${advice}`,
  );
}
