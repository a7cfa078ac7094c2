import { describe, expect, test } from 'vitest';
import { argmaxRows, oneHot, random } from '../src/index.js';

describe('oneHot', () => {
  test('has a 1 in the column of each class', () => {
    expect(oneHot(Int32Array.of(2, 0, 1), 3).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  test('is undone by argmaxRows', () => {
    const classes = Int32Array.from(random(1).uniform(100, 1, { max: 7 }).data);
    expect(argmaxRows(oneHot(classes, 7))).toEqual(classes);
  });

  test('of one column is the 0 or 1 itself', () => {
    expect(oneHot([0, 1, 1], 1).toArray()).toEqual([[0], [1], [1]]);
  });

  test('of no classes has no rows', () => {
    expect(oneHot(new Int32Array(0), 4)).toMatchObject({ rows: 0, cols: 4 });
  });

  test('is in single precision unless asked', () => {
    expect(oneHot([1], 2).data).toEqual(Float32Array.of(0, 1));
    expect(oneHot([1], 2, { dtype: 'f64' }).data).toEqual(Float64Array.of(0, 1));
  });

  test.each([
    [[0, 3], 3, 'oneHot: classes[1]: expected a class from 0 to 2, got 3'],
    [[-1], 3, 'oneHot: classes[0]: expected a class from 0 to 2, got -1'],
    [[0, 1, 0.5], 3, 'oneHot: classes[2]: expected a class from 0 to 2, got 0.5'],
    [[Number.NaN], 3, 'oneHot: classes[0]: expected a class from 0 to 2, got NaN'],
    [
      [0, 2],
      1,
      'oneHot: classes[1]: expected a class from 0 to 1, got 2; one column tells two classes apart, more of them take a column each',
    ],
    [[-1], 1, 'oneHot: classes[0]: expected a class from 0 to 1, got -1'],
    [[0], 0, 'oneHot: k: expected a whole number from 1, got 0'],
    [[0], 1.5, 'oneHot: k: expected a whole number from 1, got 1.5'],
  ])('refuses classes %j in %d columns', (classes, k, message) => {
    expect(() => oneHot(classes, k)).toThrow(new RangeError(message));
  });

  test('calls the classes what it is told to', () => {
    expect(() => oneHot([5], 2, { name: 'fit: t' })).toThrow('fit: t[0]: expected a class from 0 to 1, got 5');
  });
});
