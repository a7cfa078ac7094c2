import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkCount, checkGiven, shown } from '@nn/formula';
import type { CheckpointStore } from './checkpoints/store.js';
import type { RowSource } from './row-source.js';

/** What a file is called until it is whole. */
const PART = '.part';

/** Waits until what was written is on the disk: a file, or the names in a folder. */
async function settle(path: string): Promise<void> {
  // Windows cannot open a folder so; its names are settled with the rename.
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Keeps checkpoints as files in a folder, which is made when there is something to write. A file is first written beside its place, brought to the disk, and then renamed: at every moment, also where the power fails, there is a
 * whole file under the name, the old one or the new. Throws RangeError where a name is not that of a file in this folder, TypeError where name or path is no text, and what writing files throws.
 */
export function folder(path: string): CheckpointStore {
  if (typeof path !== 'string' || path === '') {
    throw new TypeError(`folder: path: expected the path of a folder, got ${shown(path)}`);
  }
  const placeOf = (name: string): string => {
    const isText = typeof name === 'string';
    if (isText && !['', '.', '..'].includes(name) && basename(name) === name) return join(path, name);
    throw new (isText ? RangeError : TypeError)(
      `folder: name: expected the name of a file in ${path}, got ${shown(name)}`,
    );
  };
  return {
    write: async (name, bytes) => {
      const place = placeOf(name);
      await mkdir(path, { recursive: true });
      const file = await open(place + PART, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(place + PART, place);
      await settle(path);
    },
    remove: (name) => rm(placeOf(name), { force: true }),
    list: async () => {
      try {
        const entries = await readdir(path, { withFileTypes: true });
        return entries.filter((entry) => entry.isFile() && !entry.name.endsWith(PART)).map(({ name }) => name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
  };
}

/** How rows lie in a file. */
export interface FileRowsOptions {
  /** Numbers of a row. */
  readonly cols: number;
  /** Numbers from the beginning of one row to that of the next; `cols` unless given. */
  readonly stride?: number;
  /** Numbers before the first row; 0 unless given. */
  readonly offset?: number;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Rows of numbers in a file: in single precision, little-endian, row after row. `fit` reads those of a batch when it needs them, so the file may be larger than memory; x and t may lie in one file, as
 * parts of its rows (`{ cols: 784, stride: 794 }` and `{ cols: 10, stride: 794, offset: 784 }`). `close` it in the end.
 * Throws RangeError where the file does not end with a row, TypeError where something is of another kind, and what opening and reading files throws.
 */
export function fileRows(path: string, options: FileRowsOptions): RowSource & { close(): void } {
  if (typeof path !== 'string' || path === '') {
    throw new TypeError(`fileRows: path: expected the path of a file, got ${shown(path)}`);
  }
  const { cols, stride = cols, offset = 0 } = checkGiven('fileRows', options, '{ cols: 784 }');
  checkCount('fileRows: cols', cols);
  checkCount('fileRows: stride', stride, cols);
  checkCount('fileRows: offset', offset, 0);
  const file = openSync(path, 'r');
  const numbers = fstatSync(file).size / BYTES;
  if (numbers % stride !== 0) {
    closeSync(file);
    throw new RangeError(
      `fileRows: ${path} holds ${numbers} numbers, expected rows of ${stride}; was it written to its end?`,
    );
  }
  const row = new Float32Array(cols);
  const bytes = new Uint8Array(row.buffer);
  return {
    rows: numbers / stride,
    cols,
    read: (rows, into, at) => {
      for (let i = 0; i < rows.length; i++) {
        const read = readSync(file, bytes, 0, bytes.length, (rows[i]! * stride + offset) * BYTES);
        if (read !== bytes.length) throw new RangeError(`fileRows: ${path}: there is no row ${rows[i]}`);
        into.set(row, at + i * cols);
      }
    },
    close: () => closeSync(file),
  };
}
