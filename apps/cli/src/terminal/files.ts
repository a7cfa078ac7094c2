import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError } from './errors.js';

const temporary = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);

/** Throws, before any work is done, where a file could not be written in the end. */
export async function checkWritable(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new CommandError(`${path}: this is a folder; expected the name of a file to write`);
  try {
    await (await open(temporary(path), 'w')).close();
    await rm(temporary(path), { force: true });
  } catch (cause) {
    throw new CommandError(
      `${path}: cannot be written: ${(cause as NodeJS.ErrnoException).code === 'ENOENT' ? `there is no folder ${dirname(path)}` : (cause as Error).message}`,
      { cause },
    );
  }
}

/** Writes a file whole or not at all: beside it, flushed, then renamed. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = temporary(path);
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new CommandError(`${path}: could not be written: ${(cause as Error).message}`, { cause });
  }
}
