import { formula, square, text } from '@nn/formula';
import { type DType, matrix, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { adam, clipGlobalNorm, clipValue, minimize, type Optimizer, optimizer, sgd } from '../src/index.js';
import { type Clip, pytorch } from './table.js';

const row = (numbers: readonly number[], dtype: DType = 'f64') => matrix([numbers], { dtype });
const make = { sgd, adam };

/** The outermost clip comes first. */
const clip = (made: Optimizer, clips: readonly Clip[]): Optimizer =>
  clips.reduceRight(
    (inner, [kind, size]) =>
      kind === 'clipValue' ? clipValue(inner, { limit: size }) : clipGlobalNorm(inner, { max: size }),
    made,
  );

const cases = pytorch.clipped.map((one) => ({
  ...one,
  title: `${one.optimizer} behind ${one.clips.map(([kind, size]) => `${kind} ${size}`).join(', ')}${one.groups ? ', in groups' : ''}`,
}));

describe.each(cases)('$title', ({ optimizer: name, settings, clips, groups, after }) => {
  test.each([
    { dtype: 'f64', steps: 1, within: 1e-13 },
    { dtype: 'f64', steps: 10, within: 1e-12 },
    { dtype: 'f64', steps: 100, within: 1e-12 },
    { dtype: 'f32', steps: 1, within: 5e-7 },
    { dtype: 'f32', steps: 10, within: 2e-6 },
    { dtype: 'f32', steps: 100, within: 1e-5 },
  ] as const)("is where PyTorch's is after $steps in $dtype", ({ dtype, steps, within }) => {
    const made = clip(make[name](settings), clips);
    const parameters = row(pytorch.start, dtype);
    const state = made.init(parameters);
    for (const gradient of pytorch.gradients.slice(0, steps)) {
      made.step(parameters, row(gradient, dtype), state, groups ? { groups } : {});
    }
    after[`${steps}`].forEach((expected, i) => {
      const difference = Math.abs(parameters.data[i]! - expected);
      expect(difference, `parameter ${i}: ${parameters.data[i]}, not ${expected}`).toBeLessThanOrEqual(
        within * Math.max(1, Math.abs(expected)),
      );
    });
  });
});

test('a clip is a formula and a setting of its optimizer, and nothing else of it changes', () => {
  const made = adam({ learningRate: 0.1 });
  const byValue = clipValue(made, { limit: 0.5 });
  expect(byValue).toMatchObject({ name: 'adam', learningRate: 0.1, slots: made.slots, update: made.update });
  expect(byValue.settings).toEqual({ ...made.settings, clipValue: 0.5 });
  expect(text(byValue.gradient!)).toBe('max(-0.5, min(0.5, gradient))');
  const twice = clipGlobalNorm(byValue, { max: 2 });
  expect(twice.settings).toEqual({ ...made.settings, clipValue: 0.5, clipGlobalNorm: 2 });
  expect(clipGlobalNorm(twice, { max: 3 }).settings.clipGlobalNorm).toBe(2);
  expect(clipGlobalNorm(twice, { max: 1 }).settings.clipGlobalNorm).toBe(1);
  expect(made.settings).not.toHaveProperty('clipValue');
});

test('a gradient that is short enough, and one of zeros, stay as they are', () => {
  const parameters = row([1, 2, 3]);
  const made = clipGlobalNorm(sgd({ learningRate: 1 }), { max: 1 });
  made.step(parameters, row([0, 0, 0]), made.init(parameters));
  expect(parameters.toArray()).toEqual([[1, 2, 3]]);
  made.step(parameters, row([0.5, 0, -0.5]), made.init(parameters));
  expect(parameters.toArray()).toEqual([[0.5, 2, 3.5]]);
});

test('the norm is that of a matrix in any form, added up in double precision in f32 too', () => {
  const gradient = random(1).normal(50, 40);
  const made = clipGlobalNorm(sgd({ learningRate: 1 }), { max: 1 });
  const moved = matrix(gradient.toArray().map((numbers) => numbers.map(() => 0)));
  made.step(moved, gradient, made.init(moved));
  const length = Math.hypot(...moved.data);
  expect(Math.abs(length - 1)).toBeLessThan(1e-6);
});

test('an optimizer of its own may change the gradient by its own rule', () => {
  const { update, slots: _, ...rest } = sgd({ learningRate: 1 });
  const clippedTo1 = clipValue(sgd(), { limit: 1 }).gradient!;
  const own = optimizer({ ...rest, name: 'own', update, gradient: clippedTo1 });
  const parameters = row([0, 0]);
  own.step(parameters, row([5, -0.5]), own.init(parameters));
  expect(parameters.toArray()).toEqual([[-1, 0.5]]);
});

test('the verdict on a clipped descent is by its path', () => {
  const clipped = clipValue(sgd({ learningRate: 0.1 }), { limit: 1 });
  const { verdict } = minimize(
    formula(['w'], (w) => square(w)),
    5,
    { optimizer: clipped, steps: 20 },
  );
  expect(verdict.text).toContain('sgd with a clipped gradient goes by its own');
});

test.each([
  [() => clipValue(sgd(), { limit: 0 }), RangeError, 'clipValue: limit: expected a finite number above 0, got 0'],
  [
    () => clipGlobalNorm(sgd(), { max: Number.NaN }),
    RangeError,
    'clipGlobalNorm: max: expected a finite number above 0, got NaN',
  ],
  [
    () => clipValue(sgd as never, { limit: 1 }),
    TypeError,
    'clipValue: optimizer: expected an optimizer such as adam(), got a function',
  ],
] as const)('refuses what cannot be a clip: %#', (run, kind, message) => {
  expect(run).toThrow(kind);
  expect(run).toThrow(message);
});
