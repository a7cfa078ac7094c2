import { meanSquaredError } from '@nn/loss';
import { matrix, random, reference, zeros as zeroMatrix } from '@nn/matrix';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { dense, dropout, linear, network, relu, sigmoid, softmax, steps, tanh } from '../src/index.js';
import {
  constant,
  glorot,
  glorotNormal,
  he,
  heUniform,
  type Initializer,
  identity,
  lecun,
  lecunUniform,
  normal,
  ones,
  orthogonal,
  truncatedNormal,
  uniform,
  zeros,
} from '../src/init/index.js';

describe('initializers', () => {
  const [rows, cols] = [300, 200];
  const draw = (init: Initializer) => Array.from(init(rows, cols, random(5)).data);
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const std = (v: number[]) => {
    const centre = mean(v);
    return Math.sqrt(mean(v.map((x) => (x - centre) ** 2)));
  };

  test.each([
    ['glorot', glorot(), Math.sqrt(2 / (rows + cols))],
    ['he', he(), Math.sqrt(2 / rows)],
    ['normal', normal(), 0.05],
    ['uniform', uniform(), 0.05 / Math.sqrt(3)],
    ['glorotNormal', glorotNormal(), Math.sqrt(2 / (rows + cols))],
    ['heUniform', heUniform(), Math.sqrt(2 / rows)],
    ['lecun', lecun(), Math.sqrt(1 / rows)],
    ['lecunUniform', lecunUniform(), Math.sqrt(1 / rows)],
    // The standard deviation of a normal number that is between -2 and 2.
    ['truncatedNormal', truncatedNormal(), 0.05 * 0.8796256610342398],
    ['orthogonal', orthogonal(), Math.sqrt(1 / rows)],
  ])('%s has mean 0 and the standard deviation that its formula says', (_, init, expected) => {
    const values = draw(init);
    // Five standard errors of 60,000 draws.
    expect(Math.abs(mean(values))).toBeLessThan((5 * expected) / Math.sqrt(rows * cols));
    expect(std(values) / expected).toBeGreaterThan(0.98);
    expect(std(values) / expected).toBeLessThan(1.02);
  });

  test('glorot and uniform stay within their limits', () => {
    const limit = Math.sqrt(6 / (rows + cols));
    expect(Math.max(...draw(glorot()).map(Math.abs))).toBeLessThanOrEqual(Math.fround(limit));
    const values = draw(uniform({ min: 2, max: 3 }));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThanOrEqual(3);
  });

  test('normal takes a mean; constant and zeros are what they say', () => {
    expect(mean(draw(normal({ mean: 7, std: 1 })))).toBeCloseTo(7, 1);
    expect(new Set(draw(constant(0.5)))).toEqual(new Set([0.5]));
    expect(new Set(draw(zeros))).toEqual(new Set([0]));
  });

  test('truncatedNormal stays within two standard deviations of its mean, and is as likely on both sides', () => {
    const values = draw(truncatedNormal({ mean: 3, std: 0.5 }));
    expect(Math.max(...values)).toBeLessThanOrEqual(4);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeGreaterThan(3.99);
    expect(mean(values)).toBeCloseTo(3, 1);
  });

  test.each([
    [30, 20],
    [20, 30],
    [25, 25],
    [1, 4],
  ])('orthogonal of %i x %i has columns, or rows, that are orthonormal', (n, m) => {
    const w = orthogonal({ gain: 3 })(n, m, random(n));
    const short = Math.min(n, m);
    const vector = (k: number) => (n < m ? w.toArray()[k]! : w.toArray().map((row) => row[k]!));
    for (let i = 0; i < short; i++) {
      for (let j = 0; j < short; j++) {
        const other = vector(j);
        const inner = vector(i).reduce((sum, x, k) => sum + x * other[k]!, 0);
        expect(Math.abs(inner - (i === j ? 9 : 0))).toBeLessThan(1e-5);
      }
    }
  });

  test('ones are ones; identity hands on what it has outputs for', () => {
    expect(new Set(draw(ones))).toEqual(new Set([1]));
    expect(identity(2, 3, random(1)).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(identity(3, 2, random(1)).toArray()).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  test('the seed of a network decides its weights, and 0 is a seed like any other', () => {
    const weights = (seed?: number) =>
      network({ inputs: 3, layers: [dense(4, relu)], ...(seed !== undefined && { seed }) }).memory.copy();
    expect(weights(0)).toEqual(weights());
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(0));
  });

  test('layers of one size begin with other numbers, and each keeps its own where another is added', () => {
    const first = (count: number) =>
      network({
        inputs: 3,
        layers: Array.from({ length: count }, () => dense(3, tanh, { bias: false })),
      }).parameters.map((p) => p.get().data.join());
    expect(new Set(first(3)).size).toBe(3);
    expect(first(3).slice(0, 2)).toEqual(first(2));
  });

  test('hidden units that start as twins stay twins: why weights must not start as zeros', () => {
    const twins = (init: Initializer) => {
      const model = network({ inputs: 2, layers: [dense(3, tanh, { init }), dense(1, linear, { init })], seed: 1 });
      const x = random(1).uniform(8, 2);
      const t = random(2).uniform(8, 1);
      for (const { step } of steps(model, x, t, { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.1 }) })) {
        if (step === 50) break;
      }
      const [first] = model.parameters;
      return new Set(first!.get().toArray()[0]).size;
    };
    expect(twins(zeros)).toBe(1);
    expect(twins(constant(0.3))).toBe(1);
    expect(twins(glorot())).toBe(3);
  });
});

describe('predict', () => {
  const model = network({ inputs: 3, layers: [dense(5, tanh), dense(2, softmax)], seed: 2 });

  test.each([0, 1, 255, 256, 257, 1000])('takes %i rows, each as if it were alone', (rows) => {
    const x = random(rows + 1).normal(rows, 3);
    const y = model.predict(x);
    expect([y.rows, y.cols]).toEqual([rows, 2]);
    for (const i of [0, 1, 254, 255, 256, rows - 1].filter((k) => k >= 0 && k < rows)) {
      expect(model.predict([x.toArray()[i]!]).toArray()[0]).toEqual(y.toArray()[i]);
    }
  });

  test('gives a copy', () => {
    const first = model.predict([[1, 2, 3]]);
    const before = first.toArray();
    model.predict([[-3, 2, 1]]);
    expect(first.toArray()).toEqual(before);
  });

  test('sees rows of numbers in the precision of the network', () => {
    const exact = network({ inputs: 1, layers: [dense(1)], backend: reference({ dtype: 'f64' }) });
    exact.parameters[0]!.set(matrix([[1]], { dtype: 'f64' }));
    exact.parameters[1]!.set(zeroMatrix(1, 1, { dtype: 'f64' }));
    expect(exact.predict([[0.1]]).at(0, 0)).toBe(0.1);
  });

  test('between two steps of a training sees the weights of that moment', () => {
    const live = network({ inputs: 1, layers: [dense(1)], seed: 4 });
    const seen = new Set<number>();
    const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.1 }) };
    for (const { step } of steps(live, [[1], [2]], [[3], [5]], options)) {
      seen.add(live.predict([[1]]).at(0, 0));
      if (step === 5) break;
    }
    expect(seen.size).toBe(5);
  });

  test('refuses another number of columns, with both', () => {
    expect(() => model.predict([[1, 2]])).toThrow(/predict: x is 1 x 2, but this network takes 3 columns/);
  });
});

describe('activations', () => {
  const values = [-1000, -3, -0.5, -0, 0, 0.5, 3, 1000];
  const through = (f: typeof relu) => {
    const model = network({ inputs: 1, layers: [dense(1, f, { bias: false })], backend: reference({ dtype: 'f64' }) });
    model.parameters[0]!.set(matrix([[1]], { dtype: 'f64' }));
    return values.map((v) => model.predict([[v]]).at(0, 0));
  };

  test.each([
    ['linear', linear, (z: number) => z],
    ['relu', relu, (z: number) => Math.max(z, 0)],
    ['tanh', tanh, Math.tanh],
    ['sigmoid', sigmoid, (z: number) => 1 / (1 + Math.exp(-z))],
  ])('%s is its formula', (_, f, expected) => {
    through(f).forEach((y, k) => {
      expect(y).toBeCloseTo(expected(values[k]!), 14);
    });
  });

  test('rows of softmax are probabilities, also of very large sums', () => {
    const model = network({ inputs: 3, layers: [dense(3, softmax, { bias: false })] });
    model.parameters[0]!.set(
      matrix([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    );
    const [even, sure] = model
      .predict([
        [1e4, 1e4, 1e4],
        [-1e4, 1e4, 0],
      ])
      .toArray();
    for (const p of even!) expect(p).toBeCloseTo(1 / 3, 6);
    expect(sure).toEqual([0, 1, 0]);
  });
});

describe('dropout', () => {
  /** The gradient of the sum of what comes through is what each input was multiplied by; a bias learns it. */
  const masks = (rate: number, count: number, seed: number) => {
    const model = network({ inputs: 1000, layers: [dropout(rate), dense(1, linear, { bias: false, init: zeros })] });
    const x = zeroMatrix(1, 1000);
    x.data.fill(1);
    const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.5 }), seed };
    const found: number[][] = [];
    let before = new Array<number>(1000).fill(0);
    for (const { step } of steps(model, x, [[1]], options)) {
      const after = Array.from(model.memory.copy());
      found.push(after.map((w, k) => (w === before[k] ? 0 : 1)));
      before = after;
      if (step === count) break;
    }
    return found;
  };

  test('drops about its rate, others each step, the same with the same seed', () => {
    const [first, second] = masks(0.3, 2, 7);
    const kept = first!.reduce((a, b) => a + b, 0) / 1000;
    // Five standard errors.
    expect(Math.abs(kept - 0.7)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / 1000));
    expect(second).not.toEqual(first);
    expect(masks(0.3, 2, 7)).toEqual([first, second]);
    expect(masks(0.3, 1, 8)[0]).not.toEqual(first);
  });

  test('divides what it keeps by the part that it keeps, so that the sum stays what it was', () => {
    const model = network({ inputs: 400, layers: [dropout(0.75), dense(1, linear, { init: zeros })] });
    const x = zeroMatrix(1, 400);
    x.data.fill(1);
    const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.125 }) };
    steps(model, x, [[1]], options).next();
    const [weight, bias] = model.parameters.map((p) => Array.from(p.get().data));
    // A weight learns by what its input was multiplied by, the bias by 1.
    expect(bias).toEqual([0.25]);
    expect(new Set(weight)).toEqual(new Set([0, 4 * 0.25]));
  });

  test('of one layer drops other places than that of another', () => {
    // What comes through both is kept by both: a fourth of all, not a half.
    const model = network({ inputs: 1000, layers: [dropout(0.5), dropout(0.5), dense(1, linear, { init: zeros })] });
    const x = zeroMatrix(1, 1000);
    x.data.fill(1);
    steps(model, x, [[1]], { loss: meanSquaredError(), optimizer: sgd({ learningRate: 1 }) }).next();
    const kept = Array.from(model.parameters[0]!.get().data).filter((w) => w !== 0).length / 1000;
    expect(Math.abs(kept - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 1000));
  });

  test('in use passes everything on', () => {
    const model = network({ inputs: 2, layers: [dropout(0.9)] });
    expect(model.predict([[3, -4]]).toArray()).toEqual([[3, -4]]);
  });

  test.each([-0.1, 1, Number.NaN])('refuses a rate of %d', (rate) => {
    expect(() => dropout(rate)).toThrow(/dropout: rate: expected a number from 0 to below 1/);
  });
});
