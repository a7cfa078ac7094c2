import katex from 'katex';
import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { derivative, type Expr, evaluate, formula, latex, mathml, text } from '../src/index.js';
import { generator, randomCase } from './random-expression.js';
import { readText } from './read-text.js';

const renderLatex = (source: string) => katex.renderToString(source, { throwOnError: true, strict: 'error' });

/** Every tag is closed in its turn, and fixed elements have as many children as MathML asks for. */
function expectWellFormed(source: string): void {
  const open: { tag: string; children: number }[] = [{ tag: '', children: 0 }];
  const sizes: Record<string, number> = { mfrac: 2, msup: 2, msub: 2, munder: 2 };
  for (const [, close, tag, rest] of source.matchAll(/<(\/?)([a-z]+)([^>]*)>|([^<]+)/g)) {
    if (tag === undefined) continue;
    expect(rest).not.toContain('<');
    if (!close) {
      open.at(-1)!.children++;
      open.push({ tag, children: 0 });
    } else {
      const ended = open.pop()!;
      expect(ended.tag, source).toBe(tag);
      if (sizes[tag]) expect(ended.children, source).toBe(sizes[tag]);
    }
  }
  expect(open).toHaveLength(1);
  expect(source.replace(/<[^>]*>|&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<&]/);
}

const meanSquaredError = formula(['y', 't'], (y, t) => f.mean(f.square(f.sub(y, t))));
const neuron = formula(['x', 'W', 'b'], (x, W, b) => f.sigmoid(f.add(f.matmul(x, W), b)));
const softmax = formula(['x'], (x) => {
  const e = f.exp(f.sub(x, f.max(x, 'eachRow')));
  return f.div(e, f.sum(e, 'eachRow'));
});

describe('symbolic', () => {
  test.each([
    [meanSquaredError, '(1/n) Σ (y - t)²', String.raw`\frac{1}{n} \, \sum \left(y - t\right)^{2}`],
    [derivative(meanSquaredError, 'y'), '2 (y - t) / n', String.raw`\frac{2 \, \left(y - t\right)}{n}`],
    [neuron, 'σ(x W + b)', String.raw`\sigma\left(x \, W + b\right)`],
    [derivative(neuron, 'W'), 'xᵀ (σ(x W + b) ⊙ (1 - σ(x W + b)))', undefined],
    [
      softmax,
      'exp(x - max_j(x)) / (Σ_j exp(x - max_j(x)))',
      String.raw`\frac{\mathrm{e}^{x - \max_{j}\left(x\right)}}{\sum_{j} \mathrm{e}^{x - \max_{j}\left(x\right)}}`,
    ],
    [
      formula(['w', 'learningRate', 'g'], (w, r, g) => f.sub(w, f.mul(r, g))),
      'w - learningRate g',
      String.raw`w - \mathrm{learningRate} \, g`,
    ],
    [
      formula(['beta1', 'm', 'g_ij'], (b, m, g) => f.add(f.mul(b, m), f.mul(f.sub(1, b), g))),
      'beta1 m + (1 - beta1) g_ij',
      String.raw`\beta_{1} \, m + \left(1 - \beta_{1}\right) \, g_{ij}`,
    ],
    [
      formula(['x'], (x) => f.select(f.greater(x, 0), x, f.sub(f.exp(x), 1))),
      'x if x > 0 else exp(x) - 1',
      String.raw`\begin{cases}x & x > 0 \\ \mathrm{e}^{x} - 1 & x \le 0\end{cases}`,
    ],
    [formula(['x'], (x) => f.maximum(x, 0)), 'max(x, 0)', String.raw`\max\left(x, 0\right)`],
    [formula(['x'], (x) => f.abs(f.div(x, 3))), '|x/3|', String.raw`\left|\frac{x}{3}\right|`],
    [formula(['x'], (x) => f.sqrt(f.pow(x, 3))), '√(x³)', String.raw`\sqrt{x^{3}}`],
    [formula(['a', 'b'], (a, b) => f.add(a, f.mul(-2, b))), 'a - 2 b', String.raw`a - 2 \, b`],
    [
      formula(['a', 'b'], (a, b) => f.sub(a, f.sub(b, 1e-8))),
      'a - (b - 1e-8)',
      String.raw`a - \left(b - 10^{-8}\right)`,
    ],
    [formula(['x'], (x) => f.mul(x, f.less(f.uniform(1, x), 0.8))), 'x [u_1 < 0.8]', undefined],
    [formula(['W', 'k'], (W, k) => f.gather(W, k, 'rows')), 'W[k, :]', String.raw`{W}_{k,\,:}`],
    [formula(['x', 'n'], (x, n) => f.add(f.mean(x), n)), '(1/N) Σ x + n', undefined],
    [formula(['x'], (x) => f.withAdjoint(f.log(x), x, (y, g) => f.mul(y, g))), 'log(x)', undefined],
  ])('%#: %j', (formula, asText, asLatex) => {
    expect(text(formula as f.Formula)).toBe(asText);
    if (asLatex) expect(latex(formula as f.Formula)).toBe(asLatex);
    renderLatex(latex(formula as f.Formula));
    expectWellFormed(mathml(formula as f.Formula));
  });

  test('an expression prints as a formula does', () => {
    expect(text(neuron.expression)).toBe(text(neuron));
  });

  test('MathML says what is meant, in one <math> element', () => {
    expect(mathml(formula(['w_ij', 'x'], (w, x) => f.mul(w, f.less(x, 2))))).toBe(
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mrow><msub><mi>w</mi><mi>ij</mi></msub><mo>\u2062</mo>' +
        '<mrow><mo>[</mo><mrow><mi>x</mi><mo>&lt;</mo><mn>2</mn></mrow><mo>]</mo></mrow></mrow></mrow></math>',
    );
  });
});

describe('with numbers in place', () => {
  test('of a neuron with named weights', () => {
    const weighted = formula(['x1', 'w1', 'x2', 'w2'], (x1, w1, x2, w2) => f.add(f.mul(x1, w1), f.mul(x2, w2)));
    const values = { x1: 1, w1: 2, x2: 2, w2: 3 };
    expect(text(weighted, { values })).toBe('1 × 2 + 2 × 3 = 8');
    expect(latex(weighted, { values })).toBe(String.raw`1 \times 2 + 2 \times 3 = 8`);
    expect(mathml(weighted, { values })).toContain('<mn>1</mn><mo>×</mo><mn>2</mn>');
  });

  test('a product of a row and a column is written out, and so is a short sum', () => {
    expect(text(neuron, { values: { x: [[1, 2]], W: [[2], [3]], b: -0.5 } })).toBe(
      'σ(1 × 2 + 2 × 3 + (-0.5)) = 0.999447',
    );
    expect(text(meanSquaredError, { values: { y: [[8, 1]], t: [[10, 2]] } })).toBe('((8 - 10)² + (1 - 2)²) / 2 = 2.5');
    expect(text(meanSquaredError, { values: { y: 8, t: 10 } })).toBe('(8 - 10)² = 4');
  });

  test('matrices stand as matrices, large ones abbreviated', () => {
    const sum = formula(['a', 'b'], (a, b) => f.add(a, b));
    const values = { a: [[1, 2], [3, 4]], b: 0.5 }; // biome-ignore format: as printed
    expect(text(sum, { values })).toBe('[[1, 2], [3, 4]] + 0.5 = [[1.5, 2.5], [3.5, 4.5]]');
    const wide = { rows: 1, cols: 100, data: Array.from({ length: 100 }, (_, i) => i) };
    expect(text(f.input('x'), { values: { x: wide } })).toBe('[[0, 1, 2, …, 99]]');
    const large = latex(f.input('x'), { values: { x: { rows: 10, cols: 10, data: wide.data } } });
    expect(large).toContain(String.raw`\vdots & \vdots & \vdots & \ddots & \vdots`);
    renderLatex(large);
  });

  test('numbers are rounded to `digits`, constants are not', () => {
    const third = formula(['x'], (x) => f.mul(0.7978845608028654, f.div(x, 3)));
    expect(text(third, { values: { x: 1 }, digits: 3 })).toBe('0.7978845608028654 × 1 / 3 = 0.266');
  });

  test('where a value is missing there is no result', () => {
    expect(text(meanSquaredError, { values: { y: 8 } })).toBe('(1/n) Σ (8 - t)²');
  });

  test('what a derivative sums to fit an input is summed', () => {
    const shifted = formula(['x', 'b'], (x, b) => f.square(f.add(x, b)));
    expect(text(derivative(shifted, 'b'), { values: { x: [[1], [2]], b: 3 } })).toBe('2 × (1 + 3) + 2 × (2 + 3) = 18');
  });

  test('a name that the formula does not have, and a value that is no matrix, are refused', () => {
    const values = { z: 1 } as object;
    expect(() => text(meanSquaredError, { values })).toThrow('text: values has z, but the inputs are y, t');
    expect(() => text(meanSquaredError, { values: { y: [[1], [2, 3]] } })).toThrow(
      'y: row 1 has 2 numbers, row 0 has 1; expected rows of one length',
    );
  });
});

describe('names', () => {
  test.each([
    ['x', 'x'],
    ['theta', '\\theta'],
    ['theta_0', '\\theta_{0}'],
    ['Sigma', '\\Sigma'],
    ['omicron', 'o'],
    ['constructor', '\\mathrm{constructor}'],
    ['W2', 'W_{2}'],
    ['layer2', '\\mathrm{layer}_{2}'],
    ['w_max', 'w_{max}'],
    ['w_first', 'w_{\\mathrm{first}}'],
    ['$output', '\\mathrm{output}'],
    ['a b', '\\text{a b}'],
    ['50%_{x}\\frac#&~^$', String.raw`\text{50\%\_\{x\}\textbackslash{}frac\#\&\textasciitilde{}\textasciicircum{}\$}`],
  ])('%s', (name, asLatex) => {
    expect(latex(f.input(name))).toBe(asLatex);
    renderLatex(latex(f.input(name)));
    expectWellFormed(mathml(f.input(name)));
    expect(text(f.input(name))).toBe(name);
  });

  test('a hostile name stays text', () => {
    expect(mathml(f.input('<script>alert("&")</script>'))).toContain(
      '<mi>&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;</mi>',
    );
  });
});

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
      for (const expression of [root, f.gradients(root, names.slice(0, 1))[names[0] ?? ''] ?? root]) {
        for (const values of [{}, given]) {
          renderLatex(latex(expression, { values }));
          expectWellFormed(mathml(expression, { values }));
        }
      }
    }
  });

  test('one that shares its parts without end is refused', () => {
    let x = f.input('x');
    for (let i = 0; i < 60; i++) x = f.mul(x, f.exp(x));
    expect(() => text(x)).toThrow(/^text: the expression would print \d.*, more than 2000; print its parts$/);
  });
});
