import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { shown } from '@nn/formula';
import type { CheckpointStore } from '../checkpoints/store.js';
import { PART, writeWhole } from './write-whole.js';

/**
 * Keeps checkpoints as files in a folder, which is made when there is something to write. Each is written as `writeWhole` does it: at every moment there is a
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
      await writeWhole(place, bytes);
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
