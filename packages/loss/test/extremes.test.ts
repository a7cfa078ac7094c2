import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import {
  binaryCrossEntropy,
  crossEntropy,
  halfSquaredError,
  logCosh,
  meanError,
  meanSquaredError,
  quantile,
  rootMeanSquaredError,
  sumSquaredError,
} from '../src/index.js';
import { double } from './support.js';
import { table } from './table.js';

describe('probabilities of exactly 0 and 1', () => {
  test.each(table.filter(({ outputs }) => outputs !== 'real'))('leave $name finite in both precisions', ({ make }) => {
    const loss = make();
    for (const rows of [matrix, double]) {
      for (const [y, t] of [
        [[[0, 1]], [[1, 0]]],
        [[[0, 1]], [[0, 1]]],
        [[[1, 0]], [[0.5, 0.5]]],
      ] as const) {
        expect(loss.value(rows(y), rows(t))).toSatisfy(Number.isFinite);
        for (const slope of loss.gradient(rows(y), rows(t)).data) expect(slope).toSatisfy(Number.isFinite);
      }
    }
  });

  test('cost nothing where they are right, and where they are wrong as much as the smallest normal f32: 126 ln 2', () => {
    const [y, right, wrong] = [double([[0, 1]]), double([[0, 1]]), double([[1, 0]])];
    expect(crossEntropy().value(y, right)).toBeCloseTo(0, 15);
    expect(binaryCrossEntropy().value(y, right)).toBeCloseTo(0, 15);
    expect(crossEntropy().value(y, wrong)).toBeCloseTo(126 * Math.LN2, 10);
    expect(binaryCrossEntropy().value(y, wrong)).toBeCloseTo(126 * Math.LN2, 10);
  });
});

test('where every error is 0, the root mean squared error has the slope 0', () => {
  const y = double([
    [1, 2],
    [3, 4],
  ]);
  const rmse = rootMeanSquaredError();
  expect(rmse.value(y, y)).toBe(0);
  expect(rmse.gradient(y, y).toArray().flat().map(Math.abs)).toEqual([0, 0, 0, 0]);
  const weights = double([[1], [3]]);
  expect(rmse.value(y, y, { weights })).toBe(0);
  expect(rmse.gradient(y, y, { weights }).toArray().flat().map(Math.abs)).toEqual([0, 0, 0, 0]);
});

test('errors of +100 and -100 cancel in the mean error, and in no other', () => {
  const [y, t] = [double([[200], [0]]), double([[100], [100]])];
  expect(meanError().value(y, t)).toBe(0);
  expect(meanSquaredError().value(y, t)).toBe(10_000);
  expect(halfSquaredError().value(y, t)).toBe(5000);
  expect(sumSquaredError().value(y, t)).toBe(20_000);
  expect(rootMeanSquaredError().value(y, t)).toBe(100);
});

test('the mean error is output minus target, and its slope says only to make the output smaller', () => {
  expect(meanError().value(double([[8]]), double([[10]]))).toBe(-2);
  expect(
    meanError()
      .gradient(double([[8], [12]]), double([[10], [10]]))
      .toArray(),
  ).toEqual([[0.5], [0.5]]);
});

test('logCosh of an error of 1e4 is finite, where cosh is not', () => {
  expect(logCosh().value(double([[1e4]]), double([[0]]))).toBeCloseTo(1e4 - Math.LN2, 8);
  expect(
    logCosh()
      .gradient(double([[-1e4]]), double([[0]]))
      .at(0, 0),
  ).toBe(-1);
});

test('where the targets are quantiles of a distribution, the quantile loss is least there', () => {
  const t = double(Array.from({ length: 100 }, (_, k) => [k]));
  const at = (y: number) => quantile({ q: 0.9 }).value(double(Array.from({ length: 100 }, () => [y])), t);
  const best = Array.from({ length: 100 }, (_, y) => y).reduce((a, b) => (at(b) < at(a) ? b : a));
  expect([89, 90]).toContain(best);
});
