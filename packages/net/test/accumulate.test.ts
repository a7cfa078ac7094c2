import { binaryCrossEntropy, meanSquaredError } from '@nn/loss';
import { random, reference } from '@nn/matrix';
import { adam, clipGlobalNorm, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { dense, dropout, fit, network, type RunOptions, sigmoid, steps, tanh } from '../src/index.js';

const x = random(31).normal(23, 4, { dtype: 'f64' });
const t = random(32).uniform(23, 2, { dtype: 'f64' });

/** Two epochs of updates, as they were told, and where they led. */
function train(options: RunOptions) {
  const backend = reference({ dtype: 'f64' });
  const model = network({ inputs: 4, layers: [dense(6, tanh), dense(2, sigmoid)], seed: 2, backend });
  const reports = [];
  for (const report of steps(model, x, t, options)) {
    reports.push({ ...report, rows: [...report.rows] });
    if (report.epochEnd && report.epoch === 2) break;
  }
  return { reports, weights: model.memory.copy() };
}

describe.each([
  { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.5, momentum: 0.9 }) },
  { loss: binaryCrossEntropy(), optimizer: adam({ learningRate: 0.05 }) },
  { loss: meanSquaredError(), optimizer: clipGlobalNorm(sgd({ learningRate: 0.5 }), { max: 0.01 }) },
])('$loss.name, $optimizer.name', (options) => {
  // The last update of an epoch has one batch and a piece, one whole batch less, or a piece alone.
  test.each([
    { batchSize: 4, accumulate: 2, joined: 8 },
    { batchSize: 5, accumulate: 2, joined: 10 },
    { batchSize: 3, accumulate: 7, joined: 21 },
    { batchSize: 7, accumulate: 100, joined: 23 },
    { batchSize: 1, accumulate: 23, joined: 23 },
  ])('$accumulate batches of $batchSize train as one of $joined', ({ batchSize, accumulate, joined }) => {
    const several = train({ ...options, batchSize, accumulate });
    const one = train({ ...options, batchSize: joined });
    expect(several.reports).toHaveLength(one.reports.length);
    several.reports.forEach(({ loss, ...report }, i) => {
      const { loss: expected, ...rest } = one.reports[i]!;
      expect(report).toEqual(rest);
      expect(Math.abs(loss - expected)).toBeLessThan(1e-12 * expected);
    });
    several.weights.forEach((w, i) => {
      expect(Math.abs(w - one.weights[i]!)).toBeLessThan(1e-11);
    });
  });
});

test('one batch for each update, asked for, changes no bit', () => {
  const options = { loss: meanSquaredError(), optimizer: adam({ learningRate: 0.05 }), batchSize: 8 };
  expect(train({ ...options, accumulate: 1 })).toEqual(train(options));
});

test('each batch of an update draws random numbers of its own', async () => {
  // A weight moves where dropout let its input through in any of the batches.
  const moved = async (accumulate: number) => {
    const model = network({ inputs: 1000, layers: [dropout(0.5), dense(1)] });
    const before = model.memory.copy();
    const ones = Array.from({ length: 4 }, () => Array.from({ length: 1000 }, () => 1));
    const options = { loss: meanSquaredError(), optimizer: sgd(), batchSize: 1, shuffle: false };
    for (const { step } of steps(model, ones, [[9], [9], [9], [9]], { ...options, accumulate })) if (step === 1) break;
    return model.memory.copy().filter((w, i) => w !== before[i]).length / 1000;
  };
  for (const accumulate of [1, 2, 4]) {
    expect(Math.abs((await moved(accumulate)) - (1 - 0.5 ** accumulate))).toBeLessThan(0.05);
  }
});

test('a loss that is not finite in one batch moves nothing, and is told', async () => {
  const model = network({ inputs: 1, layers: [dense(1)] });
  const before = model.memory.copy();
  const options = { loss: meanSquaredError(), optimizer: sgd(), batchSize: 1, accumulate: 2, shuffle: false };
  await expect(fit(model, [[1], [3e38]], [[0], [0]], options)).rejects.toThrow('the loss became Infinity at step 1');
  expect(model.memory.copy()).toEqual(before);
});

test.each([0, 1.5, Number.NaN])('refuses to accumulate %s batches', async (accumulate) => {
  const model = network({ inputs: 4, layers: [dense(2)] });
  const options = { loss: meanSquaredError(), optimizer: sgd(), accumulate };
  await expect(fit(model, x, t, options)).rejects.toThrow(
    `fit: accumulate: expected a whole number from 1, got ${accumulate}`,
  );
});
