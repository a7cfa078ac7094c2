import { derivative } from '@nn/formula';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { streams } from '../src/descents/streams.js';
import { batches, landscape, minimize, whereDescentsEnd } from '../src/index.js';

describe('the landscape', () => {
  const { formula: f, sample, stationary, tilts, range } = landscape;
  const slope = { u: derivative(f, 'u'), v: derivative(f, 'v') };

  test.each([
    { name: 'globalMinimum', u: (-0.5 - Math.sqrt(4.25)) / 2, bends: [1, 1] },
    { name: 'localMinimum', u: (-0.5 + Math.sqrt(4.25)) / 2, bends: [1, 1] },
    { name: 'saddle', u: 0, bends: [-1, 1] },
  ] as const)('is stationary at its $name, with the curvatures of one', ({ name, u, bends }) => {
    const { loss, curvature, ...at } = stationary[name];
    expect(at.u).toBeCloseTo(u, 14);
    expect(at.v).toBe(0);
    expect(slope.u(at)).toBeCloseTo(0, 14);
    expect(slope.v(at)).toBe(0);
    expect(loss).toBeCloseTo(u ** 4 / 4 + u ** 3 / 6 - u ** 2 / 2, 14);
    expect(curvature.u).toBeCloseTo(3 * u ** 2 + u - 1, 12);
    expect(curvature.v).toBe(1);
    expect([Math.sign(curvature.u), Math.sign(curvature.v)]).toEqual(bends);
    // No mixed term: the two curvatures are the Hessian's spectrum.
    expect(derivative(slope.u, 'v')(at)).toBe(0);
  });

  test('has a deeper minimum, a shallower one, and the saddle above both, exactly level along u on the ridge', () => {
    const { globalMinimum, localMinimum, saddle } = stationary;
    expect(globalMinimum.loss).toBeLessThan(localMinimum.loss);
    expect(localMinimum.loss).toBeLessThan(saddle.loss);
    for (const v of [-1, -0.3, 0, 0.7]) expect(slope.u({ u: 0, v })).toBe(0);
  });

  test('is the mean of its samples, whose tilts sum to exactly 0', () => {
    expect(tilts).toHaveLength(12);
    expect(tilts.reduce((sum, [a]) => sum + a, 0)).toBe(0);
    expect(tilts.reduce((sum, [, b]) => sum + b, 0)).toBe(0);
    const at = { u: 0.4, v: -0.7 };
    const losses = tilts.map(([a, b]) => sample({ ...at, a, b }));
    expect(losses.reduce((a, b) => a + b) / 12).toBeCloseTo(f(at), 14);
    expect(losses[0]! - f(at)).toBeCloseTo(tilts[0]![0] * 0.4 - tilts[0]![1] * 0.7, 14);
  });

  test('holds its stationary points within its range', () => {
    for (const { u, v } of Object.values(stationary)) {
      expect(u > range.u[0] && u < range.u[1] && v > range.v[0] && v < range.v[1]).toBe(true);
    }
  });
});

describe('where descents end', () => {
  const { seeds, random: anywhere, ridge, positions } = whereDescentsEnd();
  const descents = ['batch', 'stochastic', 'miniBatch'] as const;

  test('is counted over 1000 seeds, each once', () => {
    expect(seeds).toBe(1000);
    for (const counts of [anywhere, ridge]) {
      for (const name of descents) {
        expect(Object.values(counts[name]).reduce((a, b) => a + b)).toBe(1000);
      }
    }
  });

  test('from the ridge is the saddle for batch descent, always, and for noisy steps never or hardly', () => {
    expect(ridge.batch).toEqual({ globalMinimum: 0, localMinimum: 0, saddle: 1000, elsewhere: 0 });
    expect(ridge.stochastic.saddle).toBeLessThan(10);
    expect(ridge.miniBatch.saddle).toBeLessThan(10);
    expect(positions.ridge.start.toArray().every(([u]) => u === 0)).toBe(true);
    // Not near the ridge: on it, to the bit.
    expect(positions.ridge.batch.toArray().every(([u]) => u === 0)).toBe(true);
  });

  test('from random starts is the better minimum, the noisier the steps the more often', () => {
    const global = descents.map((name) => anywhere[name].globalMinimum);
    expect(anywhere.stochastic.globalMinimum).toBeGreaterThan(900);
    expect(global[1]).toBeGreaterThan(global[2]!);
    expect(global[2]).toBeGreaterThan(global[0]!);
    // Half of the starts are on its side; the standard deviation of the count is 16.
    expect(Math.abs(global[0]! - 500)).toBeLessThan(80);
  });

  test('for batch descent is the minimum on whose side it began', () => {
    const starts = positions.random.start.toArray();
    positions.random.batch.toArray().forEach(([u], i) => {
      expect(Math.sign(u!)).toBe(Math.sign(starts[i]![0]!));
    });
  });

  test('is almost always at one of the three', () => {
    for (const name of descents) {
      expect(anywhere[name].elsewhere).toBeLessThan(30);
      expect(ridge[name].elsewhere).toBeLessThan(30);
    }
  });

  test('begins within the range of the landscape, at as many places as there are seeds', () => {
    const starts = positions.random.start.toArray();
    expect(new Set(starts.map(String)).size).toBe(1000);
    const [us, vs] = [starts.map(([u]) => u!), starts.map(([, v]) => v!)];
    expect(Math.min(...us)).toBeGreaterThanOrEqual(-1.5);
    expect(Math.max(...us)).toBeLessThanOrEqual(1.5);
    expect(Math.min(...vs)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...vs)).toBeLessThanOrEqual(1);
    expect(positions.ridge.start.toArray().map(([, v]) => v)).toEqual(vs);
  });
});

test('a column is the descent of one seed, by hand', () => {
  const { tilts } = landscape;
  const options = { seeds: 6, epochs: 5, miniBatch: 5, learningRate: 0.1 };
  const { positions } = whereDescentsEnd(options);
  for (const sort of ['random', 'ridge'] as const) {
    for (const [name, size] of [
      ['batch', 12],
      ['stochastic', 1],
      ['miniBatch', 5],
    ] as const) {
      for (let seed = 0; seed < 6; seed++) {
        const order = random(seed, streams.order);
        let [u, v] = positions[sort].start.toArray()[seed] as [number, number];
        for (let epoch = 0; epoch < 5; epoch++) {
          for (const rows of batches(12, size, order)) {
            const mean = (k: 0 | 1) => [...rows].reduce((sum, row) => sum + tilts[row]![k], 0) / rows.length;
            [u, v] = [u - 0.1 * (u ** 3 + u ** 2 / 2 - u + mean(0)), v - 0.1 * (v + mean(1))];
          }
        }
        const [endU, endV] = positions[sort][name].toArray()[seed]!;
        expect(endU).toBeCloseTo(u, 12);
        expect(endV).toBeCloseTo(v, 12);
      }
    }
  }
});

test('batch descent is `minimize` on the landscape, to the bit', () => {
  const { positions } = whereDescentsEnd({ seeds: 3, epochs: 30, learningRate: 0.2 });
  positions.random.start.toArray().forEach(([u, v], seed) => {
    const { path } = minimize(landscape.formula, { u: u!, v: v! }, { steps: 30, learningRate: 0.2 });
    const { w } = path.at(-1)!;
    expect([w.u, w.v]).toEqual(positions.random.batch.toArray()[seed]);
  });
});

test('the same again, and a seed does not depend on how many there are', () => {
  const [few, more] = [whereDescentsEnd({ seeds: 5 }), whereDescentsEnd({ seeds: 9 })];
  expect(whereDescentsEnd({ seeds: 5 })).toEqual(few);
  for (const name of ['start', 'batch', 'stochastic', 'miniBatch'] as const) {
    expect(more.positions.random[name].toArray().slice(0, 5)).toEqual(few.positions.random[name].toArray());
  }
});

test('descents that diverge are elsewhere', () => {
  const { random: anywhere } = whereDescentsEnd({ seeds: 10, learningRate: 100, epochs: 5 });
  expect(anywhere.batch.elsewhere).toBe(10);
});

test.each<[string, Parameters<typeof whereDescentsEnd>[0], new (message: string) => Error, string]>([
  ['seeds', { seeds: 0 }, RangeError, 'whereDescentsEnd: seeds: expected a whole number from 1, got 0'],
  ['epochs', { epochs: 1.5 }, RangeError, 'whereDescentsEnd: epochs: expected a whole number from 1, got 1.5'],
  ['miniBatch', { miniBatch: -2 }, RangeError, 'whereDescentsEnd: miniBatch: expected a whole number from 1, got -2'],
  [
    'learningRate',
    { learningRate: -1 },
    RangeError,
    'whereDescentsEnd: learningRate: expected a finite number from 0, got -1',
  ],
  [
    'a rate in words',
    { learningRate: '1' as never },
    TypeError,
    "whereDescentsEnd: learningRate: expected a number or a schedule such as cosineDecay(0.1, { over: 10 }), got '1'",
  ],
])('refuses a bad %s by its name', (_, options, type, message) => {
  expect(() => whereDescentsEnd(options)).toThrow(type);
  expect(() => whereDescentsEnd(options)).toThrow(message);
});
