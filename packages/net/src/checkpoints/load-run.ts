import { type LoadOptions, networkOf } from '../model-file/load.js';
import { readModel } from '../model-file/read.js';
import { ModelFileError } from '../model-file/safetensors.js';
import { beginRun, type Run, type RunOptions } from '../training/run.js';
import { checkGivenAgain } from './given-again.js';
import { readRun } from './read-run.js';

/** What is code in the options of a run, so that a file does not hold it; and how the model in the file is read. */
export type LoadRunOptions = LoadOptions & Omit<RunOptions, 'batchSize' | 'shuffle' | 'seed'>;

/**
 * The training that `saveRun` wrote down, with a network of its own, to go on with: `fit(run.model, x, t, { ...run.options, continue: run })`. The loss, the optimizer and, where there were some, the
 * schedule and a rule of one's own are given again; callbacks are given to `fit`. A number or a schedule as `learningRate` takes the place of a saved number.
 *
 * Throws TypeError where what is given is not what the run was saved with (by name, settings and formula), ModelFileError where the file holds no run or does not validate.
 */
export function loadRun(
  bytes: Uint8Array | ArrayBuffer,
  { layers, backend, loss, optimizer, learningRate, rule }: LoadRunOptions,
): Run {
  const file = readModel(bytes, layers);
  if (!file.run) throw new ModelFileError('this model file holds no run: it was made by save, and load reads it');
  const model = networkOf(file, backend);
  const { options, code, epoch, count, done, state, callbacks } = readRun(file.run, model.memory.length);
  const given = {
    loss,
    optimizer,
    ...(learningRate !== undefined && { learningRate }),
    ...(rule !== undefined && { rule }),
  };
  checkGivenAgain(code, given);
  const run = beginRun(model, { ...options, ...given }, options.batchSize);
  const names = (record: object) => Object.keys(record).sort().join(', ');
  const fresh = run.trainer.snapshot();
  if (names(fresh.slots) !== names(state.slots) || names(fresh.running) !== names(state.running)) {
    const [expected, got] = [fresh, state].map((s) => `[${names({ ...s.slots, ...s.running })}]`);
    throw new TypeError(`loadRun: optimizer: it remembers ${expected}, and the run was saved with ${got}`);
  }
  run.trainer.restore(state);
  return Object.assign(run, { epoch, count, done, remembered: callbacks });
}
