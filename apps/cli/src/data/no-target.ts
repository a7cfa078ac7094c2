import { UsageError } from '../terminal/errors.js';
import { listed } from '../terminal/words.js';
import { openTable } from './open-table.js';
import type { DataFlags } from './options.js';

/** What to say where no target was given: with the columns there are, if the file can be read. */
export async function noTarget(path: string, flags: DataFlags): Promise<UsageError> {
  const read = async () => (await openTable(path, flags)).table.columns.map((column) => column.name);
  const columns = path === '-' ? [] : await read().catch(() => []);
  const hint = columns.length > 0 ? `; the columns of ${path} are ${listed(columns)}` : '';
  return new UsageError(`required option '--target <column>' not specified${hint}`);
}
