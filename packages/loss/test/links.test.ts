import { derivative, type Formula, fromExpression, type Given, gradients } from '@nn/formula';
import { map, matrix, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { binaryCrossEntropy, crossEntropy, type Link, weighted } from '../src/index.js';
import { double, expectClose, pytorch, rows, slopes, unlinked } from './support.js';
import { table } from './table.js';

const linked = table
  .map(({ name, options = '', make }) => ({ name: `${name}${options}`, loss: make() }))
  .flatMap(({ name, loss }) => (loss.link ? [{ name, loss, link: loss.link }] : []));

test('the losses that have a link are those that PyTorch has over logits', () => {
  expect(linked.map(({ name }) => name).sort()).toEqual(Object.keys(pytorch.links).sort());
});

describe.each(linked)('$name over the logits of its activation', ({ name, loss, link }) => {
  const slope = derivative(link.formula, 'y');
  const rng = random(0);
  const z = rng.normal(5, 3, { std: 3, dtype: 'f64' });
  // Whole targets, targets between, and such that do not sum to 1.
  const t = rng.uniform(5, 3, { dtype: 'f64' });
  t.data.set([0, 1, 0, 0.2, 0.3, 0.5]);

  test('has the value and the gradient of PyTorch', () => {
    for (const { y, t, value, gradient } of pytorch.links[name]!) {
      expectClose(rows(link.formula, double(y), double(t)), [[value]], 1e-12);
      expectClose(rows(slope, double(y), double(t)), gradient, 1e-12);
    }
  });

  test('has the slope that differences of its value have', () => {
    expectClose(
      rows(slope, z, t),
      slopes((at) => rows(link.formula, at, t)[0]![0]!, z),
      1e-9,
    );
  });

  test('is the loss after the activation', () => {
    const after = unlinked(loss, link);
    expectClose(rows(link.formula, z, t), rows(after, z, t), 1e-12);
    expectClose(rows(slope, z, t), rows(derivative(after, 'y'), z, t), 1e-11);
  });

  test('takes weights as the loss does', () => {
    const after = weighted(unlinked(loss, link));
    const over = weighted(link.formula);
    const given = { y: z, t, weights: [[2], [0], [0.5], [1], [1]] };
    expect(over(given)).toBeCloseTo(after(given) as number, 12);
    expect(numbers(byY(over), given)).toEqual(numbers(byY(after), given).map((x) => expect.closeTo(x, 12)));
  });
});

const byY = (f: Formula<'y' | 't' | 'weights'>) => fromExpression(gradients(f.expression, ['y']).y!, f.names);
const numbers = (f: Formula, given: Readonly<Record<string, Given>>) => {
  const result = f(given);
  return typeof result === 'number' ? [result] : [...(result.data as ArrayLike<number> as number[])];
};

describe('logits of ±1e4', () => {
  /** Value and slope in double precision, and in single precision on the default backend. */
  const both = ({ formula }: Link, z: number[][], t: number[][]) => [
    { value: rows(formula, double(z), double(t))[0]![0]!, slope: rows(derivative(formula, 'y'), double(z), double(t)) },
    {
      value: map(formula, { y: matrix(z), t: matrix(t) }).at(0, 0),
      slope: map(derivative(formula, 'y'), { y: matrix(z), t: matrix(t) }).toArray(),
    },
  ];
  // 0 and -0 are one number here.
  const plain = (m: number[][]) => m.map((row) => row.map((x) => x + 0));

  test.each([
    { z: [[1e4, -1e4]], t: [[1, 0]], value: 0, slope: [[0, 0]] },
    { z: [[1e4, -1e4]], t: [[0, 1]], value: 2e4, slope: [[1, -1]] },
    { z: [[-1e4, -1e4]], t: [[2, 0]], value: 2 * Math.LN2, slope: [[-1, 1]] },
    // Softmax gives (1, 0); the targets sum to 3/4.
    { z: [[1e4, -1e4]], t: [[0.25, 0.5]], value: 1e4, slope: [[0.5, -0.5]] },
  ])('softmax and cross-entropy of $z for $t', ({ z, t, value, slope }) => {
    for (const result of both(crossEntropy().link!, z, t)) {
      expect(result.value).toBeCloseTo(value, 6);
      expect(plain(result.slope)).toEqual(slope);
    }
  });

  test.each([
    { z: [[1e4]], t: [[1]], value: 0, slope: [[0]] },
    { z: [[1e4]], t: [[0]], value: 1e4, slope: [[1]] },
    { z: [[-1e4]], t: [[0]], value: 0, slope: [[0]] },
    { z: [[-1e4]], t: [[1]], value: 1e4, slope: [[-1]] },
    { z: [[-1e4]], t: [[0.25]], value: 2500, slope: [[-0.25]] },
    { z: [[1e4, -1e4]], t: [[0, 1]], value: 1e4, slope: [[0.5, -0.5]] },
  ])('sigmoid and binary cross-entropy of $z for $t', ({ z, t, value, slope }) => {
    for (const result of both(binaryCrossEntropy().link!, z, t)) {
      expect(result.value).toBe(value);
      expect(plain(result.slope)).toEqual(slope);
    }
  });
});
