import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { type Expr, evaluate, gradients, latex, mathml, text } from '../src/index.js';
import { expectWellFormed, renderLatex } from './print-checks.js';
import { generator, randomCase } from './random-expression.js';
import { readText } from './read-text.js';

describe('any expression', () => {
  /** A random expression of numbers; its text is read back and must mean the same. */
  function randomNumber(seed: number): { root: Expr; values: Record<string, number> } {
    const random = generator(seed);
    const values = { a: 0.3 + random(), b: -1.5 * random(), c: 2 * random() };
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const make = (level: number): Expr => {
      if (level === 0) return pick([f.input('a'), f.input('b'), f.input('c'), f.constant(pick([2, -3, 0.5, 1e-3, 7]))]);
      const x = () => make(level - 1 - (random() < 0.3 ? Math.min(level - 1, 1) : 0));
      return pick<() => Expr>([
        () => f.add(x(), x()),
        () => f.sub(x(), x()),
        () => f.mul(x(), x()),
        () => f.mul(x(), x()),
        () => f.div(x(), x()),
        () => f.neg(x()),
        () => f.square(x()),
        () => f.pow(x(), pick([3, -2])),
        () => f.pow(f.abs(x()), 1.5),
        () => f.sqrt(f.abs(x())),
        () => f.exp(f.tanh(x())),
        () => f.sigmoid(x()),
        () => f.softplus(f.sign(x())),
        () => f.erf(x()),
        () => f.erfc(x()),
        () => f.minimum(x(), f.maximum(x(), x())),
        () => f.select(pick([f.less, f.lessOrEqual, f.equal])(x(), x()), x(), x()),
        () => f.select(x(), x(), x()),
        () => f.less(x(), x()),
        () => f.sum(x()),
        () => f.mean(x()),
      ])();
    };
    return { root: make(4), values };
  }

  test('reads back as what it computes: parentheses are where they must be', () => {
    let compared = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const { root, values } = randomNumber(seed);
      const expected = evaluate(root, values).data[0]!;
      if (!Number.isFinite(expected) || Math.abs(expected) > 1e6) continue;
      const symbolic = text(root);
      const filled = text(root, { values, digits: 17 });
      for (const tight of [false, true]) {
        const message = `case ${seed}: ${symbolic} (${tight ? 'tight' : 'loose'})`;
        const scale = Math.max(1, Math.abs(expected));
        expect(Math.abs(readText(symbolic, { ...values, n: 1 }, tight) - expected) / scale, message).toBeLessThan(1e-9);
        const left = filled.includes(' = ') ? filled.slice(0, filled.lastIndexOf(' = ')) : filled;
        expect(Math.abs(readText(left, {}, tight) - expected) / scale, `${message}: ${filled}`).toBeLessThan(1e-9);
      }
      compared++;
    }
    expect(compared).toBeGreaterThan(500);
  });

  test('renders in KaTeX and as MathML, with names and with numbers', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { root, given, names } = randomCase(seed, { depth: 3 });
      for (const expression of [root, gradients(root, names.slice(0, 1))[names[0] ?? ''] ?? root]) {
        for (const values of [{}, given]) {
          renderLatex(latex(expression, { values }));
          expectWellFormed(mathml(expression, { values }));
        }
      }
    }
  });
});

describe('any element of any expression', () => {
  /** Every element of random expressions and of their gradients. */
  function* elements(seeds: number, depth: number) {
    for (let seed = 1; seed <= seeds; seed++) {
      const { root, given, names } = randomCase(seed, { depth });
      for (const expression of [root, ...Object.values(gradients(root, names.slice(0, 1)))]) {
        const { cols, data } = evaluate(expression, given);
        for (const [k, expected] of Array.from(data).entries()) {
          const element = [Math.floor(k / cols), k % cols] as const;
          yield { expression, options: { values: given, element, digits: 17 }, expected, seed };
        }
      }
    }
  }

  test('reads back as what it is', () => {
    let [compared, abbreviated] = [0, 0];
    for (const { expression, options, expected, seed } of elements(300, 4)) {
      const line = text(expression, options);
      if (line.includes('…')) {
        abbreviated++;
        continue;
      }
      const [left, right = left] = line.split(/ = (?=[^=]*$)/) as [string, string?];
      const message = `case ${seed}, element ${options.element}: ${line}`;
      expect(Math.abs(Number(right) - expected), message).toBe(0);
      for (const tight of [false, true]) {
        const difference = Math.abs(readText(left, {}, tight) - expected);
        expect(difference, message).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      }
      compared++;
    }
    expect(compared).toBeGreaterThan(3000);
    expect(abbreviated).toBeGreaterThan(10);
  });

  test('renders in KaTeX and as MathML', () => {
    for (const { expression, options } of elements(40, 3)) {
      renderLatex(latex(expression, options));
      expectWellFormed(mathml(expression, options));
    }
  });
});
