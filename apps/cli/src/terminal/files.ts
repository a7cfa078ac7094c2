import { open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearest } from '@nn/data';
import { readBytes } from '@nn/data/node';
import { CommandError, reason } from './errors.js';

/** A path for messages. */
export const sourceName = (path: string): string => (path === '-' ? '<standard input>' : path);

/** The file in the same folder that was probably meant. */
async function similar(path: string): Promise<string> {
  const there = await readdir(dirname(path)).catch(() => undefined);
  if (!there) return `; there is no folder ${dirname(path)}`;
  const near = nearest(basename(path), there);
  return near === undefined ? '; check the name and the folder' : `; did you mean '${join(dirname(path), near)}'?`;
}

const unreadable = async (path: string, cause: unknown): Promise<CommandError> => {
  const hint = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? await similar(path) : '';
  return new CommandError(`${sourceName(path)}: cannot be read: ${reason(cause)}${hint}`, { cause });
};

/** The bytes of a file. Throws CommandError, with the file's name and the nearest there is, where it cannot be read. */
export const readModelBytes = (path: string): Promise<Uint8Array> =>
  readFile(path).catch(async (cause) => {
    throw await unreadable(path, cause);
  });

/** The bytes of a file, or of standard input for '-'. Throws CommandError as `readModelBytes` does. */
export const readDataBytes = (path: string): Promise<Uint8Array> =>
  readBytes(path).catch(async (cause) => {
    throw cause instanceof CommandError ? cause : await unreadable(path, cause);
  });

const temporary = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);

/** Where a path leads to, through links; the path itself where there is nothing yet. */
const follow = (path: string) => realpath(path).catch(() => path);

/**
 * Throws CommandError, before any work is done, where a file could not be written in the end, or would replace what is read (`input`).
 */
export async function checkWritable(path: string, input?: string): Promise<void> {
  const target = await follow(path);
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory() || path === '' || /[/\\]$/.test(path))
    throw new CommandError(`${path || "''"}: this is a folder; expected the name of a file to write`);
  if (there && !there.isFile())
    throw new CommandError(`${path}: this is a device or a pipe; expected the name of a file to write`);
  if (there && input !== undefined && (await follow(input)) === target)
    throw new CommandError(`${path}: this is the file that is read; expected another name for the one to write`);
  try {
    await (await open(temporary(target), 'w')).close();
    await rm(temporary(target), { force: true });
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CommandError(
      `${path}: cannot be written: ${missing ? `there is no folder ${dirname(target)}; make it first` : reason(cause)}`,
      { cause },
    );
  }
}

/** Writes a file whole or not at all: beside it, flushed, then renamed. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const target = await follow(path);
  const beside = temporary(target);
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new CommandError(`${path}: could not be written: ${reason(cause)}`, { cause });
  }
}
