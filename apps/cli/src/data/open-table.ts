import { createHash } from 'node:crypto';
import { type Pipeline, type ReadOptions, readTable, readTables, type Table } from '@nn/data';
import { type Unpacked, unpacked } from '@nn/data/node';
import { CommandError } from '../terminal/errors.js';
import { dataPieces, sourceName } from '../terminal/files.js';
import { labelsOf } from './labels.js';
import { type AnsweredFlags, type DataFlags, partDataFlags } from './options.js';

/** A table that was read whole, and what its bytes hash to. */
export interface OpenedTable {
  readonly table: Table;
  /** Of the bytes as they stand in the file. */
  readonly sha256: string;
  readonly compression: Unpacked['compression'];
}

/** Throws CommandError where a table is asked for and the name is that of a model. */
export function checkTableName(path: string): void {
  if (!path.endsWith('.safetensors')) return;
  throw new CommandError(`${path}: this is a model (.safetensors); expected a table here, such as data.csv`);
}

/** Passes bytes through, and takes their hash. */
async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

async function read(path: string, reading: ReadOptions, labels: string | undefined): Promise<OpenedTable> {
  checkTableName(path);
  const source = sourceName(path);
  const hash = createHash('sha256');
  const { compression, pieces } = await unpacked(hashed(dataPieces(path), hash), source);
  const table = await readTable(pieces, { source, ...reading, ...(await labelsOf(path, labels)) });
  return { table, sha256: hash.digest('hex'), compression };
}

/** Reads a table from a file, or from standard input for '-'. Throws TableError where it is none, CommandError where it cannot be read. */
export function openTable(path: string, flags: DataFlags = {}): Promise<OpenedTable> {
  const { labels, ...reading } = partDataFlags(flags).data;
  return read(path, reading, labels);
}

/** Reads a table as a model's pipeline read the one that it learnt from: what means that nothing is there, and what columns are. Throws as `openTable` does. */
export function openTableFor(
  { reading }: Pick<Pipeline, 'reading'>,
  path: string,
  { format, delimiter, quote, header, labels }: AnsweredFlags,
): Promise<OpenedTable> {
  return read(path, { ...reading, format, delimiter, quote, header }, labels);
}

/** Reads a table in parts, of which none is kept: however large it is, it needs no more memory. Labels of IDX are looked for where answers are wanted. Throws as `openTable` does. */
export async function* openTables(
  path: string,
  options: ReadOptions,
  answered?: Pick<AnsweredFlags, 'labels'>,
): AsyncGenerator<Table> {
  checkTableName(path);
  const source = sourceName(path);
  const { pieces } = await unpacked(dataPieces(path), source);
  yield* readTables(pieces, { source, ...options, ...(answered && (await labelsOf(path, answered.labels))) });
}
