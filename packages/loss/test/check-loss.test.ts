import { type Expr, mean, mul, neg, square, sub, transpose, withAdjoint } from '@nn/formula';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { checkLoss, hinge, loss, meanAbsoluteError, meanSquaredError } from '../src/index.js';
import { double, samples } from './support.js';
import { table } from './table.js';

const weights = double([[0.5], [2], [0], [1.25], [1]]);

test.each(table.map((row) => ({ ...row, title: `${row.name}${row.options ?? ''}` })))(
  '$title is right, with weights and without, and so is its link',
  (row) => {
    const each = row.make();
    const { y, t } = samples(row, 5, 3);
    for (const options of [{}, { weights }]) {
      const check = checkLoss(each, y, t, options);
      expect(check.passed, check.message).toBe(true);
      expect(check.checked).toBe(each.link ? 30 : 15);
    }
  },
);

test('takes outputs in single precision too', () => {
  const [y, t] = [random(1).normal(4, 2), random(2).normal(4, 2)];
  expect(checkLoss(meanSquaredError(), y, t)).toMatchObject({ passed: true, checked: 8 });
});

describe('catches a derivative that is stated wrongly:', () => {
  const y = double([[0.3, -0.7], [1.2, 0.4]]); // biome-ignore format: rows
  const t = double([[1, 0.5], [-0.2, 0.1]]); // biome-ignore format: rows
  const build = (rule: (g: Expr, e: Expr) => Expr) => (u: Expr, target: Expr) => {
    const e = sub(u, target);
    return mean(withAdjoint(square(e), e, (_, g) => rule(g, e)));
  };
  const right = (g: Expr, e: Expr) => mul(2, mul(g, e));
  const faults: readonly [string, (g: Expr, e: Expr) => Expr][] = [
    ['a sign', (g, e) => neg(right(g, e))],
    ['a factor', (g, e) => mul(1.001, right(g, e))],
    ['a transpose', (g, e) => transpose(right(g, e))],
    ['nothing at all', (_, e) => mul(0, e)],
  ];

  test.each(faults)('%s', (_, rule) => {
    const { passed, worst, message } = checkLoss(loss('wrong', build(rule)), y, t);
    expect(passed).toBe(false);
    expect(worst.parameter).toMatch(/^formula: y\[[01], [01]\]$/);
    expect(message).toContain(`formula: wrong by ${worst.parameter.slice(9)}`);
  });

  test.each(faults)('%s, in the link', (_, rule) => {
    const wrong = loss('wrong', build(right), { activation: 'sigmoid', build: build(rule) });
    const { passed, worst, message } = checkLoss(wrong, y, t, { weights: double([[1], [2]]) });
    expect(passed).toBe(false);
    expect(worst.parameter).toMatch(/^link: y\[[01], [01]\]$/);
    expect(message).toMatch(/^formula: right within .*\nlink: wrong by y/);
  });
});

test('names what has a kink: both sides of hinge, where y t is 1', () => {
  const { passed, kinksAt } = checkLoss(hinge(), double([[1, 0.5], [-1, 2]]), double([[1, 1], [-1, -1]])); // biome-ignore format: rows
  expect(passed).toBe(true);
  expect(kinksAt).toEqual({ 'formula: maximum(sub(…), 0)': 2 });
});

test('refuses sizes that do not fit', () => {
  expect(() => checkLoss(meanAbsoluteError(), double([[1, 2]]), double([[1]]) as never)).toThrow(
    'checkLoss: meanAbsoluteError: the output is 1 x 2 and the target 1 x 1',
  );
});
