import { readFileSync } from 'node:fs';
import { matrix, oneHot } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { balancedClassWeights, type Targets } from '../src/index.js';

const fixture = readFileSync(new URL('./fixtures/class-weights.json', import.meta.url), 'utf8');
const { balanced } = JSON.parse(fixture) as { balanced: { classes: number[]; weights: number[] }[] };

describe('balancedClassWeights', () => {
  test.each(balanced)("are scikit-learn's (%#)", ({ classes, weights }) => {
    const expected = weights.map((w) => expect.closeTo(w, 12));
    expect(balancedClassWeights(Int32Array.from(classes))).toEqual(expected);
    expect(balancedClassWeights(oneHot(classes, weights.length))).toEqual(expected);
    expect(balancedClassWeights(oneHot(classes, weights.length).toArray())).toEqual(expected);
    if (weights.length === 2) expect(balancedClassWeights(oneHot(classes, 1))).toEqual(expected);
  });

  test.each([
    ['an absent class', Int32Array.of(0, 2), 'expected samples of each of 3 classes, got none of class 1'],
    ['an absent column', oneHot([0, 1], 3), 'expected samples of each of 3 classes, got none of class 2'],
    ['no samples', new Int32Array(0), 'expected samples of each of 1 classes, got none of class 0'],
    ['a class below 0', Int32Array.of(0, -1), 't[1]: expected a class from 0, got -1'],
    ['soft targets', matrix([[0.5, 0.5]]), 'expected classes (one-hot rows, a column of 0 and 1, or class numbers'],
    ['numbers', [[1.5], [2]], 'expected classes (one-hot rows, a column of 0 and 1, or class numbers'],
  ] as const)('refuse %s', (_, t, message) => {
    const run = () => balancedClassWeights(t as Targets);
    expect(run).toThrow(RangeError);
    expect(run).toThrow('balancedClassWeights: t');
    expect(run).toThrow(message);
  });
});
