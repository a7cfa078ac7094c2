import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that are there while a command works, and gone when it ends. */
export interface Scratch {
  /** Where a file may be written; one that a process leaves because it was killed is swept as what is not whole. */
  place(name: string): string;
  remove(place: string): Promise<void>;
  /** Takes away all that is left. */
  clear(): Promise<void>;
}

/** Scratch files in a folder. */
export function scratchIn(folder: string): Scratch {
  const places = new Set<string>();
  const remove = async (place: string) => {
    await rm(place, { force: true });
    places.delete(place);
  };
  return {
    place: (name) => {
      const place = join(folder, `${name}.${process.pid}.part`);
      places.add(place);
      return place;
    },
    remove,
    clear: async () => {
      for (const place of places) await remove(place);
    },
  };
}
