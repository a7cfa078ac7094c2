import { add, formula, matmul, mean, square, sub } from '@nn/formula';
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix, random, reference } from '@nn/matrix';
import { lbfgs, minimize, onPlateau } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  dense,
  dropout,
  fit,
  network,
  noDecayOnBiases,
  type SearchingOptimizer,
  softmax,
  steps,
  tanh,
} from '../src/index.js';

const x = random(41).normal(24, 3);
const classes = Array.from({ length: 24 }, (_, i) => [0, 1, 2].map((k) => (k === i % 3 ? 1 : 0)));
const make = (...between: Parameters<typeof network>[0]['layers']) =>
  network({ inputs: 3, layers: [dense(6, tanh), ...between, dense(3, softmax)], seed: 6 });
const options = { loss: crossEntropy(), optimizer: lbfgs(), batchSize: 'all' as const };

describe('an optimizer that searches', () => {
  test('learns what is at random by heart in a few steps, and the loss never goes up', async () => {
    const { epochs, run } = await fit(make(), x, classes, { ...options, epochs: 60 });
    epochs.slice(1).forEach(({ loss }, i) => {
      expect(loss).toBeLessThanOrEqual(epochs[i]!.loss);
    });
    expect(epochs.at(-1)!.loss).toBeLessThan(0.2 * epochs[0]!.loss);
    expect(epochs.at(-1)!.step).toBe(60);
    expect(run.state().step).toBe(60);
  });

  test('is as minimize of @nn/optim over the same formula', async () => {
    const backend = reference({ dtype: 'f64' });
    const model = network({ inputs: 3, layers: [dense(1)], seed: 1, backend });
    const [xs, t] = [x.toArray(), x.toArray().map(([a, b]) => [a! * b!])];
    const [weight, bias] = model.parameters.map((p) => p.get());
    const loss = formula(['W', 'b', 'x', 't'], (W, b, xi, ti) => mean(square(sub(add(matmul(xi, W), b), ti))));
    const start = { W: weight!, b: bias! };
    const { path } = minimize(loss, start, { given: { x: xs, t }, optimizer: lbfgs(), steps: 4 });
    await fit(model, xs, t, { ...options, loss: meanSquaredError(), shuffle: false, epochs: 4 });
    const end = [...path.at(-1)!.w.W.data, ...path.at(-1)!.w.b.data];
    [...model.memory.copy()].forEach((w, i) => {
      expect(Math.abs(w - end[i]!)).toBeLessThan(1e-10);
    });
  });

  test('sees one loss in a step: the same samples, and the same units dropped', () => {
    const asked: { loss: number; again: number }[] = [];
    const looks: SearchingOptimizer = {
      name: 'looks',
      learningRate: 1,
      init: () => ({ step: 0, running: {}, slots: {} }),
      search: (parameters, here, objective, state) => {
        state.step++;
        objective(matrix([Array.from(parameters.data, (w) => w + 1)]));
        const { loss: again, gradient } = objective(parameters);
        expect(gradient.toArray()).toEqual(here.gradient.toArray());
        asked.push({ loss: here.loss, again });
      },
    };
    const model = make(dropout(0.5));
    const before = model.memory.copy();
    for (const { step } of steps(model, x, classes, { ...options, optimizer: looks })) if (step === 3) break;
    for (const { loss, again } of asked) expect(again).toBe(loss);
    // Other units in each step; and the parameters are those that the search has left.
    expect(new Set(asked.map(({ loss }) => loss)).size).toBe(3);
    expect(model.memory.copy()).toEqual(before);
  });

  test('goes on to the same bits, with its memory of steps', async () => {
    const [whole, parts] = [make(), make()];
    const learningRate = onPlateau(1, { patience: 0, factor: 0.5, threshold: 0.2 });
    await fit(whole, x, classes, { ...options, learningRate, epochs: 12 });
    const { run } = await fit(parts, x, classes, { ...options, learningRate, epochs: 5 });
    const state = run.state();
    await fit(parts, x, classes, { ...options, continue: run, epochs: 7 });
    expect(parts.memory.copy()).toEqual(whole.memory.copy());
    // What was asked for is a copy.
    expect(state.step).toBe(5);
    expect(state.slots.steps!.rows).toBe(10);
  });

  test('takes all samples in several batches too', async () => {
    const backend = reference({ dtype: 'f64' });
    const train = async (sizes: { batchSize: number | 'all'; accumulate?: number }) => {
      const model = network({ inputs: 3, layers: [dense(4, tanh), dense(3, softmax)], seed: 6, backend });
      await fit(model, x, classes, { ...options, ...sizes, epochs: 5 });
      return model.memory.copy();
    };
    const [one, several] = [await train({ batchSize: 'all' }), await train({ batchSize: 7, accumulate: 4 })];
    several.forEach((w, i) => {
      expect(Math.abs(w - one[i]!)).toBeLessThan(1e-9);
    });
  });

  test.each([
    [{ batchSize: 8 }, "fit: batchSize: expected 'all' with lbfgs, which compares losses of the same samples, got 8"],
    [{ batchSize: 8, accumulate: 2 }, "fit: batchSize: expected 'all' with lbfgs"],
    [{ groups: noDecayOnBiases }, 'fit: groups: expected none with lbfgs, which moves all parameters in one direction'],
  ])('refuses %o', async (settings, message) => {
    await expect(fit(make(), x, classes, { ...options, ...settings })).rejects.toThrow(message);
  });
});
