import { formula, mean, mul, square, sub, withAdjoint } from '@nn/formula';
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { activation, checkGradients, dense, linear, network, relu, sigmoid, softmax, tanh } from '../src/index.js';

const x = random(1).normal(6, 4);
const onehot = Array.from({ length: 6 }, (_, i) => [0, 1, 2].map((k) => +(k === i % 3)));

describe('checkGradients', () => {
  test.each([linear, sigmoid, tanh, relu, softmax])('finds nothing wrong with $name', (f) => {
    const model = network({ inputs: 4, layers: [dense(5, f), dense(3, softmax)], seed: 2 });
    for (const loss of [crossEntropy(), meanSquaredError()]) {
      const { passed, checked, worst } = checkGradients(model, x, onehot, { loss });
      expect(worst.relativeError, worst.parameter).toBeLessThan(1e-6);
      expect(passed).toBe(true);
      expect(checked).toBe(43);
    }
  });

  test('names the worst parameter of a derivative that is wrong', () => {
    const wrong = activation('wrong', (s) => withAdjoint(square(s), s, (_, g) => mul(3, mul(g, s))));
    const model = network({ inputs: 4, layers: [dense(5, tanh), dense(3, wrong)], seed: 2 });
    const loss = { name: 'mse', formula: formula(['y', 't'], (y, t) => mean(square(sub(y, t)))) };
    const { passed, worst } = checkGradients(model, x, onehot, { loss });
    expect(passed).toBe(false);
    expect(worst.parameter).toMatch(/^layers\.[01]\.(weight|bias)\[\d, \d\]$/);
    // The rule says 3 s where 2 s is right.
    expect(worst.analytic / worst.numeric).toBeCloseTo(1.5, 3);
  });

  test('passes over the kink of a ReLU that stands exactly there', () => {
    const model = network({ inputs: 2, layers: [dense(4, relu), dense(1)], seed: 1 });
    const { passed, kinks } = checkGradients(
      model,
      [
        [0, 0],
        [1, 2],
      ],
      [[1], [2]],
      { loss: meanSquaredError() },
    );
    expect(kinks).toBeGreaterThan(0);
    expect(passed).toBe(true);
  });
});
