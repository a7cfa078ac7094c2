import type { RunOptions } from './run.js';

/** What each update takes, for this many samples. Throws TypeError and RangeError where options are not what they should be. */
export function checkOptions(options: RunOptions, count: number): { batchSize: number; accumulate: number } {
  const { loss, optimizer, learningRate, batchSize = 32, accumulate = 1 } = options;
  const got = (value: unknown) => (typeof value === 'function' ? 'a function: call it, ()' : typeof value);
  if (!loss?.formula) throw new TypeError(`fit: loss: expected a loss such as crossEntropy(), got ${got(loss)}`);
  if (!optimizer?.init) throw new TypeError(`fit: optimizer: expected one such as adam(), got ${got(optimizer)}`);
  if (learningRate !== undefined && typeof learningRate !== 'number' && typeof learningRate !== 'function') {
    throw new TypeError(`fit: learningRate: expected a number or a schedule, got ${typeof learningRate}`);
  }
  if (!(Number.isInteger(accumulate) && accumulate >= 1)) {
    throw new RangeError(`fit: accumulate: expected a whole number from 1, got ${accumulate}`);
  }
  const size = sizeOf(batchSize, count);
  if ('search' in optimizer) checkSearch(options, size * accumulate < count);
  return { batchSize: size, accumulate };
}

function sizeOf(batchSize: number | 'all', count: number): number {
  if (batchSize === 'all') return count;
  if (Number.isInteger(batchSize) && batchSize >= 1) return Math.min(batchSize, count);
  throw new RangeError(`fit: batchSize: expected 'all' or a whole number from 1, got ${batchSize}`);
}

/** A search compares losses, so they have to be of the same samples; and it goes in one direction for all parameters. */
function checkSearch({ optimizer: { name }, batchSize = 32, groups }: RunOptions, fewer: boolean): void {
  if (fewer) {
    throw new RangeError(
      `fit: batchSize: expected 'all' with ${name}, which compares losses of the same samples, got ${batchSize}`,
    );
  }
  if (groups) {
    throw new TypeError(`fit: groups: expected none with ${name}, which moves all parameters in one direction`);
  }
}
