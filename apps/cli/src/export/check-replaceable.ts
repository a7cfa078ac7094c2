import { open, stat } from 'node:fs/promises';
import { CommandError } from '../terminal/errors.js';
import { checkWritable } from '../terminal/files.js';
import type { ExportedFile } from './formats.js';

/** The header of a .safetensors file begins behind eight bytes. */
const FAR_ENOUGH = 8;

/**
 * Throws CommandError, before anything is written, where a file could not be written, is the model that is read, or holds what was not written by
 * `nn export`: that may be the work of somebody.
 */
export async function checkReplaceable({ path, mark }: ExportedFile, model: string): Promise<void> {
  await checkWritable(path, model);
  const there = await stat(path).catch(() => undefined);
  if (!there || there.size === 0) return;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FAR_ENOUGH + Buffer.byteLength(mark)));
    const at = buffer.subarray(0, bytesRead).indexOf(mark);
    if (at === 0 || at === FAR_ENOUGH) return;
  } finally {
    await file.close();
  }
  throw new CommandError(
    `${path}: there is a file that nn export did not write; it is not replaced. Give --out another name, or remove the file`,
  );
}
