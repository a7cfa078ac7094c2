import { createHash } from 'node:crypto';
import { type ReadOptions, readTable, readTables, type Table } from '@nn/data';
import { type Unpacked, unpacked } from '@nn/data/node';
import { dataPieces, sourceName } from '../terminal/files.js';
import { labelsOf } from './labels.js';
import { type DataFlags, partDataFlags } from './options.js';

/** A table that was read whole, and what its bytes hash to. */
export interface OpenedTable {
  readonly table: Table;
  /** Of the bytes as they stand in the file. */
  readonly sha256: string;
  readonly compression: Unpacked['compression'];
}

/** Passes bytes through, and takes their hash. */
async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** Reads a table from a file, or from standard input for '-'. Throws TableError where it is none, CommandError where it cannot be read. */
export async function openTable(path: string, flags: DataFlags = {}): Promise<OpenedTable> {
  const { labels, ...reading } = partDataFlags(flags).data;
  const source = sourceName(path);
  const hash = createHash('sha256');
  const { compression, pieces } = await unpacked(hashed(dataPieces(path), hash), source);
  const table = await readTable(pieces, { source, ...reading, ...(await labelsOf(path, labels)) });
  return { table, sha256: hash.digest('hex'), compression };
}

/** Reads a table in parts, of which none is kept: however large it is, it needs no more memory. Labels of IDX are looked for where answers are wanted. Throws as `openTable` does. */
export async function* openTables(
  path: string,
  options: ReadOptions,
  answered?: Pick<DataFlags, 'labels'>,
): AsyncGenerator<Table> {
  const source = sourceName(path);
  const { pieces } = await unpacked(dataPieces(path), source);
  yield* readTables(pieces, { source, ...options, ...(answered && (await labelsOf(path, answered.labels))) });
}
