import { describe, expect, test } from 'vitest';
import { random } from '../src/index.js';

const COUNT = 100_000;
const mean = (v: ArrayLike<number>) => Array.from(v).reduce((a, b) => a + b, 0) / v.length;
const moment = (v: ArrayLike<number>, k: number) => mean(Array.from(v, (x) => x ** k));
/** Expects a mean of many draws to be within five standard errors; `std` is that of one draw. */
const expectNear = (actual: number, expected: number, std: number) =>
  expect(Math.abs(actual - expected)).toBeLessThan((5 * std) / Math.sqrt(COUNT));

describe('uniform numbers', () => {
  const { data } = random(1).uniform(1, COUNT, { dtype: 'f64' });

  test('have the moments of their distribution, and stay within their limits', () => {
    expectNear(moment(data, 1), 1 / 2, Math.sqrt(1 / 12));
    expectNear(moment(data, 2), 1 / 3, Math.sqrt(4 / 45));
    expect(Math.min(...data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...data)).toBeLessThan(1);
    const moved = random(1).uniform(1, COUNT, { min: -3, max: 5, dtype: 'f64' }).data;
    expect([...moved]).toEqual([...data].map((u) => -3 + 8 * u));
  });
});

describe('normal numbers', () => {
  const { data } = random(2).normal(1, COUNT, { dtype: 'f64' });

  test('have the moments of their distribution', () => {
    expectNear(moment(data, 1), 0, 1);
    expectNear(moment(data, 2), 1, Math.sqrt(2));
    expectNear(moment(data, 3), 0, Math.sqrt(15));
    expectNear(moment(data, 4), 3, Math.sqrt(96));
  });

  test('do not depend on one another', () => {
    expectNear(mean(data.map((x, i) => x * data[(i + 1) % COUNT]!)), 0, 1);
  });

  test('take a mean and a standard deviation', () => {
    const moved = random(2).normal(1, COUNT, { mean: 7, std: 0.5, dtype: 'f64' }).data;
    expect(mean(moved.map((x, i) => Math.abs(x - (7 + 0.5 * data[i]!))))).toBeLessThan(1e-15);
  });
});

describe('permutations', () => {
  test('of three are all six, each as often', () => {
    const rng = random(3);
    const found = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = rng.permutation(3).join('');
      found.set(order, (found.get(order) ?? 0) + 1);
    }
    expect([...found.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    // Five standard deviations of how often one of them comes.
    for (const n of found.values()) expect(Math.abs(n - 1000)).toBeLessThan(5 * Math.sqrt((6000 * 5) / 36));
  });

  test('have each number once', () => {
    expect(Array.from(random(4).permutation(257)).sort((a, b) => a - b)).toEqual([...Array(257).keys()]);
    expect([...random(4).permutation(0)]).toEqual([]);
  });
});

describe('a stream', () => {
  const draws = (seed: number, stream?: number) => {
    const rng = random(seed, stream);
    return [rng.uniform(1, 4), rng.uniform(1, 4), rng.uniform(1, 4)].map(({ data }) => data.join());
  };

  test('gives other numbers with each call, the same ones with the same seed', () => {
    expect(new Set(draws(0)).size).toBe(3);
    expect(draws(0)).toEqual(draws(0));
    expect(new Set([draws(0), draws(1), draws(-1), draws(2 ** 32), draws(0, 1)].flat()).size).toBe(15);
  });

  test('needs a whole number', () => {
    for (const seed of [0.5, Number.NaN, 2 ** 53]) {
      expect(() => random(seed)).toThrow(`random: seed: expected a whole number, got ${seed}`);
    }
  });
});

test('a stream that begins at a later call goes on as one that was called before', () => {
  const whole = random(7, 3);
  for (const call of [0, 1, 2, 3]) {
    expect(random(7, 3, call).permutation(50)).toEqual(whole.permutation(50));
  }
  for (const from of [-1, 0.5, Number.NaN]) expect(() => random(7, 3, from)).toThrow('random: from: expected');
});
