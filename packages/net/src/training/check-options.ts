import { shown } from '@nn/formula';
import { checkGiven, checkMade } from '../expected.js';
import { checkCount, checkOption, checkSeed, checkTruth } from '../layers/check-option.js';
import { checkLoss } from '../loss.js';
import type { RunOptions } from './run.js';

/** What each update takes, for this many samples. Throws TypeError and RangeError where options are not what they should be. */
export function checkOptions(
  who: string,
  options: RunOptions,
  count: number,
): { batchSize: number; accumulate: number } {
  const { loss, optimizer, learningRate, batchSize = 32, accumulate = 1, shuffle = true, seed = 0, groups } = options;
  checkLoss(who, loss);
  checkMade(`${who}: optimizer`, optimizer, 'one such as adam()', optimizer?.init);
  if (learningRate !== undefined && typeof learningRate !== 'number' && typeof learningRate !== 'function') {
    throw new TypeError(`${who}: learningRate: expected a number or a schedule, got ${shown(learningRate)}`);
  }
  checkCount(`${who}: accumulate`, accumulate);
  checkTruth(`${who}: shuffle`, shuffle);
  checkSeed(`${who}: seed`, seed);
  if (groups !== undefined) {
    const such = 'a function of a parameter such as noDecayOnBiases';
    checkMade(`${who}: groups`, groups, such, typeof groups === 'function');
  }
  const size = sizeOf(who, batchSize, count);
  if ('search' in optimizer) checkSearch(who, options, size * accumulate < count);
  return { batchSize: size, accumulate };
}

/** Throws TypeError where there are no options. */
export const checkRunOptions = (who: string, options: unknown): void =>
  checkGiven(who, options, '{ loss: crossEntropy(), optimizer: adam() }');

function sizeOf(who: string, batchSize: number | 'all', count: number): number {
  if (batchSize === 'all') return count;
  const fits = Number.isInteger(batchSize) && batchSize >= 1;
  checkOption(`${who}: batchSize`, batchSize, "'all' or a whole number from 1", fits);
  return Math.min(batchSize, count);
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
