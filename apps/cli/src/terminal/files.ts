import { open, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nearest } from '@nn/data';
import { byteStream } from '@nn/data/node';
import { writeWhole as write } from '@nn/net/node';
import { CommandError, reason, UsageError } from './errors.js';

/** A path for messages. */
export const sourceName = (path: string): string => (path === '-' ? '<standard input>' : path);

/** The file in the same folder that was probably meant. */
async function similar(path: string): Promise<string> {
  const there = await readdir(dirname(path)).catch(() => undefined);
  if (!there) return `; there is no folder ${dirname(path)}`;
  const near = nearest(basename(path), there);
  return near === undefined ? '; check the name and the folder' : `; did you mean '${join(dirname(path), near)}'?`;
}

/** Why a file cannot be read, with the nearest name there is. */
export const unreadable = async (path: string, cause: unknown): Promise<CommandError> => {
  const hint = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? await similar(path) : '';
  return new CommandError(`${sourceName(path)}: cannot be read: ${reason(cause)}${hint}`, { cause });
};

/** Throws UsageError where a name is none that a model can have. */
function checkModelName(path: string): void {
  if (path === '-') throw new UsageError('-: a model is a file; - is for data');
  if (path === '') throw new UsageError("'': the name of the model is empty; expected the name of a file");
}

/**
 * The bytes of a model file. Throws UsageError where that is no name of a file, CommandError, with the file's name and the nearest
 * there is, where it cannot be read.
 */
export async function readModelBytes(path: string): Promise<Uint8Array> {
  checkModelName(path);
  return readFile(path).catch(async (cause) => {
    throw await unreadable(path, cause);
  });
}

/** The text of a file. Throws CommandError, with the file's name and the nearest there is, where it cannot be read. */
export const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(async (cause) => {
    throw await unreadable(path, cause);
  });

/** The bytes of a file, or of standard input for '-', as they come. Throws CommandError as `readModelBytes` does. */
export async function* dataPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* byteStream(path);
  } catch (cause) {
    throw cause instanceof CommandError ? cause : await unreadable(path, cause);
  }
}

const temporary = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);

/** Where a path leads to, through links; the path itself where there is nothing yet. */
const follow = (path: string) => realpath(path).catch(() => path);

/**
 * Throws CommandError, before any work is done, where a file could not be written in the end, or would replace what is read (`input`).
 */
export async function checkWritable(path: string, input?: string): Promise<void> {
  const target = await follow(path);
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory() || /[/\\]$/.test(path))
    throw new CommandError(`${path}: this is a folder; expected the name of a file to write`);
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

/** Whether a file begins as safetensors do: the length of a header, as 8 bytes with the lowest first, then the header, which is JSON. */
async function isModel(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(9);
    await file.read(start);
    return start.readBigUInt64LE() <= size - 8 && start[8] === '{'.charCodeAt(0);
  } finally {
    await file.close();
  }
}

/**
 * Throws, before any work is done, where a model could not be written, or would replace what is read (`input`) or what is no model. An
 * older model may be replaced, and so may an empty file.
 */
export async function checkModelWritable(path: string, input?: string): Promise<void> {
  checkModelName(path);
  await checkWritable(path, input);
  const there = await stat(path).catch(() => undefined);
  if (!there || there.size === 0) return;
  const model = await isModel(path).catch(async (cause) => {
    throw await unreadable(path, cause);
  });
  if (!model)
    throw new UsageError(
      `${path}: there is a file that is no model (.safetensors); it is not replaced. Give --model another name, or remove the file`,
    );
}

/** Writes a file whole or not at all. Throws CommandError, with the system's reason, where it cannot be written. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await write(await follow(path), bytes);
  } catch (error) {
    throw new CommandError(`${path}: could not be written: ${reason((error as Error).cause)}`, { cause: error });
  }
}
