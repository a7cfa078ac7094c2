import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { readCsv } from './csv/read-csv.js';
import type { CsvOptions } from './read-options.js';
import type { Table } from './table.js';

/** The bytes of a file, or of standard input for '-'. */
export const readBytes = async (path: string): Promise<Uint8Array> =>
  path === '-' ? await buffer(process.stdin) : await readFile(path);

/** A table from a CSV file, or from standard input for '-'. Throws what `readCsv` throws, and what reading files throws. */
export const readCsvFile = async (path: string, options: CsvOptions = {}): Promise<Table> =>
  readCsv(await readBytes(path), { source: path === '-' ? '<standard input>' : path, ...options });
