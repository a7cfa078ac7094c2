import { meanSquaredError } from '@nn/loss';
import { type Matrix, random, reference } from '@nn/matrix';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { dense, l1, l2, maxNorm, type Network, network, type SampleShape, steps, tanh } from '../src/index.js';

const data = (inputs: SampleShape, rows: number): Matrix =>
  random(1).normal(rows, typeof inputs === 'number' ? inputs : inputs.reduce((a, b) => a * b));
const columns = (model: Network, rows: number): Matrix => random(2).uniform(rows, model.outputs);

describe('what keeps weights small', () => {
  const x = data(3, 8);
  const weights = (settings: Parameters<typeof dense>[2], optimizer = sgd({ learningRate: 0.1 })) => {
    const model = network({
      ...{ inputs: 3, seed: 1, backend: reference({ dtype: 'f64' }) },
      layers: [dense(2, tanh, { bias: false, ...settings })],
    });
    const t = columns(model, 8);
    const before = model.parameters[0]!.get();
    const { loss } = steps(model, x, t, {
      loss: meanSquaredError(),
      optimizer,
      batchSize: 'all',
      shuffle: false,
    }).next().value;
    return { before: Array.from(before.data), after: Array.from(model.parameters[0]!.get().data), loss };
  };

  test('l2 of r is a weight decay of 2r, and the loss says what it adds', () => {
    const [plain, penalized] = [weights({}), weights({ penalty: l2(0.05) })];
    const decayed = weights({}, sgd({ learningRate: 0.1, weightDecay: 0.1 }));
    penalized.after.forEach((w, i) => {
      expect(w).toBeCloseTo(decayed.after[i]!, 14);
    });
    const squares = plain.before.reduce((sum, w) => sum + w * w, 0);
    expect(penalized.loss).toBeCloseTo(plain.loss + 0.05 * squares, 12);
  });

  test('l1 of r moves each weight by r towards 0', () => {
    const [plain, penalized] = [weights({}), weights({ penalty: l1(0.05) })];
    penalized.after.forEach((w, i) => {
      expect(w).toBeCloseTo(plain.after[i]! - 0.1 * 0.05 * Math.sign(plain.before[i]!), 14);
    });
  });

  test('maxNorm shortens what is longer, in its direction, and nothing else', () => {
    const [plain, limited] = [weights({}), weights({ constraint: maxNorm(0.8) })];
    for (const j of [0, 1]) {
      const column = (list: number[]) => list.filter((_, k) => k % 2 === j);
      const norm = Math.sqrt(column(plain.after).reduce((sum, w) => sum + w * w, 0));
      const scale = Math.min(1, 0.8 / norm);
      column(limited.after).forEach((w, i) => {
        expect(w).toBeCloseTo(column(plain.after)[i]! * scale, 12);
      });
    }
  });
});
