import { describe, expect, test } from 'vitest';
import { abs, derivative, formula, log, mean, mul, sqrt, square, sub, sum, weighted } from '../src/index.js';

const y = [
  [1, 2],
  [3, -1],
  [0.5, 4],
];
const t = [
  [0, 2.5],
  [1, 1],
  [2, 2],
];
const column = (...weights: number[]) => weights.map((w) => [w]);
const rows = (m: readonly number[][], ...indices: number[]) => indices.map((i) => m[i]!);

const formulas = {
  mean: formula(['y', 't'], (y, t) => mean(abs(sub(y, t)))),
  sum: formula(['y', 't'], (y, t) => sum(square(sub(y, t)))),
  'a mean of sums of rows': formula(['y', 't'], (y, t) => mean(sum(square(sub(y, t)), 'eachRow'))),
  'a function of a mean': formula(['y', 't'], (y, t) => mul(2, sqrt(mean(square(sub(y, t)))))),
  'several means': formula(['y', 't'], (y, t) => sub(mean(mul(y, t)), mul(mean(y), mean(t)))),
  'a mean within a mean': formula(['y', 't'], (y, t) => mean(square(sub(sub(y, t), mean(sub(y, t)))))),
};

describe.each(Object.entries(formulas))('weighted: %s', (_, f) => {
  test('a weight of 2 is a sample that is there twice, one of 0 a sample that is not', () => {
    const twice = { y: rows(y, 0, 0, 2), t: rows(t, 0, 0, 2) };
    expect(weighted(f)({ y, t, weights: column(2, 0, 1) })).toBeCloseTo(f(twice) as number, 13);
  });

  test('has the inputs of the formula, and weights', () => {
    expect(weighted(f).names).toEqual(['y', 't', 'weights']);
  });
});

test('weights that are all 0 leave nothing: a mean of 0, with the slope 0', () => {
  const f = weighted(formulas.mean);
  const given = { y, t, weights: column(0, 0, 0) };
  expect(f(given)).toBe(0);
  const slope = derivative(f, 'y')(given) as { data: ArrayLike<number> };
  expect(Array.from(slope.data, Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
});

test.each([1e-300, 1e300])('weights may all be %d', (w) => {
  const f = formulas['a mean of sums of rows'];
  expect(weighted(f)({ y, t, weights: column(w, w, w) })).toBeCloseTo(f({ y, t }) as number, 13);
});

test('inputs may have other names', () => {
  const f = weighted(formula(['p'], (p) => mean(log(p))));
  expect(f({ p: [[1], [Math.E]], weights: column(1, 3) })).toBeCloseTo(3 / 4, 15);
});
