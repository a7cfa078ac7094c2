import { checkCount, checkGiven, checkList, checkMade, checkOption, checkSeed, checkTruth, shown } from '@nn/formula';
import { checkMetrics } from '../evaluate.js';
import { checkLoss } from '../loss.js';
import type { FitOptions } from './fit.js';
import type { Callback } from './history.js';
import type { RunOptions } from './run.js';

/** Throws TypeError where there are no options, TypeError and RangeError where those of each update are not what they should be. */
export function checkRunOptions(who: string, options: RunOptions): void {
  checkGiven(who, options, '{ loss: crossEntropy(), optimizer: adam() }');
  const { loss, optimizer, learningRate, batchSize = 32, accumulate = 1, shuffle = true, seed = 0, groups } = options;
  checkLoss(who, loss);
  checkMade(`${who}: optimizer`, optimizer, 'one such as adam()', optimizer?.init);
  if (learningRate !== undefined && typeof learningRate !== 'number' && typeof learningRate !== 'function') {
    throw new TypeError(`${who}: learningRate: expected a number or a schedule, got ${shown(learningRate)}`);
  }
  const isSize = batchSize === 'all' || (Number.isInteger(batchSize) && batchSize >= 1);
  checkOption(`${who}: batchSize`, batchSize, "'all' or a whole number from 1", isSize);
  checkCount(`${who}: accumulate`, accumulate);
  checkTruth(`${who}: shuffle`, shuffle);
  checkSeed(`${who}: seed`, seed);
  if (groups === undefined) return;
  const such = 'a function of a parameter such as noDecayOnBiases';
  checkMade(`${who}: groups`, groups, such, typeof groups === 'function');
}

/** How many samples each update takes of this many, and how many such batches. Throws what `checkRunOptions` throws, and RangeError where a search would not see all samples. */
export function checkOptions(
  who: string,
  options: RunOptions,
  count: number,
): { batchSize: number; accumulate: number } {
  checkRunOptions(who, options);
  const { optimizer, batchSize = 32, accumulate = 1 } = options;
  const size = batchSize === 'all' ? count : Math.min(batchSize, count);
  if ('search' in optimizer) checkSearch(who, options, size * accumulate < count);
  return { batchSize: size, accumulate };
}

/** What `fit` takes beside what each update takes. Throws TypeError and RangeError where it is not what it should be. */
export function checkFitOptions(who: string, options: FitOptions): void {
  checkRunOptions(who, options);
  const { epochs = 10, metrics = [], callbacks = [], signal } = options;
  checkCount(`${who}: epochs`, epochs, 0);
  checkMetrics(who, metrics);
  checkCallbacks(who, callbacks);
  if (signal === undefined) return;
  const such = 'an AbortSignal, such as new AbortController().signal';
  checkMade(`${who}: signal`, signal, such, 'aborted' in Object(signal));
}

/** Throws TypeError where something is no callback. */
function checkCallbacks(who: string, callbacks: readonly Callback[]): void {
  checkList(`${who}: callbacks`, callbacks, 'a list of callbacks such as [earlyStopping()]');
  for (const [i, callback] of callbacks.entries()) {
    const fits = typeof callback === 'object' && callback !== null;
    checkMade(`${who}: callbacks[${i}]`, callback, 'a callback such as earlyStopping()', fits);
  }
}

/** A search compares losses, so they have to be of the same samples; and it goes in one direction for all parameters. */
function checkSearch(who: string, { optimizer: { name }, batchSize = 32, groups }: RunOptions, fewer: boolean): void {
  if (fewer) {
    throw new RangeError(
      `${who}: batchSize: expected 'all' with ${name}, which compares losses of the same samples, got ${batchSize}`,
    );
  }
  if (groups) {
    throw new TypeError(`${who}: groups: expected none with ${name}, which moves all parameters in one direction`);
  }
}
