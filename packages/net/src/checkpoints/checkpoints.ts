import { checkCount, checkGiven, checkMade } from '@nn/formula';
import type { SaveOptions } from '../model-file/save.js';
import type { Callback } from '../training/history.js';
import { type Mode, type Monitor, scoreOf } from '../training/monitor.js';
import type { Run } from '../training/run.js';
import { saveRun } from './save-run.js';
import type { CheckpointStore } from './store.js';

/** What is kept, and where. Pipeline and metadata go into each file, as in `save`. */
export interface CheckpointOptions extends SaveOptions {
  readonly store: CheckpointStore;
  /** How many of the last epochs are kept, each in a file of its own; 1 by default. */
  readonly last?: number;
  /** What the best epoch is known by; none is kept unless given. */
  readonly best?: Monitor;
  /** Whether the best is the smallest ('min', unless given) or the largest. */
  readonly mode?: Mode;
}

const nameOf = (epoch: number): string => `epoch-${String(epoch).padStart(6, '0')}.safetensors`;
const epochOf = (name: string): number => Number(/^epoch-(\d{6,})\.safetensors$/.exec(name)?.[1] ?? Number.NaN);

/**
 * Saves the run after each epoch, in files that `loadRun` goes on with and `load` reads as models. The last ones are called `epoch-000012.safetensors`,
 * the best `best.safetensors`. A run that goes on from one of them goes on with its best, too. Each training needs a store of its own. Where a store
 * cannot write, the training ends with its error.
 * Throws RangeError where `last` is not a whole number from 0, or nothing would be kept, TypeError where `best` or `mode` is of another kind.
 */
export function checkpoints(options: CheckpointOptions): Callback {
  checkGiven('checkpoints', options, "{ store: folder('runs') }");
  const { store, last = 1, best, mode = 'min', ...saved } = options;
  const isStore = typeof store?.write === 'function' && typeof store.list === 'function';
  checkMade('checkpoints: store', store, "a store such as folder('runs') of @nn/net/node", isStore);
  checkCount('checkpoints: last', last, 0);
  if (last === 0 && best === undefined) {
    throw new RangeError(
      "checkpoints: last: expected a number from 1, got 0, and no best: nothing would be kept; give best: 'validationLoss'",
    );
  }
  const score = best === undefined ? undefined : scoreOf('checkpoints', 'best', best, mode);
  // By run, as in earlyStopping.
  const bests = new Map<Run, number>();
  return {
    name: 'checkpoints',
    epochSave: async (report, run) => {
      const value = score?.(report) ?? Number.NaN;
      const isBest = value < (bests.get(run) ?? Number.POSITIVE_INFINITY);
      // Before it is saved, so that a run that goes on from these bytes knows it.
      if (isBest) bests.set(run, value);
      const bytes = saveRun(run, saved);
      if (isBest) await store.write('best.safetensors', bytes);
      if (last === 0) return undefined;
      await store.write(nameOf(report.epoch), bytes);
      for (const name of [...(await store.list())]) {
        if (epochOf(name) <= report.epoch - last) await store.remove(name);
      }
      return undefined;
    },
    trainEnd: (run) => {
      bests.delete(run);
      return undefined;
    },
    state: (run) => {
      const value = bests.get(run);
      return value === undefined ? undefined : { name: 'checkpoints', numbers: { best: value }, vectors: {} };
    },
    restore: (run, { numbers }) => void bests.set(run, numbers.best!),
  };
}
