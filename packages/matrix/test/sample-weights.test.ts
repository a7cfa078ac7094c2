import { describe, expect, test } from 'vitest';
import { matrix, oneHot, sampleWeights } from '../src/index.js';

const t = oneHot([2, 0, 0, 1], 3);
const column = oneHot([1, 0, 1, 0], 1);

describe('sampleWeights', () => {
  test.each([
    ['those given', t, { weights: [1, 2, 0, 0.5] }, [1, 2, 0, 0.5]],
    ['those given as a typed array', t, { weights: Float32Array.of(1, 2, 0, 0.5) }, [1, 2, 0, 0.5]],
    ['those of the classes', t, { classWeights: [10, 20, 30] }, [30, 10, 10, 20]],
    ['both multiplied', t, { weights: [1, 2, 0, 0.5], classWeights: [10, 20, 30] }, [30, 20, 0, 10]],
    ['of one column, those of 0 and 1', column, { classWeights: [3, 5] }, [5, 3, 5, 3]],
    ['of the sides of a hinge', matrix([[1], [-1]]), { classWeights: [3, 5] }, [5, 3]],
    [
      'of soft targets, those of the largest',
      matrix([
        [0.2, 0.8],
        [0.5, 0.5],
      ]),
      { classWeights: [3, 5] },
      [5, 3],
    ],
  ])('are %s', (_, targets, given, expected) => {
    const weights = sampleWeights(targets, given)!;
    expect(weights.toArray()).toEqual(expected.map((w) => [w]));
    expect(weights.data).toBeInstanceOf(Float64Array);
  });

  test('are none where none are given', () => {
    expect(sampleWeights(t, {})).toBeUndefined();
  });

  test.each([
    [t, { weights: [1, 2, 3] }, 'fit: weights: expected 4 numbers, one for each sample, got 3'],
    [t, { weights: [1, -2, 3, 4] }, 'fit: weights[1]: expected a finite number from 0, got -2'],
    [t, { weights: [1, 2, Number.NaN, 4] }, 'fit: weights[2]: expected a finite number from 0, got NaN'],
    [
      t,
      { weights: new Float64Array(4) },
      'fit: weights: expected a sample whose weight is above 0, got 0 for each of 4',
    ],
    [t, { classWeights: [1, 2] }, 'fit: classWeights: expected 3 numbers, one for each class, got 2'],
    [column, { classWeights: [1] }, 'fit: classWeights: expected 2 numbers, one for each class, got 1'],
    [
      t,
      { classWeights: [1, 2, Number.POSITIVE_INFINITY] },
      'fit: classWeights[2]: expected a finite number from 0, got Infinity',
    ],
    [
      t,
      { weights: [0, 0, 0, 1], classWeights: [1, 0, 1] },
      'fit: weights times classWeights: expected a sample whose weight is above 0, got 0 for each of 4',
    ],
  ])('refuses what is no weight (%#)', (targets, given, message) => {
    expect(() => sampleWeights(targets, given, { name: 'fit' })).toThrow(new RangeError(message));
  });

  test('refuses what is no list', () => {
    expect(() => sampleWeights(t, { weights: 2 as unknown as number[] })).toThrow(
      new TypeError('sampleWeights: weights: expected a list of numbers, one for each sample, got 2'),
    );
  });
});
