import { crossEntropy, meanSquaredError } from '@nn/loss';
import { matmul, matrix, random, reference, scale } from '@nn/matrix';
import { adam, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  dense,
  dropout,
  evaluate,
  findLearningRate,
  fit,
  NonFiniteError,
  network,
  relu,
  softmax,
} from '../src/index.js';

const backend = reference({ dtype: 'f64' });
const options = { loss: meanSquaredError(), optimizer: sgd(), batchSize: 'all' as const };
const weights = (model: { memory: { copy(): ArrayLike<number> } }) => Array.from(model.memory.copy());

describe('on a quadratic, whose largest stable rate is 2 / L', () => {
  test('of one weight, the curve is what descent by these rates gives', () => {
    // Mean of (2 w)², so that L = 8.
    const L = 8;
    const model = network({ inputs: 1, layers: [dense(1, undefined, { bias: false })], backend });
    const w = weights(model)[0]!;
    const { curve, ended } = findLearningRate(model, [[2], [-2]], [[0], [0]], {
      ...options,
      ...{ from: 1e-4, to: 1, steps: 40, smoothing: 0 },
    });
    let expected = 4 * w * w;
    curve.forEach(({ learningRate, loss, smoothed }, k) => {
      expect(learningRate / (1e-4 * 10 ** ((4 * k) / 39))).toBeCloseTo(1, 10);
      expect(loss / expected).toBeCloseTo(1, 9);
      expect(smoothed).toBe(loss);
      const next = curve[k + 1];
      if (next) expect(next.loss > loss).toBe(learningRate > 2 / L);
      expected *= (1 - learningRate * L) ** 2;
    });
    expect(ended).toBe('diverged');
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'of many weights (%i), up to it the loss never grows, and beyond it it diverges',
    (seed) => {
      const x = matmul(random(seed).normal(60, 4, { dtype: 'f64' }), random(seed + 50).normal(4, 4, { dtype: 'f64' }));
      const t = random(seed + 100).normal(60, 1, { dtype: 'f64' });
      // The largest eigenvalue of 2 XᵀX / n, by the power method.
      const hessian = scale(matmul(x, x, { transposeA: true }), 2 / 60);
      let v = matrix([[1], [1], [1], [1]]);
      let L = 0;
      for (let k = 0; k < 500; k++) {
        v = matmul(hessian, v);
        L = Math.hypot(...v.data);
        v = scale(v, 1 / L);
      }
      const model = network({ inputs: 4, layers: [dense(1, undefined, { bias: false })], seed, backend });
      const { curve, ended } = findLearningRate(model, x, t, { ...options, from: 1e-4, to: 100 });
      expect(ended).toBe('diverged');
      expect(curve.at(-1)!.learningRate).toBeGreaterThan(2 / L);
      curve.slice(1).forEach(({ loss }, k) => {
        // Single precision gave L.
        if (curve[k]!.learningRate <= (2 / L) * (1 - 1e-5)) expect(loss).toBeLessThanOrEqual(curve[k]!.loss);
      });
    },
  );

  test.each([
    { smoothing: 0, steps: 100 },
    { smoothing: 0.9, steps: 100 },
    { smoothing: 0.9, steps: 300 },
    { smoothing: 0.97, steps: 300 },
  ])('the suggestion lies below it and trains, %o', async (how) => {
    // Columns that are orthogonal and of one length: the curvature is L in every direction.
    const L = 2;
    const [x, t] = [
      matrix([
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ]),
      matrix([[3], [-1], [2], [1]]),
    ];
    const make = () => network({ inputs: 2, layers: [dense(1, undefined, { bias: false })], seed: 3, backend });
    const { curve, suggestion } = findLearningRate(make(), x, t, { ...options, ...how });
    expect(suggestion).toBeLessThan(2 / L);
    const { epochs } = await fit(make(), x, t, { ...options, learningRate: suggestion!, epochs: 200 });
    // What no weights go below: the mean of t² less its part along the columns, (15 - (1 + 25) / 4) / 4.
    const excess = (loss: number) => loss - 2.125;
    const part = excess(epochs.at(-1)!.loss) / excess(curve[0]!.loss);
    expect(part).toBeGreaterThan(-1e-9);
    expect(part).toBeLessThan(0.1);
  });
});

describe('on a network', () => {
  const x = random(1).normal(90, 2);
  const t = x.toArray().map(([a, b]) => [0, 1, 2].map((k) => Number(k === (a! > 0 ? (b! > 0 ? 0 : 1) : 2))));
  const make = () => network({ inputs: 2, layers: [dense(16, relu), dropout(0.1), dense(3, softmax)], seed: 2 });
  const loss = crossEntropy();

  test('the suggestion trains, the network is as before, and the same is found again', async () => {
    const model = make();
    const before = weights(model);
    const found = findLearningRate(model, x, t, { loss, optimizer: adam(), steps: 60 });
    expect(weights(model)).toEqual(before);
    expect(findLearningRate(model, x, t, { loss, optimizer: adam(), steps: 60 })).toEqual(found);
    await fit(model, x, t, { loss, optimizer: adam({ learningRate: found.suggestion! }), epochs: 30 });
    expect(evaluate(model, x, t, { loss }).accuracy).toBeGreaterThan(0.9);
  });

  test('what cannot fall has no suggestion, and all rates are tried', () => {
    const found = findLearningRate(make(), x, t, {
      loss,
      optimizer: sgd(),
      from: 1e-30,
      to: 1e-29,
      steps: 5,
      batchSize: 'all',
      smoothing: 0,
    });
    expect(found.curve).toHaveLength(5);
    expect(found.ended).toBe('steps');
  });

  test('a loss that is no longer finite ends it; one that never was is an error', () => {
    const model = make();
    const before = weights(model);
    const far = x.toArray().map((row) => row.map((v) => v * 1e15));
    const settings = { loss: meanSquaredError(), optimizer: sgd(), from: 1e-3, to: 1e30, steps: 5 };
    const one = network({ inputs: 2, layers: [dense(3)], seed: 2 });
    expect(findLearningRate(one, far, t, settings).ended).toBe('diverged');
    const farther = far.map((row) => row.map((v) => v * 1e10));
    expect(() => findLearningRate(one, farther, t, settings)).toThrow(NonFiniteError);
    expect(() => findLearningRate(model, x, t, { loss, optimizer: {} as never })).toThrow(TypeError);
    expect(weights(model)).toEqual(before);
  });

  test.each([
    [{ from: 0 }, 'findLearningRate: from: expected a finite number above 0, got 0'],
    [{ to: 1e-9 }, 'findLearningRate: to: expected a finite number above from (0.000001), got 1e-9'],
    [{ steps: 2 }, 'findLearningRate: steps: expected a whole number from 3, got 2'],
    [{ smoothing: 1 }, 'findLearningRate: smoothing: expected a number from 0, below 1, got 1'],
  ])('refuses %o', (changed, message) => {
    expect(() => findLearningRate(make(), x, t, { loss, optimizer: adam(), ...changed })).toThrow(message);
  });

  test('refuses samples by its own name', () => {
    expect(() => findLearningRate(make(), [[1]], t, { loss, optimizer: adam() })).toThrow(
      'findLearningRate: x is 1 x 1',
    );
  });
});
