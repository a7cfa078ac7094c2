import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { derivative, formula, latex, mathml, text } from '../src/index.js';
import { expectWellFormed, renderLatex } from './print-checks.js';

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
    // The smallest powers of two are such; their neighbours, and larger ones, are decimal.
    [formula(['x'], (x) => f.maximum(x, 2 ** -126)), 'max(x, 2⁻¹²⁶)', String.raw`\max\left(x, 2^{-126}\right)`],
    [formula(['x'], (x) => f.mul(-(2 ** -40), x)), '-2⁻⁴⁰ x', undefined],
    [formula(['x'], (x) => f.maximum(x, 1.5 * 2 ** -41)), 'max(x, 6.821210263296962e-13)', undefined],
    [formula(['x'], (x) => f.maximum(x, 2 ** -39)), 'max(x, 1.8189894035458565e-12)', undefined],
    [formula(['x'], (x) => f.abs(f.div(x, 3))), '|x/3|', String.raw`\left|\frac{x}{3}\right|`],
    [formula(['x'], (x) => f.sqrt(f.pow(x, 3))), '√(x³)', String.raw`\sqrt{x^{3}}`],
    [
      formula(['x'], (x) => f.mul(f.div(x, 2), f.erfc(f.neg(x)))),
      'x erfc(-x) / 2',
      String.raw`\frac{x \, \operatorname{erfc}\left(-x\right)}{2}`,
    ],
    [
      derivative(
        formula(['x'], (x) => f.erf(x)),
        'x',
      ),
      '1.1283791670955126 exp(-x²)',
      String.raw`1.1283791670955126 \, \mathrm{e}^{-x^{2}}`,
    ],
    [formula(['a', 'b'], (a, b) => f.add(a, f.mul(-2, b))), 'a - 2 b', String.raw`a - 2 \, b`],
    [
      formula(['a', 'b'], (a, b) => f.sub(a, f.sub(b, 1e-8))),
      'a - (b - 1e-8)',
      String.raw`a - \left(b - 10^{-8}\right)`,
    ],
    [formula(['x'], (x) => f.mul(x, f.less(f.uniform(1, x), 0.8))), 'x [u_1 < 0.8]', undefined],
    [formula(['W', 'k'], (W, k) => f.gather(W, k, 'rows')), 'W[k, :]', String.raw`{W}_{k,\,:}`],
    [
      formula(['e', 'y'], (e, y) => f.mul(e, f.mul(y, f.sub(1, y)))),
      'e y (1 - y)',
      String.raw`e \, y \, \left(1 - y\right)`,
    ],
    [formula(['delta'], (d) => f.sum(d, 'eachColumn')), 'Σ_i delta', String.raw`\sum_{i} \delta`],
    [
      formula(['delta_1', 'W_1'], (d, W) => f.matmul(d, W, { transposeB: true })),
      'delta_1 W_1ᵀ',
      String.raw`\delta_{1} \, W_{1}^{\top}`,
    ],
    [
      formula(['W_0', 'eta', 'dW_0'], (W, eta, dW) => f.sub(W, f.mul(eta, dW))),
      'W_0 - eta dW_0',
      String.raw`W_{0} - \eta \, \mathrm{d}W_{0}`,
    ],
    [
      formula(['W'], (W) => f.transpose(f.div(W, f.sum(W, 'eachRow')))),
      '(W / (Σ_j W))ᵀ',
      String.raw`\left(\frac{W}{\sum_{j} W}\right)^{\top}`,
    ],
    [
      formula(['y', 't'], (y, t) => f.mean(f.mul(0.5, f.sum(f.square(f.sub(y, t)), 'eachRow')))),
      '(1/n) Σ 0.5 Σ_j (y - t)²',
      String.raw`\frac{1}{n} \, \sum 0.5 \, \sum_{j} \left(y - t\right)^{2}`,
    ],
    [formula(['x', 'y', 's'], (x, y, s) => f.matmul(x, f.div(y, s))), 'x (y/s)', String.raw`x \, \frac{y}{s}`],
    [
      formula(['x', 'y', 'n'], (x, y, n) => f.matmul(x, f.div(f.mul(2, y), n), { transposeA: true })),
      'xᵀ (2 y / n)',
      String.raw`x^{\top} \, \frac{2 \, y}{n}`,
    ],
    [
      formula(['x', 'y', 'z'], (x, y, z) => f.maximum(x, f.maximum(y, z))),
      'max(x, y, z)',
      String.raw`\max\left(x, y, z\right)`,
    ],
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

  test('one that shares its parts without end is refused', () => {
    let x = f.input('x');
    for (let i = 0; i < 60; i++) x = f.mul(x, f.exp(x));
    expect(() => text(x)).toThrow(/^text: the expression would print \d.*, more than 2000; print its parts$/);
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

  test('× stands between numbers, ⊙ between matrices', () => {
    const slope = formula(['e', 'y'], (e, y) => f.mul(e, f.mul(y, f.sub(1, y))));
    expect(text(slope, { values: { e: 2, y: 0.5 } })).toBe('2 × 0.5 × (1 - 0.5) = 0.5');
    expect(text(slope, { values: { e: [[2, 3]], y: [[0.5, 0]] } })).toBe(
      '[[2, 3]] ⊙ [[0.5, 0]] ⊙ (1 - [[0.5, 0]]) = [[0.5, 0]]',
    );
    const half = formula(['y', 't'], (y, t) => f.mul(0.5, f.sum(f.square(f.sub(y, t)))));
    expect(text(half, { values: { y: [[1, 2]], t: [[3, 5]] } })).toBe('0.5 × ((1 - 3)² + (2 - 5)²) = 6.5');
    const step = formula(['w', 'eta', 'g'], (w, eta, g) => f.sub(w, f.mul(eta, g)));
    expect(text(step, { values: { w: [[1, 2]], eta: 0.1, g: [[3, 4]] } })).toBe(
      '[[1, 2]] - 0.1 [[3, 4]] = [[0.7, 1.6]]',
    );
  });

  test('behind a plus, a negative number is in parentheses, not its product', () => {
    const product = formula(['a', 'b'], (a, b) => f.add(1, f.mul(a, b)));
    const values = { a: -2, b: -3 };
    expect(text(product, { values })).toBe('1 + (-2) × (-3) = 7');
    expect(latex(product, { values })).toBe(String.raw`1 + \left(-2\right) \times \left(-3\right) = 7`);
    const quotient = formula(['a', 'b'], (a, b) => f.add(1, f.div(a, b)));
    expect(text(quotient, { values: { a: -2, b: -4 } })).toBe('1 + (-2) / (-4) = 1.5');
    const below = formula(['a', 'b'], (a, b) => f.div(1, f.mul(a, b)));
    expect(text(below, { values })).toBe('1 / (-2 × (-3)) = 0.166667');
    expect(latex(quotient, { values: { a: -2, b: -4 } })).toBe(String.raw`1 + \frac{-2}{-4} = 1.5`);
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
    ['W_0', 'W_{0}'],
    ['delta_1', '\\delta_{1}'],
    ['dW_0', '\\mathrm{d}W_{0}'],
    ["W_0'", "W_{0}'"],
    ["m''", "m''"],
    ["'", String.raw`\text{'}`],
    ['dtheta', '\\mathrm{d}\\theta'],
    ['d', 'd'],
    ['d1', 'd_{1}'],
    ['depth', '\\mathrm{depth}'],
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

  test('the d of a derivative is upright', () => {
    expect(mathml(f.input('dW_0'))).toContain(
      '<mrow><mi mathvariant="normal">d</mi><msub><mi>W</mi><mn>0</mn></msub></mrow>',
    );
  });

  test('a prime stands above', () => {
    expect(mathml(f.input("W_0'"))).toContain('<msup><msub><mi>W</mi><mn>0</mn></msub><mo>′</mo></msup>');
  });

  test('a hostile name stays text', () => {
    expect(mathml(f.input('<script>alert("&")</script>'))).toContain(
      '<mi>&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;</mi>',
    );
  });
});
