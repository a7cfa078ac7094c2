import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandError, reason, UsageError } from '../terminal/errors.js';
import type { PictureName } from './picture.js';

/** Where pictures go: to standard output, or each to a file. */
export type Destination =
  | { readonly kind: 'output' }
  | { readonly kind: 'files'; readonly pathOf: (name: PictureName) => string };

interface Asked {
  readonly out?: string | undefined;
  readonly png?: boolean | undefined;
}

const isFolder = async (path: string) =>
  /[/\\]$/.test(path) || (await stat(path).catch(() => undefined))?.isDirectory() === true;

/**
 * Where pictures of a model go. Without `--out` into this folder, each under the name of the model and its own. A folder is one that is there, or ends in '/', and is
 * then made. Throws UsageError where several are to go into one file, or a PNG to standard output.
 */
export async function destination(
  modelPath: string,
  names: readonly PictureName[],
  { out = '', png = false }: Asked,
): Promise<Destination> {
  const one = names.length === 1;
  const several = `${names.length} pictures (${names.join(', ')})`;
  if (out === '-') {
    if (png) throw new UsageError('--out -: a PNG goes to a file; name one, or leave out --png for SVG');
    if (!one)
      throw new UsageError(`--out -: expected one picture for standard output, got ${several}; choose one with --what`);
    return { kind: 'output' };
  }
  const file = (name: PictureName) =>
    `${basename(modelPath).replace(/\.safetensors$/, '')}-${name}.${png ? 'png' : 'svg'}`;
  if (out === '') return { kind: 'files', pathOf: file };
  if (await isFolder(out)) {
    await mkdir(out, { recursive: true }).catch((cause) => {
      throw new CommandError(`${out}: this folder cannot be made: ${reason(cause)}`, { cause });
    });
    return { kind: 'files', pathOf: (name) => join(out, file(name)) };
  }
  if (!one)
    throw new UsageError(
      `--out ${out}: expected one picture for one file, got ${several}; choose one with --what, or name a folder: ${out}/`,
    );
  return { kind: 'files', pathOf: () => out };
}
