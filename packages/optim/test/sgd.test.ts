import { fromData, matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { sgd } from '../src/index.js';

/** How far from its minimum c/2 x² is after so many steps that began at 1. */
function distance(curvature: number, learningRate: number, steps: number): number {
  const x = matrix([[1]], { dtype: 'f64' });
  const made = sgd({ learningRate });
  const state = made.init(x);
  for (let k = 0; k < steps; k++) made.step(x, fromData(1, 1, Float64Array.of(curvature * x.at(0, 0))), state);
  return Math.abs(x.at(0, 0));
}

describe.each([0.01, 1, 3, 250])('plain gradient descent on a parabola of curvature %d', (curvature) => {
  test.each([0.1, 1, 1.9, 1.95])('comes to the minimum with a rate of %d / curvature, which is below 2', (rate) => {
    expect(distance(curvature, rate / curvature, 500)).toBeLessThan(1e-9);
  });

  test.each([2.01, 2.1, 4])('overshoots ever further with a rate of %d / curvature, which is above 2', (rate) => {
    expect(distance(curvature, rate / curvature, 500)).toBeGreaterThan(100);
  });

  test('is multiplied by 1 - rate curvature in each step', () => {
    expect(distance(curvature, 2.5 / curvature, 10)).toBeCloseTo(1.5 ** 10, 9);
    expect(distance(curvature, 0.5 / curvature, 10)).toBeCloseTo(0.5 ** 10, 12);
  });
});

test('one step by hand', () => {
  // y = w x + b with w = 1, b = 2, x = 3 and target 10: the gradient of (y - t)² / 2 is (-15, -5).
  const parameters = matrix([[1, 2]], { dtype: 'f64' });
  const made = sgd({ learningRate: 0.1 });
  made.step(parameters, matrix([[-15, -5]], { dtype: 'f64' }), made.init(parameters));
  expect(parameters.toArray()).toEqual([[2.5, 2.5]]);
});

test('nesterov needs a momentum', () => {
  expect(() => sgd({ nesterov: true })).toThrow(/sgd: nesterov: expected a momentum above 0.*got 0/);
});
