import {
  div,
  type Expr,
  matmul,
  mul,
  neg,
  square,
  stopGradient,
  sub,
  tanh as tanhOf,
  transpose,
  withAdjoint,
} from '@nn/formula';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as net from '../src/index.js';
import { type Activation, activation, checkLayer, dense, dropout, type Layer, relu, tanh } from '../src/index.js';
import { glorot } from '../src/init/index.js';

const x = random(1).normal(5, 3);

describe('checkLayer finds nothing wrong with', () => {
  const activations = Object.values(net).filter((v): v is Activation => typeof v === 'object' && 'formula' in v);

  test.each(activations)('dense and $name, by weight, bias and x, with the activation and without', (f) => {
    const check = checkLayer(dense(4, f), x);
    expect(check.passed, check.message).toBe(true);
    expect(check).toMatchObject({ checked: 2 * (12 + 4 + 15), kinks: 0 });
  });

  test('a layer without parameters and activation, in use and while training', () => {
    for (const training of [false, true]) {
      const check = checkLayer(dropout(0.5), x, { training });
      expect(check.passed, check.message).toBe(true);
      expect(check.checked).toBe(15);
    }
  });

  test('a kink, which it names', () => {
    const { passed, kinksAt, message } = checkLayer(dense(2, relu), [[0, 0, 0], [1, 2, 3]]); // biome-ignore format: rows
    expect(passed, message).toBe(true);
    expect(Object.keys(kinksAt)).toEqual(['output: layers.0 (relu): maximum(add(…), 0)']);
  });
});

/** A layer of one's own: u W, in which `rule` is what the gradient that reaches W becomes. */
const own = (rule: (g: Expr) => Expr): Layer => ({
  kind: 'own',
  config: {},
  outputs: (inputs) => inputs,
  parameters: (inputs) => [{ name: 'weight', rows: Number(inputs), cols: Number(inputs), init: glorot() }],
  forward: (u, { weight }) =>
    matmul(
      u,
      withAdjoint(weight!, weight!, (_, g) => rule(g)),
    ),
});

describe('checkLayer catches', () => {
  test('nothing where the rule is right', () => {
    expect(
      checkLayer(
        own((g) => g),
        x,
      ),
    ).toMatchObject({ passed: true, checked: 9 + 15 });
  });

  const faults: readonly [string, (g: Expr) => Expr][] = [
    ['a sign', neg],
    ['a factor', (g) => mul(1.001, g)],
    ['a transpose', transpose],
    ['a mean for a sum', (g) => div(g, 5)],
  ];

  test.each(faults)('%s in the adjoint of a parameter', (_, rule) => {
    const { passed, worst, message } = checkLayer(own(rule), x);
    expect(passed).toBe(false);
    expect(worst.parameter).toMatch(/^output: layers\.0\.weight\[[012], [012]\]$/);
    expect(message).toContain('output: wrong by layers.0.weight[');
  });

  test('that nothing goes back to x, where the gradient of the parameters is right', () => {
    const right = own((g) => g);
    const deaf: Layer = { ...right, forward: (u, ...rest) => right.forward(stopGradient(u), ...rest) };
    const { passed, worst } = checkLayer(deaf, x);
    expect(passed).toBe(false);
    expect(worst).toMatchObject({ parameter: expect.stringMatching(/^output: x\[[0-4], [012]\]$/), analytic: 0 });
  });

  test('an activation that is wrong where the sum is right', () => {
    const wrong = activation('wrong', (s) => withAdjoint(tanhOf(s), s, (y, g) => mul(g, sub(1, mul(0.99, square(y))))));
    const { passed, worst, message } = checkLayer(dense(2, wrong), x);
    expect(passed).toBe(false);
    expect(worst.parameter).toMatch(/^output: (x|layers\.0\.(weight|bias))\[/);
    expect(message).toMatch(/^sum: right within .*\noutput: wrong by /);
  });
});

test('checkLayer refuses what does not fit, and says so', () => {
  expect(() => checkLayer(dense(2, tanh), x, { inputs: 4 })).toThrow(
    'checkLayer: x is 5 x 3, but this network takes 4',
  );
  expect(() => checkLayer(dense(2, tanh), [[1, Number.NaN]])).toThrow('checkLayer: x: row 0, column 1 is NaN');
  expect(() => checkLayer(dense(2, tanh), x, { samples: 0 })).toThrow('checkLayer: samples: expected a number from 1');
});
