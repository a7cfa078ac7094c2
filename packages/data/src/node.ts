import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { readCsv } from './csv/read-csv.js';
import type { CsvOptions } from './read-options.js';
import { type Table, TableError } from './table.js';

/** The bytes of a file, or of standard input for '-'. */
export const readBytes = async (path: string): Promise<Uint8Array> =>
  path === '-' ? await buffer(process.stdin) : await readFile(path);

/** The bytes of a file, or of standard input for '-', in pieces as they come: no file is too large. */
export const byteStream = (path: string): AsyncIterable<Uint8Array> =>
  path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 2 ** 16 });

/** A table from a CSV file, or from standard input for '-'. Throws what `readCsv` throws, and what reading files throws. */
export const readCsvFile = async (path: string, options: CsvOptions = {}): Promise<Table> =>
  readCsv(byteStream(path), { source: path === '-' ? '<standard input>' : path, ...options });

/** Bytes as they were before they were packed. */
export interface Unpacked {
  readonly compression: 'gzip' | undefined;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Unpacks what begins as gzip does; all else stays as it is. Its pieces end in a TableError, with the name of the source, where gzip is damaged or cut off. */
export async function unpacked(stream: AsyncIterable<Uint8Array>, source: string): Promise<Unpacked> {
  const pieces = stream[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 2) {
    const { value, done } = await pieces.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  const whole = (async function* () {
    try {
      if (start.length > 0) yield start;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
    } finally {
      await pieces.return?.();
    }
  })();
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  return packed ? { compression: 'gzip', pieces: gunzip(whole, source) } : { compression: undefined, pieces: whole };
}

async function* gunzip(packed: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Uint8Array> {
  const unpack = createGunzip({ chunkSize: 2 ** 18 });
  // What goes wrong before it ends what is read from it.
  pipeline(Readable.from(packed, { objectMode: true, highWaterMark: 1 }), unpack, () => {});
  try {
    yield* unpack;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw cause;
    const likely = code === 'Z_BUF_ERROR' ? 'it is cut off' : 'it is damaged';
    throw new TableError(`${source}: this file is packed (gzip), and ${likely}; copy it again`, { cause });
  }
}
