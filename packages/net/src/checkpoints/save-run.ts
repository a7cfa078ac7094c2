import { checkGiven, checkMade } from '@nn/formula';
import { fromData, type Matrix } from '@nn/matrix';
import { type SaveOptions, writeModel } from '../model-file/save.js';
import type { LiveRun, Run } from '../training/run.js';
import { divideOptions } from './given-again.js';

/** Numbers as a tensor in double precision: JSON has no NaN, no infinity and no -0. */
const exactly = (numbers: readonly number[]): Matrix => fromData(1, numbers.length, Float64Array.from(numbers));

/**
 * A training as the bytes of one file, from which `loadRun` goes on. It is the model file of `save`, which `load` reads, and in it the optimizer's
 * state, where the run stands (within an epoch too), its options, and what callbacks remember
 * while it is trained. `fit` goes on from `loadRun` to the bits of a training that was never interrupted. Of what is code (loss, optimizer, schedule), only name, settings and formula are in it.
 *
 * Weights that a callback put back at the end are those that are saved: to go on later, save before, as `checkpoints` does. Throws TypeError where it is no run of `fit`.
 */
export function saveRun(run: Run, options: SaveOptions = {}): Uint8Array {
  const fits = (run as LiveRun | undefined)?.trainer;
  checkMade('saveRun: run', run, 'a run, such as history.run of fit', fits);
  checkGiven('saveRun', options, '{ metadata: {} }');
  const { model, options: given, epoch, losses, count, done, weight, total, trainer, callbacks } = run as LiveRun;
  const { step, running, slots } = trainer.snapshot();
  const remembered = callbacks.flatMap((callback) => callback.state?.(run) ?? []);
  const { data, code } = divideOptions({ ...given, batchSize: trainer.batchSize });
  return writeModel(model, options, {
    description: {
      options: data,
      code,
      ...{ epoch, count, done, step },
      losses: losses.length,
      running: Object.keys(running),
      slots: Object.keys(slots),
      callbacks: remembered.map(({ name, numbers, vectors }) => ({
        name,
        numbers: Object.keys(numbers),
        vectors: Object.keys(vectors),
      })),
    },
    tensors: new Map([
      ['run.running', exactly(Object.values(running))],
      ['run.losses', exactly(losses)],
      ['run.underWay', exactly([weight, total])],
      ...Object.entries(slots).map(([name, slot]) => [`run.slots.${name}`, slot] as const),
      ...remembered.flatMap(({ numbers, vectors }, i) => [
        [`run.callbacks.${i}.numbers`, exactly(Object.values(numbers))] as const,
        ...Object.entries(vectors).map(([name, vector]) => [`run.callbacks.${i}.vectors.${name}`, vector] as const),
      ]),
    ]),
  });
}
