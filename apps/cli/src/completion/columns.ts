import { open } from 'node:fs/promises';
import { readCsv } from '@nn/data';

/** So much of a table is read: its first lines. */
const START = 65_536;

/** The names of a table's columns, from its first lines; none where there is no such file, or it is no table. Nothing is ever said: who completes a word wants no errors. */
export async function columnsOf(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined || path === '-') return [];
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(START), 0, START, 0);
      const text = buffer.toString('utf8', 0, bytesRead);
      const whole = bytesRead < START ? text : text.slice(0, text.lastIndexOf('\n'));
      return readCsv(whole).columns.map(({ name }) => name);
    } finally {
      await file.close();
    }
  } catch {
    return [];
  }
}
