import type { Pipeline } from '@nn/data';
import {
  type Callback,
  type CheckpointStore,
  load,
  ModelFileError,
  type Network,
  type Run,
  save,
  saveRun,
} from '@nn/net';
import { bestEpoch, type EpochLine, lineOf } from './epoch-line.js';
import type { Recipe } from './recipe.js';

/** First a network is trained that rows held back judge, then one on all rows. */
export type Phase = 'validating' | 'training';

/** A training that was saved: where it stands, and what a file of it holds. */
export interface SavedTraining {
  readonly phase: Phase;
  /** The epochs done of this phase, and of the one before. */
  readonly lines: Readonly<Partial<Record<Phase, readonly EpochLine[]>>>;
  readonly recipe: Recipe;
  /** The run, as `loadRun` reads it. */
  readonly run: Uint8Array;
  /** The network that was judged and its pipeline, as `load` reads them; where its phase is over. */
  readonly judged?: Uint8Array;
}

/** Where trainings are saved, how often, and what is said where one was stopped. */
export interface Checkpoints {
  readonly store: CheckpointStore;
  /** In milliseconds: an epoch that ends so long after the last save is saved. */
  readonly every: number;
  /** Told where a save failed while the training goes on. */
  failed(error: unknown): void;
  /** How to go on with what was saved. */
  readonly advice: string;
  /** What else is to be known of a training when it goes on. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export const JUDGED = 'judged.safetensors';
const RUN = /^run-(\d{6,})\.safetensors$/;
const nameOf = (n: number) => `run-${String(n).padStart(6, '0')}.safetensors`;

/** The names of saved runs, the latest first. */
export const runsIn = (names: Iterable<string>): string[] =>
  [...names].filter((name) => RUN.test(name)).sort((a, b) => Number(RUN.exec(b)![1]) - Number(RUN.exec(a)![1]));

/** What a saved run says of its training, beside what `loadRun` reads. Throws ModelFileError where it is none. */
export function readTraining(
  run: Uint8Array,
  judged: Uint8Array | undefined,
): SavedTraining & { metadata: Checkpoints['metadata'] } {
  const { training, ...metadata } = load(run).metadata as {
    training?: Pick<SavedTraining, 'phase' | 'lines' | 'recipe'>;
  };
  if (!training?.lines || (training.phase === 'training' && training.lines.validating && !judged))
    throw new ModelFileError('it holds no training of nn train, or not all of it');
  return { ...training, run, metadata, ...(judged && { judged }) };
}

/** What a phase saves of itself. */
export interface Keeper extends Callback {
  /** All epochs of the phase, those before it was stopped too. */
  readonly lines: readonly EpochLine[];
  /** Writes what the run was when it ended by the signal. */
  saveLast(): Promise<void>;
}

/**
 * Saves a phase now and then, as it stands after an epoch, and as it stands when it is stopped. It must be the first of the callbacks: at the end
 * others put weights back, and what is saved is what was there before.
 */
export function keeper(
  phase: Phase,
  { recipe, epochs, signal }: { recipe: Recipe; epochs: number; signal: AbortSignal },
  { store, every, failed, metadata }: Checkpoints,
  before: { lines: SavedTraining['lines']; judged?: { model: Network; pipeline: Pipeline } },
): Keeper {
  const lines: EpochLine[] = [...(before.lines[phase] ?? [])];
  let [saved, last]: [number, Uint8Array | undefined] = [performance.now(), undefined];
  const bytesOf = (run: Run) =>
    saveRun(run, {
      metadata: { ...metadata, training: { phase, recipe, lines: { ...before.lines, [phase]: lines } } },
    });
  // What early stopping has ended, or the number of epochs, must not go on by another epoch.
  const over = () =>
    lines.length >= epochs || (phase === 'validating' && lines.length - bestEpoch(lines) >= recipe.patience);
  let { judged } = before;
  const write = async (bytes: Uint8Array) => {
    if (judged) await store.write(JUDGED, save(judged.model, { pipeline: judged.pipeline.toJSON() }));
    // It does not change any more.
    judged = undefined;
    const runs = runsIn(await store.list());
    const next = runs[0] === undefined ? 1 : Number(RUN.exec(runs[0])![1]) + 1;
    await store.write(nameOf(next), bytes);
    // The one before stays, for the case that the disk has lost the last.
    for (const name of runs.slice(1)) await store.remove(name);
  };
  return {
    lines,
    epochEnd: (report) => {
      lines.push(lineOf(report));
      return undefined;
    },
    epochSave: async (_, run) => {
      if (over() || performance.now() - saved < every) return undefined;
      // Work that is not saved is not lost yet: the next save may succeed.
      await write(bytesOf(run)).catch(failed);
      saved = performance.now();
      return undefined;
    },
    trainEnd: (run) => {
      if (signal.aborted && !over()) last = bytesOf(run);
      return undefined;
    },
    saveLast: async () => {
      if (last) await write(last);
    },
  };
}
