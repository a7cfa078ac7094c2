import { describe, expect, test } from 'vitest';
import { exactSum } from '../src/pipeline/exact-sum.js';
import { wholeNumbers } from './support.js';

const sumOf = (values: readonly number[]) => {
  const sum = exactSum();
  for (const value of values) sum.add(value);
  return sum.value;
};

describe('a sum that is rounded once', () => {
  test('is the double nearest to the sum of whole numbers of any size', () => {
    const below = wholeNumbers(5);
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 1 + below(40) }, () => (below(2001) - 1000) * 2 ** below(120));
      const exact = values.reduce((s, v) => s + BigInt(v), 0n);
      expect(sumOf(values)).toBe(Number(exact) + 0);
    }
  });

  test.each([
    ['nothing', [], 0],
    ['what cancels', [1e100, 1, -1e100], 1],
    ['tenths', new Array<number>(10).fill(0.1), 1],
    ['halfway, with more below', [1, 2 ** -53, 2 ** -80], 1 + 2 ** -52],
    ['halfway', [1, 2 ** -53], 1],
    ['below zero, halfway, with more below', [-1, -(2 ** -53), -(2 ** -80)], -1 - 2 ** -52],
    ['the smallest', [5e-324, 5e-324], 1e-323],
  ])('%s', (_, values, sum) => expect(sumOf(values)).toBe(sum));

  test('is not finite where it is too large', () =>
    expect(sumOf([1e308, 1e308, 1e308])).not.toSatisfy(Number.isFinite));
});
