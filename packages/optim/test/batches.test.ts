import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { batches } from '../src/index.js';

/** The batches of one epoch as lists; copied, since a batch may be a view. */
const epoch = (...given: Parameters<typeof batches>) => [...batches(...given)].map((rows) => [...rows]);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe.each([
  { count: 10, size: 'all', sizes: [10] },
  { count: 10, size: 1, sizes: upTo(10).map(() => 1) },
  { count: 10, size: 5, sizes: [5, 5] },
  { count: 10, size: 4, sizes: [4, 4, 2] },
  { count: 10, size: 10, sizes: [10] },
  { count: 10, size: 32, sizes: [10] },
  { count: 1, size: 'all', sizes: [1] },
  { count: 257, size: 64, sizes: [64, 64, 64, 64, 1] },
] as const)('$count samples in batches of $size', ({ count, size, sizes }) => {
  test('come in batches of that size, the last as small as it comes', () => {
    expect(epoch(count, size).map((rows) => rows.length)).toEqual(sizes);
    expect(epoch(count, size, random(1)).map((rows) => rows.length)).toEqual(sizes);
  });

  test('come once each in an epoch, in order without a random stream', () => {
    expect(epoch(count, size).flat()).toEqual(upTo(count));
    const rng = random(1);
    for (let k = 0; k < 5; k++) {
      expect(
        epoch(count, size, rng)
          .flat()
          .sort((a, b) => a - b),
      ).toEqual(upTo(count));
    }
  });
});

test('the same seed gives the same orders, another seed others', () => {
  const orders = (seed: number) => {
    const rng = random(seed);
    return [epoch(50, 8, rng), epoch(50, 8, rng), epoch(50, 8, rng)];
  };
  expect(orders(0)).toEqual(orders(0));
  expect(orders(0)).not.toEqual(orders(1));
});

test('each epoch has an order of its own', () => {
  const rng = random(3);
  const seen = new Set(Array.from({ length: 20 }, () => epoch(50, 8, rng).join()));
  expect(seen.size).toBe(20);
  expect(seen).not.toContain(epoch(50, 8).join());
});

test('every sample comes first about equally often', () => {
  const rng = random(5);
  const first = [0, 0, 0, 0];
  for (let k = 0; k < 4000; k++) first[epoch(4, 1, rng)[0]![0]!]!++;
  // The standard deviation of a count is sqrt(4000 3/16) = 27.
  for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(5 * 27);
});

test('refuses counts and sizes that are no whole number from 1', () => {
  for (const bad of [0, -1, 2.5, Number.NaN]) {
    expect(() => epoch(bad, 1)).toThrow(RangeError);
    expect(() => epoch(bad, 1)).toThrow(`batches: count: expected a whole number from 1, got ${bad}`);
    expect(() => epoch(10, bad)).toThrow(RangeError);
    expect(() => epoch(10, bad)).toThrow(`batches: size: expected 'all' or a whole number from 1, got ${bad}`);
  }
});
