import type { Missing } from '../cells.js';
import type { Cells } from '../column.js';
import { lookalikes } from '../written.js';
import { apart } from './look.js';

/** A second pass over a column of words. */
export interface Words {
  /** How often each is there, without those that mean that nothing is; once there are more than `most`, no more are counted. */
  readonly counts: ReadonlyMap<string, number>;
  /** What they look like, if like numbers; where that was to be found out. */
  readonly lookalike: string | undefined;
  add(cells: Cells, missing: Missing): void;
}

/** Counts the words of a column, `most` different ones. */
export function words({ most, isLookedAt }: { most: number; isLookedAt: boolean }): Words {
  const counts = new Map<string, number>();
  const looks = lookalikes();
  return {
    counts,
    get lookalike() {
      return looks.found();
    },
    add: (cells, missing) => {
      for (let i = 0; i < cells.rows; i++) {
        const cell = cells.text(i);
        if (isLookedAt) looks.add(cell);
        if (missing.word(cell)) continue;
        const word = cell.trim();
        const known = counts.get(word);
        if (known !== undefined) counts.set(word, known + 1);
        else if (counts.size <= most) counts.set(apart(word), 1);
      }
    },
  };
}
