import { add, formula, matmul, mul, sum, transpose } from '@nn/formula';
import { fromData, type Matrix, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { hessianOf } from '../src/descents/curvature.js';
import { parameters } from '../src/descents/parameters.js';
import { spectrum } from '../src/descents/spectrum.js';

/** Half of wᵀ A w for a column w: its Hessian is A. */
const form = formula(['w', 'A'], (w, A) => mul(0.5, matmul(transpose(w), matmul(A, w))));
const at = (A: readonly (readonly number[])[]) => {
  const free = parameters('test', form.names, { w: A.map(() => [0]) }, { given: ['A'] });
  return { hessian: hessianOf(form.expression, free, { A }), w: free.start };
};

describe('the ends of the spectrum', () => {
  test.each([
    { A: [[3]], least: 3, greatest: 3 },
    { A: [[-2]], least: -2, greatest: -2 },
    { A: [[0]], least: 0, greatest: 0 },
    {
      A: [
        [0, 1],
        [1, 0],
      ],
      least: -1,
      greatest: 1,
    },
    {
      A: [
        [2, 1],
        [1, 2],
      ],
      least: 1,
      greatest: 3,
    },
    {
      A: [
        [-5, 0, 0],
        [0, -4, 0],
        [0, 0, -1],
      ],
      least: -5,
      greatest: -1,
    },
    {
      A: [
        [1e6, 0, 0],
        [0, 1, 0],
        [0, 0, -3],
      ],
      least: -3,
      greatest: 1e6,
    },
  ])('of $A are $least and $greatest', ({ A, least, greatest }) => {
    const { hessian, w } = at(A);
    const ends = spectrum((v) => hessian(w, v), A.length);
    // As far as doubles of the largest one's size can tell.
    const within = 1e-11 * Math.max(1, Math.abs(least), Math.abs(greatest));
    expect(Math.abs(ends.least - least)).toBeLessThan(within);
    expect(Math.abs(ends.greatest - greatest)).toBeLessThan(within);
  });
});

test.each([10, 50, 300])('of a chain of %d springs are those of the sines', (n) => {
  // 2 on the diagonal and -1 beside it: 2 - 2 cos(k pi / (n + 1)).
  const chain = (v: Matrix) =>
    fromData(
      1,
      n,
      Float64Array.from(v.data, (x, i) => 2 * x - (v.data[i - 1] ?? 0) - (v.data[i + 1] ?? 0)),
    );
  const { least, greatest } = spectrum(chain, n);
  const end = 2 - 2 * Math.cos(Math.PI / (n + 1));
  const within = n <= 50 ? 1e-12 : 1e-2;
  expect(Math.abs(least - end)).toBeLessThan(within);
  expect(Math.abs(4 - end - greatest)).toBeLessThan(within);
});

test('of what is no number are none', () => {
  const { least, greatest } = spectrum(
    (v) =>
      fromData(
        1,
        2,
        v.data.map(() => Number.NaN),
      ),
    2,
  );
  expect([least, greatest]).toEqual([Number.NaN, Number.NaN]);
});

test('the Hessian times a direction is the matrix times it', () => {
  const A = [
    [4, 1, -2],
    [1, 3, 0],
    [-2, 0, 5],
  ];
  const { hessian, w } = at(A);
  const v = random(2).normal(1, 3, { dtype: 'f64' });
  hessian(w, v).data.forEach((x, i) => {
    expect(x).toBeCloseTo(
      A[i]!.reduce((s, a, j) => s + a * v.data[j]!, 0),
      12,
    );
  });
});

test('an input that the loss does not depend on has no curvature', () => {
  const f = formula(['a', 'b'], (a, b) => add(sum(mul(a, a)), mul(0, sum(b))));
  const free = parameters('test', f.names, { a: 2, b: 3 }, { given: [] });
  expect([...hessianOf(f.expression, free, {})(free.start, free.start).data]).toEqual([4, 0]);
});
