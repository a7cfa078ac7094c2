import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { shown } from '@nn/formula';

/** What a file is called until it is whole, behind the number of the process that writes it. */
export const PART = '.part';

/** File systems that cannot bring the names of a folder to the disk say so by these; Windows cannot even open a folder. */
const CANNOT = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF']);

/** Waits until the names in a folder are on the disk. */
async function settle(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/**
 * Writes a file whole or not at all. It is written beside its place, brought to the disk and renamed, and the folder is brought to the disk. At every moment, also where the process is killed or the power fails, there is a whole file under the
 * name, the old one or the new. Throws Error with the path and the system's reason (`cause`) where it cannot be written, TypeError where path or bytes are of another kind.
 */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  if (typeof path !== 'string' || path === '')
    throw new TypeError(`writeWhole: path: expected the path of a file, got ${shown(path)}`);
  if (typeof bytes !== 'string' && !(bytes instanceof Uint8Array))
    throw new TypeError(`writeWhole: bytes: expected a text or bytes (Uint8Array), got ${shown(bytes)}`);
  const beside = `${path}.${process.pid}${PART}`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    await settle(dirname(path));
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {});
    throw new Error(`writeWhole: ${path} could not be written: ${(cause as Error).message}`, { cause });
  }
}
