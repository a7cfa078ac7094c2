import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpointFolder } from '../../../cli/src/training/checkpoint-folder.js';
import { type Operation, watched } from '../file-system.js';
import { inFolder } from '../in-folder.js';
import type { Part } from '../part.js';
import { apply, reached, reachedAfter, type Save, savesOfTraining } from '../saves.js';

const REASONS = {
  ENOSPC: 'no space is left on the device',
  EIO: 'EIO: it did not work',
  EACCES: 'permission denied',
  EROFS: 'this file system is read-only',
} as const;
const systemError = (code: keyof typeof REASONS) => Object.assign(new Error(`${code}: it did not work`), { code });

/** Removing what is not needed any more may fail: nothing is lost by it. */
const mustWork = ({ kind }: Operation) => kind !== 'remove';

/** A save, those before it, and how far the training is before and after it. */
interface Case {
  readonly before: readonly Save[];
  readonly save: Save;
  readonly old: number;
  readonly next: number;
}

/** One save with a fault in its operation `place`; gives what is wrong with what came of it, and whether there was such an operation. */
async function faulty(folder: string, { before, save, old, next }: Case, place: number, code: keyof typeof REASONS) {
  const model = join(folder, 'm.safetensors');
  const checkpoints = await checkpointFolder(model);
  try {
    for (const each of before) await apply(checkpoints, each);
    let [count, struck]: [number, Operation | undefined] = [0, undefined];
    let message = '';
    await watched(
      (operation) => {
        if (!mustWork(operation) || count++ !== place) return;
        struck = operation;
        throw systemError(code);
      },
      async () => {
        try {
          await apply(checkpoints, save);
        } catch (error) {
          message = (error as Error).message;
        }
      },
    );
    if (!struck) return { there: false, wrong: [] };
    const now = await reached(checkpoints);
    const wrong = [];
    if (now !== old && now !== next) wrong.push(`epoch ${old} was saved, epoch ${now} is found`);
    const expected = `${join(checkpoints.path, save.name)}: could not be written: ${REASONS[code]}`;
    if (message !== expected) wrong.push(`it said '${message}', expected '${expected}'`);
    const orphans = (await readdir(checkpoints.path)).filter((name) => name.endsWith('.part'));
    if (orphans.length > 0) wrong.push(`left behind: ${orphans.join(' ')}`);
    return { there: true, wrong: wrong.map((what) => `${save.name}, ${(struck as Operation).kind}, ${code}: ${what}`) };
  } finally {
    await checkpoints.clear();
    await checkpoints.release();
    await rm(checkpoints.path, { recursive: true, force: true });
  }
}

/** Every write, flush and rename of a save fails in turn: the old checkpoint stays readable, and the error says path and cause. */
export const disk: Part = {
  name: 'disk',
  promise: 'a save that fails leaves the one before, and says where and why',
  run: ({ scale, tell }) =>
    inFolder(async (folder) => {
      const saves = await savesOfTraining();
      const after = reachedAfter(saves);
      const writes = saves.flatMap((save, k) => (save.kind === 'write' ? [k] : []));
      const chosen = scale === 'short' ? writes.slice(0, 3) : writes;
      const failures: string[] = [];
      let checked = 0;
      for (const [done, k] of chosen.entries()) {
        for (const code of Object.keys(REASONS) as (keyof typeof REASONS)[]) {
          const [old, next] = [after[k - 1] ?? 0, after[k]!];
          const tried = { before: saves.slice(0, k), save: saves[k]!, old, next };
          for (let place = 0; ; place++) {
            const { there, wrong } = await faulty(folder, tried, place, code);
            if (!there) break;
            checked++;
            failures.push(...wrong);
          }
        }
        tell(done + 1, chosen.length);
      }
      return { checked, failures };
    }),
};
