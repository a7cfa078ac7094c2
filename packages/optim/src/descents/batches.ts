import { checkCount, checkMade, checkOption } from '@nn/formula';
import type { Random } from '@nn/matrix';

/**
 * The numbers 0 to count - 1 in batches, each number once: one epoch. `'all'` is batch gradient descent, 1 stochastic, anything
 * between mini-batch gradient descent; the last batch is as small as it comes. With a random stream they come in a new order each
 * time, without one from first to last. Throws RangeError where count or size is not a whole number from 1.
 */
export function* batches(count: number, size: 'all' | number, rng?: Random): Generator<Int32Array> {
  checkCount('batches: count', count);
  const fits = size === 'all' || (Number.isInteger(size) && size >= 1);
  checkOption('batches: size', size, "'all' or a whole number from 1", fits);
  checkMade(
    'batches: rng',
    rng,
    'a random stream such as random(1)',
    rng === undefined || typeof rng?.permutation === 'function',
  );
  const order = rng ? rng.permutation(count) : Int32Array.from({ length: count }, (_, i) => i);
  const step = size === 'all' ? count : size;
  for (let from = 0; from < count; from += step) yield order.subarray(from, Math.min(from + step, count));
}
