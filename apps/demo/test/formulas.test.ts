import { derivative, text } from '@nn/formula';
import { halfSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { activationNames } from '../src/routes/[lang=lang]/neuron/activations.js';
import {
  delta,
  gradientOf,
  loss,
  lossSlope,
  neuronLoss,
  outputOf,
  outputSlope,
  parameterNames,
  updateOf,
  weightedSum,
} from '../src/routes/[lang=lang]/neuron/formulas.js';

test('the formulas read as a textbook has them', () => {
  expect(text(weightedSum)).toBe('w1 x1 + w2 x2 + b');
  expect(text(loss)).toBe('0.5 (y - t)²');
  expect(text(lossSlope)).toBe('y - t');
  expect(text(gradientOf('w2'))).toBe('delta x2');
  expect(text(gradientOf('b'))).toBe('delta');
  expect(text(updateOf('w1'))).toBe('w1 - eta g');
});

test('the loss of one sample is the loss of the package', () => {
  expect(loss({ y: 0.3, t: 1 })).toBe(halfSquaredError().value(matrix([[0.3]], { dtype: 'f64' }), matrix([[1]])));
});

describe('the chain from right to left', () => {
  const inputs = { w1: 0.6, x1: 1.5, w2: -0.3, x2: 0.5, b: 0.2 };
  const t = 0.25;

  test.each(activationNames)('gives the derivative of the whole: %s', (activation) => {
    const z = weightedSum(inputs);
    const y = outputOf(activation)({ z });
    const factors = { slope: lossSlope({ y, t }), steepness: outputSlope(activation)({ z }) };
    for (const name of parameterNames) {
      const whole = derivative(neuronLoss(activation), name)({ ...inputs, t });
      const chain = gradientOf(name)({ delta: delta(factors), x1: inputs.x1, x2: inputs.x2 });
      expect(chain, name).toBeCloseTo(whole, 14);
    }
  });
});
