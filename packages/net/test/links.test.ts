import { binaryCrossEntropy, crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { type Activation, dense, evaluate, type Loss, network, sigmoid, softmax, steps } from '../src/index.js';

/** A network that hands its inputs to the activation as they are. */
function passing(size: number, activation: Activation) {
  const model = network({ inputs: size, layers: [dense(size, activation, { bias: false })] });
  model.parameters[0]!.set(
    matrix(Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => +(i === j)))),
  );
  return model;
}

/** The change of the weights by one step of rate 1 is minus the gradient. */
function gradient(model: ReturnType<typeof passing>, x: number[][], t: number[][], loss: Loss): number[][] {
  const before = model.parameters[0]!.get();
  steps(model, x, t, { loss, optimizer: sgd({ learningRate: 1 }), batchSize: 'all' }).next();
  const after = model.parameters[0]!.get();
  return before.toArray().map((row, i) => row.map((w, j) => w - after.at(i, j)));
}

describe('a network that ends in the activation its loss is linked to', () => {
  test('softmax and cross-entropy are stable at logits of ±1e4', () => {
    const model = passing(2, softmax);
    const x = [[1e4, -1e4]];
    expect(evaluate(model, x, [[1, 0]], { loss: crossEntropy() }).loss).toBe(0);
    expect(evaluate(model, x, [[0, 1]], { loss: crossEntropy() }).loss).toBe(2e4);
    // The gradient by the logits is softmax - target = (1, -1), times the input.
    const g = gradient(passing(2, softmax), [[1e4, 0]], [[0, 1]], crossEntropy());
    expect(g[0]).toEqual([1e4, -1e4]);
  });

  test('sigmoid and binary cross-entropy are stable at logits of ±1e4', () => {
    const model = passing(1, sigmoid);
    expect(evaluate(model, [[1e4]], [[1]], { loss: binaryCrossEntropy() }).loss).toBe(0);
    expect(evaluate(model, [[1e4]], [[0]], { loss: binaryCrossEntropy() }).loss).toBe(1e4);
    expect(evaluate(model, [[-1e4]], [[1]], { loss: binaryCrossEntropy() }).loss).toBe(1e4);
    expect(gradient(passing(1, sigmoid), [[-1e4]], [[1]], binaryCrossEntropy())).toEqual([[1e4 - 0]]);
  });

  test('the linked loss is the unlinked one where both can be computed, also for targets that do not sum to 1', () => {
    const x = [
      [0.3, -0.2],
      [1.5, 0.1],
    ];
    const t = [
      [0.7, 0.9],
      [0.1, 0],
    ];
    const { link: _, ...plain } = crossEntropy();
    const model = passing(2, softmax);
    const linked = evaluate(model, x, t, { loss: crossEntropy() }).loss;
    expect(linked).toBeCloseTo(evaluate(model, x, t, { loss: plain }).loss, 6);
    const a = gradient(passing(2, softmax), x, t, crossEntropy());
    const b = gradient(passing(2, softmax), x, t, plain);
    for (const [i, v] of a.flat().entries()) expect(v).toBeCloseTo(b.flat()[i]!, 5);
  });

  test('a single output is decided where its probability is a half: at a logit of 0', () => {
    const model = passing(1, sigmoid);
    const [x, t] = [[[-0.1], [0.1], [0.4], [0.6]], [[0], [1], [1], [1]]]; // biome-ignore format: in pairs
    for (const loss of [binaryCrossEntropy(), meanSquaredError()]) {
      expect(evaluate(model, x, t, { loss }).accuracy, loss.name).toBe(1);
    }
  });
});
