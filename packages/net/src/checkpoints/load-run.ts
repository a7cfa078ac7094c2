import { checkGiven } from '@nn/formula';
import { type LoadOptions, networkOf } from '../model-file/load.js';
import { readModel } from '../model-file/read.js';
import { ModelFileError } from '../model-file/safetensors.js';
import { beginRun, type Run, type RunOptions } from '../training/run.js';
import { checkGivenAgain } from './given-again.js';
import { readRun } from './read-run.js';

/** What is code in the options of a run, so that a file does not hold it; and how the model in the file is read. */
export type LoadRunOptions = LoadOptions & Omit<RunOptions, 'batchSize' | 'accumulate' | 'shuffle' | 'seed'>;

/** What may be given again. */
const AGAIN = [
  'loss',
  'optimizer',
  'learningRate',
  'groups',
  'rule',
  'weights',
  'classWeights',
] as const satisfies readonly (keyof LoadRunOptions)[];

/**
 * The training that `saveRun` wrote down: `fit(run.model, x, t, { ...run.options, continue: run })` goes on with it. It has a network of its own. The
 * loss, the optimizer and, where there were some, the schedule and a rule of one's own are given again; callbacks are given to `fit`. A number or a
 * schedule as `learningRate` takes the place of a saved number.
 *
 * Throws TypeError where what is given is not what the run was saved with (by name, settings and formula), ModelFileError where the file holds no run or does not validate.
 */
export function loadRun(bytes: Uint8Array | ArrayBuffer, given: LoadRunOptions): Run {
  checkGiven('loadRun', given, '{ loss: crossEntropy(), optimizer: adam() }');
  const { layers, backend, ...options } = given;
  const file = readModel('loadRun', bytes, layers);
  if (!file.run) throw new ModelFileError('this model file holds no run: it was made by save, and load reads it');
  const model = networkOf(file, backend);
  const { options: saved, code, losses, state, callbacks, ...place } = readRun(file.run, model.memory);
  const again = Object.fromEntries(
    AGAIN.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  ) as unknown as RunOptions; // Loss and optimizer are asked for by the type.
  checkGivenAgain(code, again);
  const run = beginRun('loadRun', model, { ...saved, ...again }, Math.max(place.count, saved.batchSize));
  const names = (record: object) => Object.keys(record).sort().join(', ');
  const fresh = run.trainer.snapshot();
  if (names(fresh.slots) !== names(state.slots) || names(fresh.running) !== names(state.running)) {
    const [expected, got] = [fresh, state].map((s) => `[${names({ ...s.slots, ...s.running })}]`);
    throw new TypeError(`loadRun: optimizer: it remembers ${expected}, and the run was saved with ${got}`);
  }
  run.trainer.restore(state);
  run.losses.push(...losses);
  return Object.assign(run, place, { remembered: callbacks });
}
