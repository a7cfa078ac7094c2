import { describe, expect, test } from 'vitest';
import {
  add,
  checkFormula,
  decisions,
  derivative,
  div,
  type Expr,
  equal,
  evaluate,
  exp,
  formula,
  joinChecks,
  log,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  select,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  tanh,
  transpose,
  withAdjoint,
} from '../src/index.js';

const W = [
  [0.3, -0.7, 0.2],
  [1.1, 0.4, -0.9],
  [-0.5, 0.8, 0.6],
];
const x = [
  [1, -2, 0.5],
  [0.25, 3, -1],
];

const softmax = (z: Expr) => {
  const powers = exp(sub(z, max(z, 'eachRow')));
  return div(powers, sum(powers, 'eachRow'));
};

describe('finds nothing wrong with', () => {
  test.each<[string, Parameters<typeof checkFormula<string>>]>([
    ['numbers', [formula(['y', 't'], (y, t) => square(sub(y, t))), { y: 8, t: 10 }]],
    ['a layer', [formula(['x', 'W', 'b'], (u, w, b) => tanh(add(matmul(u, w), b))), { x, W, b: [[0.1, 0, -0.2]] }]],
    ['a softmax', [formula(['z'], softmax), { z: x }]],
    ['large numbers', [formula(['z'], (z) => mean(square(z))), { z: [[2e5, -3e5]] }]],
    ['small numbers', [formula(['z'], (z) => mean(square(z))), { z: [[2e-9, -3e-9]] }]],
    // At 1e-4 on one side of it the logarithm is not there.
    ['the edge of where it is defined', [formula(['z'], log), { z: [[9e-5, 2]] }]],
    // The sum is 0 but for rounding: what a difference of two sums is off by is that of its terms.
    ['terms that cancel', [formula(['z'], (z) => mul(z, 1e6)), { z: [[1, -1, 3e-7, -3e-7]] }]],
    ['a matrix of numbers that hardly matter', [formula(['z'], (z) => softplus(mul(z, 9))), { z: [[-3, -2, 2, 3]] }]],
  ])('%s', (_, [f, values]) => {
    const check = checkFormula(f, values);
    expect(check.passed, check.message).toBe(true);
    expect(check.kinks).toBe(0);
    expect(check.message).toMatch(/^right within /);
  });
});

describe('catches a derivative that is stated wrongly:', () => {
  const product = (rule: (g: Expr, u: Expr, w: Expr) => Expr) =>
    formula(['x', 'W'], (u, w) => withAdjoint(matmul(u, w), w, (_, g) => rule(g, u, w)));
  const right = (g: Expr, u: Expr) => matmul(u, g, { transposeA: true });

  test('none is, to begin with', () => {
    expect(checkFormula(product(right), { x, W }, { by: ['W'] })).toMatchObject({ passed: true, checked: 9 });
  });

  test.each<[string, (g: Expr, u: Expr, w: Expr) => Expr, (ratio: number) => void]>([
    ['a sign', (g, u) => neg(right(g, u)), (ratio) => expect(ratio).toBeCloseTo(-1, 6)],
    ['a factor', (g, u) => mul(1.001, right(g, u)), (ratio) => expect(ratio).toBeCloseTo(1.001, 6)],
    ['a transpose', (g, u) => transpose(right(g, u)), (ratio) => expect(ratio).not.toBeCloseTo(1, 1)],
    ['a mean for a sum', (g, u) => mul(0.5, right(g, u)), (ratio) => expect(ratio).toBeCloseTo(0.5, 6)],
    ['nothing at all', (_, __, w) => mul(0, w), (ratio) => expect(ratio).toBe(0)],
  ])('%s', (_, rule, expectRatio) => {
    const check = checkFormula(product(rule), { x, W }, { by: ['W'] });
    expect(check.passed).toBe(false);
    expect(check.worst.parameter).toMatch(/^W\[[012], [012]\]$/);
    expect(check.message).toContain(
      `wrong by ${check.worst.parameter}: ${check.worst.analytic} derived, ${check.worst.numeric} by`,
    );
    expectRatio(check.worst.analytic / check.worst.numeric);
  });

  test('in one element only, which it names', () => {
    // Where u is the largest of all, the rule says 3 for 2.
    const f = formula(['u'], (u) =>
      withAdjoint(square(u), u, (_, g) => mul(g, mul(select(equal(u, max(u)), 3, 2), u))),
    );
    const { worst, passed } = checkFormula(f, { u: x });
    expect(passed).toBe(false);
    expect(worst).toMatchObject({ parameter: 'u[1, 1]', analytic: expect.any(Number) });
    expect(worst.analytic / worst.numeric).toBeCloseTo(1.5, 6);
    expect(worst.relativeError).toBeCloseTo(1 / 3, 6);
  });

  test('errors of single elements that cancel in their sum', () => {
    // y is (s, 2 s); the rule takes 2 for the slope of the first and 1 for that of the second.
    const f = formula(['s', 'slopes', 'exchanged'], (s, slopes, exchanged) =>
      withAdjoint(matmul(s, slopes), s, (_, g) => matmul(g, exchanged, { transposeB: true })),
    );
    const values = { s: 3, slopes: [[1, 2]], exchanged: [[2, 1]] };
    expect(evaluate(derivative(f, 's').expression, values).data[0]).toBe(3);
    expect(checkFormula(f, values, { by: ['s'] })).toMatchObject({ passed: false, worst: { parameter: 's[0, 0]' } });
  });

  test('a derivative that is no number, though all that come after it are right', () => {
    const root = formula(['u'], sqrt);
    const check = checkFormula(root, { u: [[4, -1, 4, 4]] });
    expect(check).toMatchObject({ passed: false, worst: { parameter: 'u[0, 1]', relativeError: Infinity } });
  });
});

describe('kinks', () => {
  const relu = (u: Expr) => maximum(u, 0);

  test('are counted by what has them, and not taken for errors', () => {
    const f = formula(['u', 'W'], (u, w) => add(relu(matmul(u, w)), minimum(u, 3)));
    const check = checkFormula(f, { u: [[0, 0, 3]], W: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }, { by: ['u'] }); // biome-ignore format: rows
    expect(check).toMatchObject({
      passed: false,
      checked: 3,
      kinks: 3,
      kinksAt: { 'maximum(matmul(…), 0)': 2, 'minimum(u, 3)': 1 },
      worst: { parameter: 'none' },
    });
    expect(check.message).toBe(
      'nothing could be compared; 3 of 3 passed over at kinks: 2 at maximum(matmul(…), 0), 1 at minimum(u, 3)',
    );
  });

  test('beside which all is right, pass', () => {
    const check = checkFormula(formula(['u'], relu), { u: [[0, 1, -1]] });
    expect(check).toMatchObject({ passed: true, checked: 3, kinks: 1, kinksAt: { 'maximum(u, 0)': 1 } });
    expect(check.message).toMatch(/^right within .*; 1 of 3 passed over at kinks: 1 at maximum\(u, 0\)$/);
  });

  test('excuse no slope that is not between those of their sides', () => {
    const wrong = formula(['u'], (u) => withAdjoint(relu(u), u, (_, g) => mul(1.5, g)));
    expect(checkFormula(wrong, { u: 0 })).toMatchObject({ passed: false, kinks: 0, worst: { parameter: 'u[0, 0]' } });
  });

  test('that meet are passed over: the slope that is taken may be outside of what the two sides show', () => {
    // At 0 one is taken as flat and so is the other, but the sum has slope 2 above and 1 below.
    const f = formula(['u'], (u) => sub(mul(2, relu(u)), relu(neg(u))));
    expect(checkFormula(f, { u: [[0, 1]] })).toMatchObject({ passed: true, kinks: 1, worst: { parameter: 'u[0, 1]' } });
  });

  test('are none where ties leave no corner: a softmax of equal numbers', () => {
    const wrong = formula(['z'], (z) => withAdjoint(softmax(z), z, (y, g) => mul(g, y)));
    expect(checkFormula(formula(['z'], softmax), { z: [[1, 1, 1]] })).toMatchObject({ passed: true, kinks: 0 });
    expect(checkFormula(wrong, { z: [[1, 1, 1]] })).toMatchObject({ passed: false, kinks: 0 });
  });

  test('are where something is decided: elsewhere a corner is an error', () => {
    // |u| without `abs`, and a derivative that says 0 at 0.
    const f = formula(['u'], (u) => withAdjoint(sqrt(square(u)), u, (_, g) => mul(0, g)));
    expect(checkFormula(f, { u: 0 })).toMatchObject({ passed: false, kinks: 0 });
  });

  test('decisions say for each element which side is the larger', () => {
    const f = formula(['u', 'v'], (u, v) => mul(maximum(u, v), max(u, 'eachRow')));
    const found = decisions(f.expression, { u: [[1, 2, 3]], v: [[2, 2, Number.NaN]] });
    expect(found.map(({ name, taken }) => [name, taken])).toEqual([
      ['maximum(u, v)', '<=?'],
      ['max(u)', '<<='],
    ]);
  });
});

describe('options', () => {
  const f = formula(['u', 'v'], (u, v) => mul(u, v));
  const values = { u: [[1, 2]], v: [[3], [4]] };

  test('how many are drawn, by which inputs, how exactly', () => {
    expect(checkFormula(f, values).checked).toBe(4);
    expect(checkFormula(f, values, { by: ['v'] }).checked).toBe(2);
    expect(checkFormula(f, values, { samples: 3 }).checked).toBe(3);
    const nearly = formula(['u'], (u) => withAdjoint(square(u), u, (_, g) => mul(2.002, mul(g, u))));
    expect(checkFormula(nearly, { u: 1 }).passed).toBe(false);
    expect(checkFormula(nearly, { u: 1 }, { tolerance: 1e-2 }).passed).toBe(true);
  });

  test('another seed draws others', () => {
    const wrongAt3 = formula(['u', 'wrong'], (u, wrong) => withAdjoint(mul(u, 1), u, (_, g) => mul(g, wrong)));
    const given = { u: [[1, 2, 3, 4]], wrong: [[1, 1, 1, 2]] };
    const found = Array.from(
      { length: 20 },
      (_, seed) => checkFormula(wrongAt3, given, { by: ['u'], samples: 1, seed }).passed,
    );
    expect(new Set(found)).toEqual(new Set([true, false]));
  });

  test('that make no sense are refused', () => {
    expect(() => checkFormula(f, values, { samples: 0 })).toThrow(
      'checkFormula: samples: expected a number from 1, got 0',
    );
    expect(() => checkFormula(f, values, { tolerance: 0 })).toThrow(
      'checkFormula: tolerance: expected a number above 0',
    );
    expect(() => checkFormula(f, values, { by: [] })).toThrow('checkFormula: expected at least one number to check');
    // @ts-expect-error: no such input
    expect(() => checkFormula(f, values, { by: ['w'] })).toThrow("checkFormula: by: 'w' is not an input");
    // @ts-expect-error: v is missing
    expect(() => checkFormula(f, { u: 1 })).toThrow('checkFormula: v: expected a number');
  });

  test('joined checks pass if all do, and name whose worst it is', () => {
    const [good, bad] = [formula(['u'], square), formula(['u'], (u) => withAdjoint(square(u), u, (_, g) => mul(g, u)))];
    const joined = joinChecks({ first: checkFormula(good, { u: 1 }), second: checkFormula(bad, { u: [[1, 2]] }) });
    expect(joined).toMatchObject({ passed: false, checked: 3, kinks: 0 });
    expect(joined.worst.parameter).toMatch(/^second: u\[0, [01]\]$/);
    expect(joined.message).toMatch(/^first: right within .*\nsecond: wrong by u\[0, /);
    expect(joinChecks({ first: checkFormula(good, { u: 1 }) }).passed).toBe(true);
  });
});
