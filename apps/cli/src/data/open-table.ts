import { createHash } from 'node:crypto';
import { readCsv, type Table } from '@nn/data';
import { readDataBytes, sourceName } from '../terminal/files.js';
import type { DataFlags } from './options.js';

/** A table that was read whole, and what its bytes hash to. */
export interface OpenedTable {
  readonly table: Table;
  /** Of the bytes as they stand in the file. */
  readonly sha256: string;
}

/** Reads a table from a file, or from standard input for '-'. Throws TableError where it is none, CommandError where it cannot be read. */
export async function openTable(path: string, { delimiter, header }: DataFlags = {}): Promise<OpenedTable> {
  const bytes = await readDataBytes(path);
  const table = readCsv(bytes, {
    source: sourceName(path),
    ...(delimiter !== undefined && { delimiter }),
    ...(header !== undefined && { header }),
  });
  return { table, sha256: createHash('sha256').update(bytes).digest('hex') };
}
