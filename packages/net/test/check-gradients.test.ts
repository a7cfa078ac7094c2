import { formula, mean, mul, sqrt, square, sub, withAdjoint } from '@nn/formula';
import { crossEntropy, meanSquaredError, quantile } from '@nn/loss';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as net from '../src/index.js';
import {
  type Activation,
  activation,
  checkGradients,
  dense,
  dropout,
  linear,
  network,
  relu,
  softmax,
  tanh,
} from '../src/index.js';
import { ones, zeros } from '../src/init/index.js';

const x = random(1).normal(6, 4);
const onehot = Array.from({ length: 6 }, (_, i) => [0, 1, 2].map((k) => +(k === i % 3)));

describe('checkGradients', () => {
  const activations = Object.values(net).filter((v): v is Activation => typeof v === 'object' && 'formula' in v);

  test.each(activations)('finds nothing wrong with $name', (f) => {
    const model = network({ inputs: 4, layers: [dense(5, f), dense(3, softmax)], seed: 2 });
    for (const loss of [crossEntropy(), meanSquaredError()]) {
      const { passed, checked, worst } = checkGradients(model, x, onehot, { loss });
      expect(worst.relativeError, worst.parameter).toBeLessThan(1e-6);
      expect(passed).toBe(true);
      expect(checked).toBe(43);
    }
  });

  test('checks one parameter where it is asked to', () => {
    const model = network({ inputs: 4, layers: [dense(5, tanh), dense(3, softmax)], seed: 2 });
    const counts = model.parameters.map(({ name }) => {
      const { passed, checked, worst } = checkGradients(model, x, onehot, { loss: crossEntropy(), by: name });
      expect(passed, name).toBe(true);
      expect(worst.parameter.startsWith(`${name}[`), worst.parameter).toBe(true);
      return checked;
    });
    expect(counts).toEqual([20, 5, 15, 3]);
    // Only what is before a wrong derivative is wrong.
    const wrong = activation('wrong', (s) => withAdjoint(square(s), s, (_, g) => mul(3, mul(g, s))));
    const broken = network({ inputs: 4, layers: [dense(5, wrong), dense(3)], seed: 2 });
    const passed = (by: string) => checkGradients(broken, x, onehot, { loss: meanSquaredError(), by }).passed;
    expect(broken.parameters.map(({ name }) => passed(name))).toEqual([false, false, true, true]);
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
    const { passed, kinks, kinksAt, message } = checkGradients(
      model,
      [
        [0, 0],
        [1, 2],
      ],
      [[1], [2]],
      { loss: meanSquaredError() },
    );
    expect(kinks).toBeGreaterThan(0);
    expect(kinksAt).toEqual({ 'layers.0 (relu): maximum(add(…), 0)': kinks });
    expect(passed, message).toBe(true);
  });

  test('names a kink of the loss by the loss', () => {
    const model = network({ inputs: 1, layers: [dense(1, linear, { init: ones })] });
    const { kinks, kinksAt } = checkGradients(model, [[1], [2]], [[1], [0]], { loss: quantile({ q: 0.9 }) });
    expect(kinks).toBe(2);
    expect(kinksAt).toEqual({ 'quantile: maximum(mul(…), mul(…))': 2 });
  });

  test('checks what a layer does while training', () => {
    const model = network({ inputs: 4, layers: [dense(5, tanh), dropout(0.4), dense(3, softmax)], seed: 2 });
    const settings = { loss: crossEntropy(), samples: 60 };
    const [still, dropping] = [false, true].map((training) =>
      checkGradients(model, x, onehot, { ...settings, training }),
    );
    for (const { passed, message } of [still!, dropping!]) expect(passed, message).toBe(true);
    expect(dropping!.worst.analytic).not.toBe(still!.worst.analytic);
  });

  test('a gradient that is no number does not pass, whatever comes after it', () => {
    // The root of 0 has no slope: that of the first weight, whose input is 0, is 0 times infinity.
    const model = network({ inputs: 2, layers: [dense(1, activation('root', sqrt), { init: zeros })] });
    const { passed, worst } = checkGradients(model, [[0, 1]], [[1]], { loss: meanSquaredError() });
    expect(passed).toBe(false);
    expect(worst.relativeError).toBe(Infinity);
  });

  test('is not misled by rounding: targets in thousands, hundreds of samples, many kinks nearby', () => {
    const many = random(3).normal(200, 4);
    const thousands = random(4).normal(200, 1, { mean: 200_000, std: 50_000 });
    const smooth = network({ inputs: 4, layers: [dense(16, tanh), dense(1)], seed: 2 });
    const natural = checkGradients(smooth, many, thousands, { loss: meanSquaredError() });
    expect(natural).toMatchObject({ passed: true, kinks: 0 });
    const classes = Array.from({ length: 200 }, (_, i) => [0, 1, 2].map((k) => +(k === i % 3)));
    const broken = network({ inputs: 4, layers: [dense(30, relu), dense(30, relu), dense(3, softmax)], seed: 2 });
    expect(checkGradients(broken, many, classes, { loss: crossEntropy() }).passed).toBe(true);
  });

  test('finds an error of one in a thousand in any of these', () => {
    const nearly = activation('nearly', (s) => withAdjoint(square(s), s, (_, g) => mul(2.002, mul(g, s))));
    const model = network({ inputs: 4, layers: [dense(5, nearly), dense(1)], seed: 2 });
    const thousands = random(4).normal(6, 1, { mean: 200_000, std: 50_000 });
    expect(checkGradients(model, x, thousands, { loss: meanSquaredError() }).passed).toBe(false);
  });

  test('refuses to check nothing', () => {
    const model = network({ inputs: 4, layers: [dense(3, softmax)] });
    expect(() => checkGradients(model, x, onehot, { loss: crossEntropy(), samples: 0 })).toThrow('samples');
  });
});
