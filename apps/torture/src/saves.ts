import { iris } from '@nn/data';
import { load } from '@nn/net';
import { JUDGED, type SavedTraining } from '../../cli/src/training/checkpoint.js';
import type { CheckpointFolder } from '../../cli/src/training/checkpoint-folder.js';
import { tableRows } from '../../cli/src/training/table-rows.js';
import { train } from '../../cli/src/training/train.js';

/** What a training asks of the store of its checkpoints. */
export type Save =
  | { readonly kind: 'write'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'remove'; readonly name: string };

/** All that a short training saves, after every epoch, in both of its phases. */
export async function savesOfTraining(): Promise<Save[]> {
  const saves: Save[] = [];
  const kept = new Map<string, Uint8Array>();
  const recipe = {
    hidden: [3],
    activation: 'relu',
    loss: 'crossEntropy',
    optimizer: 'adam',
    learningRate: 0.01,
    batchSize: 'all',
    epochs: 4,
    patience: 4,
    weightDecay: 0,
    validation: 0.2,
    seed: 0,
  } as const;
  await train(tableRows(iris()), recipe, {
    target: 'species',
    task: 'classes',
    signal: new AbortController().signal,
    progress: () => ({}),
    checkpoints: {
      store: {
        write: (name, bytes) => {
          saves.push({ kind: 'write', name, bytes });
          kept.set(name, bytes);
        },
        remove: (name) => {
          saves.push({ kind: 'remove', name });
          kept.delete(name);
        },
        list: () => kept.keys(),
      },
      every: 0,
      failed: (error) => {
        throw error;
      },
      advice: '',
      metadata: {},
    },
  });
  return saves;
}

export const apply = async ({ store }: CheckpointFolder, save: Save): Promise<void> =>
  save.kind === 'write' ? await store.write(save.name, save.bytes) : await store.remove(save.name);

type Lines = SavedTraining['lines'];
const epochs = ({ validating = [], training = [] }: Lines) => validating.length + training.length;

/** How far the training is that a folder holds, in epochs of both phases; 0 where none is saved. */
export async function reached(folder: CheckpointFolder): Promise<number> {
  const saved = await folder.saved();
  return saved ? epochs(saved.lines) : 0;
}

/** How far the training is after each of these saves. */
export function reachedAfter(saves: readonly Save[]): number[] {
  let last = 0;
  return saves.map((save) => {
    if (save.kind === 'write' && save.name !== JUDGED)
      last = epochs((load(save.bytes).metadata.training as { lines: Lines }).lines);
    return last;
  });
}
