import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { shown } from '@nn/formula';
import type { CheckpointStore } from './checkpoints/store.js';

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
