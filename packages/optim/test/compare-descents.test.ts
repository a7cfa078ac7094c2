import { add, div, formula, matmul, mean, mul, square, sub } from '@nn/formula';
import { matrix, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { adam, compareDescents, listed, minimize, onPlateau, sgd } from '../src/index.js';

const loss = formula(['w', 'x', 't'], (w, x, t) => mean(div(square(sub(add(mul(w, x), 1), t)), 2)));
/** 25 samples around y = 3 x + 1. */
const xs = Array.from({ length: 25 }, (_, i) => (i - 8) / 10);
const noise = random(7).normal(25, 1, { std: 0.1, dtype: 'f64' }).data;
const ts = xs.map((x, i) => 3 * x + 1 + noise[i]!);
const samples = { x: xs.map((x) => [x]), t: ts.map((t) => [t]) };
/** The loss and the slope at w of some samples, by hand. */
const error = (w: number, i: number) => w * xs[i]! + 1 - ts[i]!;
const average = (rows: readonly number[], of: (i: number) => number) =>
  rows.reduce((s, i) => s + of(i), 0) / rows.length;
const lossAt = (w: number, rows: readonly number[]) => average(rows, (i) => error(w, i) ** 2 / 2);
const slopeAt = (w: number, rows: readonly number[]) => average(rows, (i) => error(w, i) * xs[i]!);
const all = xs.map((_, i) => i);

/** The order in which a run saw its samples: with a learning rate of 0, each batch of one shows which sample it is. */
function orderOf(seed: number, epochs: number): number[] {
  const { stochastic } = compareDescents(loss, 5, { samples, learningRate: 0, epochs, seed });
  return stochastic.updates.map(({ batchLoss }) =>
    all.reduce((best, i) =>
      Math.abs(lossAt(5, [i]) - batchLoss) < Math.abs(lossAt(5, [best]) - batchLoss) ? i : best,
    ),
  );
}

describe('the three descents', () => {
  const runs = compareDescents(loss, 5, { samples, learningRate: 0.1, epochs: 3, miniBatch: 10, seed: 4 });

  test('update once an epoch, for every sample, and for every few', () => {
    expect(Object.keys(runs)).toEqual(['batch', 'stochastic', 'miniBatch']);
    const { batch, stochastic, miniBatch } = runs;
    expect([batch, stochastic, miniBatch].map(({ batchSize }) => batchSize)).toEqual([25, 1, 10]);
    expect([batch, stochastic, miniBatch].map(({ updates }) => updates.length)).toEqual([3, 75, 9]);
    expect(batch.updates.map(({ samples }) => samples)).toEqual([25, 50, 75]);
    expect(miniBatch.updates.map(({ samples }) => samples)).toEqual([10, 20, 25, 35, 45, 50, 60, 70, 75]);
    expect(miniBatch.updates.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(stochastic.updates.map(({ step }) => step)).toEqual(Array.from({ length: 75 }, (_, i) => i + 1));
    expect(stochastic.updates.map(({ samples }) => samples)).toEqual(stochastic.updates.map(({ step }) => step));
  });

  test('see each sample once an epoch, in an order that both small batches share and that is new in each epoch', () => {
    const order = orderOf(4, 3);
    const epochs = [order.slice(0, 25), order.slice(25, 50), order.slice(50)];
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual(all);
    expect(new Set(epochs.map(String)).size).toBe(3);
    const { miniBatch } = compareDescents(loss, 5, { samples, learningRate: 0, epochs: 3, miniBatch: 10, seed: 4 });
    const batches = epochs.flatMap((epoch) => [epoch.slice(0, 10), epoch.slice(10, 20), epoch.slice(20)]);
    miniBatch.updates.forEach(({ batchLoss }, k) => {
      expect(batchLoss).toBeCloseTo(lossAt(5, batches[k]!), 12);
    });
  });

  test.each([
    { name: 'batch', size: 25 },
    { name: 'stochastic', size: 1 },
    { name: 'miniBatch', size: 10 },
  ] as const)('$name is descent along the mean slope of its batches', ({ name, size }) => {
    const order = orderOf(4, 3);
    const run = runs[name];
    let [w, k] = [5, 0];
    for (let epoch = 0; epoch < 3; epoch++) {
      for (let from = 0; from < 25; from += size) {
        const rows = order.slice(25 * epoch + from, 25 * epoch + Math.min(from + size, 25));
        const update = run.updates[k++]!;
        expect(update.batchLoss).toBeCloseTo(lossAt(w, rows), 12);
        w -= 0.1 * slopeAt(w, rows);
        expect(update.loss).toBeCloseTo(lossAt(w, all), 12);
      }
    }
    expect(k).toBe(run.updates.length);
    expect(run.w).toBeCloseTo(w, 12);
    expect(run.loss).toBe(run.updates.at(-1)!.loss);
  });

  test('take time, which only grows', () => {
    for (const { updates } of Object.values(runs)) {
      const seconds = updates.map((update) => update.seconds);
      expect(seconds[0]).toBeGreaterThanOrEqual(0);
      expect([...seconds].sort((a, b) => a - b)).toEqual(seconds);
    }
  });

  test('are the same again but for the seconds, with another seed another order', () => {
    const run = (seed: number) =>
      JSON.stringify(
        compareDescents(loss, 5, { samples, learningRate: 0.1, epochs: 2, miniBatch: 4, seed }),
        (key, value) => (key === 'seconds' ? 0 : value),
      );
    expect(run(0)).toBe(run(0));
    expect(run(0)).not.toBe(run(1));
  });

  test('of all samples at once is `minimize`, to the bit', () => {
    for (const optimizer of [sgd({ learningRate: 0.3, momentum: 0.5 }), adam({ learningRate: 0.1 })]) {
      const { batch } = compareDescents(loss, 5, { samples, optimizer, epochs: 20 });
      const { path } = minimize(loss, 5, { given: samples, optimizer, steps: 20 });
      expect(batch.updates.map((update) => update.loss)).toEqual(path.slice(1).map((point) => point.loss));
      expect(batch.updates.map((update) => update.batchLoss)).toEqual(path.slice(0, -1).map((point) => point.loss));
      expect(batch.w).toBe(path.at(-1)!.w);
    }
  });
});

test('with the same few epochs, noisy steps come nearer to the answer than sure ones', () => {
  const { batch, stochastic, miniBatch } = compareDescents(loss, 5, { samples, learningRate: 0.1, miniBatch: 5 });
  expect(batch.updates).toHaveLength(10);
  expect(stochastic.loss).toBeLessThan(miniBatch.loss);
  expect(miniBatch.loss).toBeLessThan(batch.loss);
});

test('several parameters, samples of several columns, and what is the same for every sample', () => {
  const regression = formula(['W', 'b', 'c', 'x', 't'], (W, b, c, x, t) =>
    mean(square(sub(add(add(matmul(x, W), b), c), t))),
  );
  const x = random(1).uniform(30, 2, { min: -1, dtype: 'f64' });
  const t = x.toArray().map(([p, q]) => [2 * p! - q! + 1 + 10]);
  const runs = compareDescents(
    regression,
    { W: matrix([[0], [0]]), b: 0 },
    { samples: { x, t }, given: { c: 10 }, learningRate: 0.2, epochs: 100, miniBatch: 8 },
  );
  for (const { w, loss } of Object.values(runs)) {
    expect(
      w.W.toArray()
        .flat()
        .map((v) => Math.round(v * 100)),
    ).toEqual([200, -100]);
    expect(w.b).toBeCloseTo(1, 2);
    expect(loss).toBeLessThan(1e-4);
  }
});

test('schedules count the epochs of the samples, and the updates', () => {
  const rates = listed([0.5, 1e-300]);
  const { stochastic } = compareDescents(loss, 5, { samples, learningRate: rates, epochs: 3 });
  const losses = stochastic.updates.map((update) => update.loss);
  expect(new Set(losses.slice(24)).size).toBe(1);
  expect(new Set(losses.slice(0, 25)).size).toBeGreaterThan(20);
  const steps = compareDescents(loss, 5, { samples, learningRate: listed([0.5, 1e-300], { per: 'step' }), epochs: 3 });
  expect(new Set(steps.stochastic.updates.map((update) => update.loss)).size).toBe(1);
});

test('schedules are told the mean loss of each epoch', () => {
  const told: (readonly number[])[] = [];
  const learningRate = ({ losses }: { losses: readonly number[] }) => {
    told.push([...losses]);
    return 0.1;
  };
  const options = { samples, learningRate, epochs: 3, miniBatch: 10 };
  const { batch, stochastic, miniBatch } = compareDescents(loss, 5, options);
  let from = 0;
  for (const run of [batch, stochastic, miniBatch]) {
    const seen = [0, ...run.updates.map((update) => update.samples)];
    const means = [1, 2].map((epoch) =>
      run.updates.reduce(
        (sum, u, i) => sum + (u.epoch === epoch ? u.batchLoss * (seen[i + 1]! - seen[i]!) : 0) / 25,
        0,
      ),
    );
    const own = told.slice(from, from + run.updates.length);
    from += run.updates.length;
    own.forEach((losses, i) => {
      expect(losses).toHaveLength(run.updates[i]!.epoch - 1);
      losses.forEach((mean, epoch) => {
        expect(mean).toBeCloseTo(means[epoch]!, 12);
      });
    });
  }
  expect(told).toHaveLength(from);
  // The loss of the noisy samples stops falling, and the rate goes down.
  const { path } = minimize(loss, 5, { given: samples, steps: 400, learningRate: onPlateau(1, { patience: 2 }) });
  expect(path.at(-2)!.learningRate).toBeLessThan(0.1);
});

test('a run that leaves the finite numbers ends with its last finite update', () => {
  const { batch, stochastic } = compareDescents(loss, 5, { samples, learningRate: 1e150, epochs: 3 });
  expect(batch.updates).toHaveLength(1);
  expect(batch.loss).toBe(batch.updates[0]!.loss);
  expect(Number.isFinite(batch.w)).toBe(true);
  expect(stochastic.updates.length).toBeLessThan(75);
  for (const run of [batch, stochastic]) expect(run.updates.every(({ loss }) => Number.isFinite(loss))).toBe(true);
  const none = compareDescents(loss, 5, { samples, learningRate: 1e308, epochs: 1 });
  expect(none.batch).toEqual({ batchSize: 25, updates: [], w: 5, loss: none.batch.loss });
  expect(none.batch.loss).toBeCloseTo(lossAt(5, all), 12);
});

test('a mini-batch is at most all samples', () => {
  const { batch, miniBatch } = compareDescents(loss, 5, { samples, learningRate: 0.1, epochs: 2, miniBatch: 1000 });
  expect(miniBatch.batchSize).toBe(25);
  expect(miniBatch.w).toBe(batch.w);
});

describe('errors', () => {
  const x = [[1], [2]];
  const t = [[4], [7]];
  const bad = { steps: 3 };
  test.each<[string, () => unknown, new (message: string) => Error, string]>([
    [
      'rows',
      () => compareDescents(loss, 5, { samples: { x, t: [[4]] } }),
      RangeError,
      'compareDescents: samples: expected the same number of rows in each, got: x has 2, t has 1',
    ],
    [
      'no samples',
      () => compareDescents(loss, 5, { samples: {} }),
      RangeError,
      'compareDescents: samples: expected inputs with a row for each sample, got none',
    ],
    [
      'none at all',
      () => compareDescents(loss, 5, bad as never),
      TypeError,
      'compareDescents: samples: expected an object such as { x: [[1], [2]] }, got undefined',
    ],
    [
      'no options',
      () => (compareDescents as (...some: unknown[]) => unknown)(loss, 5),
      TypeError,
      'compareDescents: options: expected an object such as { samples: { x, t } }, got undefined',
    ],
    [
      'a sample that is no number',
      () => compareDescents(loss, 5, { samples: { x, t: [[4], [Number.POSITIVE_INFINITY]] } }),
      RangeError,
      'compareDescents: t: expected finite numbers, got Infinity',
    ],
    [
      'empty ones',
      () => compareDescents(loss, 5, { samples: { x: [], t: [] } }),
      RangeError,
      'compareDescents: samples: expected inputs with a row for each sample, got x has 0, t has 0',
    ],
    [
      'a flat list',
      () => compareDescents(loss, 5, { samples: { x: [1, 2] as never, t } }),
      TypeError,
      'compareDescents: samples: x: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got a flat list',
    ],
    [
      'epochs',
      () => compareDescents(loss, 5, { samples: { x, t }, epochs: 0 }),
      RangeError,
      'compareDescents: epochs: expected a whole number from 1, got 0',
    ],
    [
      'miniBatch',
      () => compareDescents(loss, 5, { samples: { x, t }, miniBatch: 1.5 }),
      RangeError,
      'compareDescents: miniBatch: expected a whole number from 1, got 1.5',
    ],
    [
      'seed',
      () => compareDescents(loss, 5, { samples: { x, t }, seed: 0.5 }),
      RangeError,
      'compareDescents: seed: expected a whole number, got 0.5',
    ],
    [
      'learningRate',
      () => compareDescents(loss, 5, { samples: { x, t }, learningRate: -1 }),
      RangeError,
      'compareDescents: learningRate: expected a finite number from 0, got -1',
    ],
    [
      'optimizer',
      () => compareDescents(loss, 5, { samples: { x, t }, optimizer: adam as never }),
      TypeError,
      'compareDescents: optimizer: expected an optimizer such as sgd(), got a function: call it, ()',
    ],
    [
      'a missing input',
      () => compareDescents(loss, 5, { samples: { x } }),
      RangeError,
      'compareDescents: start: expected a record, since w, t are free, got one value',
    ],
    [
      'an unknown input',
      () => compareDescents(loss, 5, { samples: { x, t, y: t } as never }),
      RangeError,
      "compareDescents: samples: expected inputs of the formula (w, x, t), got 'y'",
    ],
    [
      'a start',
      () => compareDescents(loss, Infinity, { samples: { x, t } }),
      RangeError,
      'compareDescents: start: w: expected finite numbers, got Infinity',
    ],
    [
      'a start too far',
      () => compareDescents(loss, 1e200, { samples: { x, t } }),
      RangeError,
      'compareDescents: start: expected a place where the loss and its gradient are finite',
    ],
    [
      'a loss of each sample',
      () =>
        compareDescents(
          formula(['w', 'x'], (w, x) => mul(w, x)),
          5,
          { samples: { x } },
        ),
      RangeError,
      'compareDescents: loss: expected a formula that gives one number, got 2 x 1',
    ],
    [
      'no formula',
      () => compareDescents(null as never, 5, { samples: { x, t } }),
      TypeError,
      "compareDescents: loss: expected a formula such as formula(['w'], square), got null",
    ],
  ])('name %s', (_, run, type, message) => {
    expect(run).toThrow(type);
    expect(run).toThrow(message);
  });
});
