import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { derivative, evaluate, type Formula, formula, type Given, latex, mathml, text } from '../src/index.js';
import { expectWellFormed, renderLatex } from './print-checks.js';

type Element = readonly [row: number, column: number];

const row = (...numbers: number[]) => [numbers];
const layer = formula(['x', 'W', 'b'], (x, W, b) => f.add(f.matmul(x, W), b));
const values = {
  x: [[1, 0.5], [2, -1]],
  W: [[0.1, 0.2], [0.3, 0.4]],
  b: [[-0.5, 0.1]],
}; // biome-ignore format: matrices
const delta = [[0.5, -0.25], [0.1, 0.2]]; // biome-ignore format: a matrix

describe('one element is written out', () => {
  test.each<[string, Formula, Record<string, Given>, Element, string]>([
    ['a layer', layer, values, [0, 1], '1 × 0.2 + 0.5 × 0.4 + 0.1 = 0.5'],
    ['a negative factor', layer, values, [1, 0], '2 × 0.1 + (-1) × 0.3 + (-0.5) = -0.6'],
    [
      'an activation of a layer',
      formula(['x', 'W', 'b'], (x, W, b) => f.sigmoid(f.add(f.matmul(x, W), b))),
      values,
      [0, 1],
      'σ(1 × 0.2 + 0.5 × 0.4 + 0.1) = 0.622459',
    ],
    [
      'a choice',
      formula(['x', 'W'], (x, W) => f.select(f.greater(f.matmul(x, W), 0), f.matmul(x, W), f.div(f.matmul(x, W), 4))),
      { x: values.x, W: values.W },
      [0, 1],
      '(1 × 0.2 + 0.5 × 0.4 if 1 × 0.2 + 0.5 × 0.4 > 0 else (1 × 0.2 + 0.5 × 0.4) / 4) = 0.4',
    ],
    [
      'two layers',
      formula(['x', 'W', 'V'], (x, W, V) => f.matmul(f.matmul(x, W), V)),
      { x: values.x, W: values.W, V: [[3], [-4]] },
      [0, 0],
      '(1 × 0.1 + 0.5 × 0.3) × 3 + (1 × 0.2 + 0.5 × 0.4) × (-4) = -0.85',
    ],
    [
      'an error passed back',
      formula(['delta', 'W'], (d, W) => f.matmul(d, W, { transposeB: true })),
      { delta, W: values.W },
      [0, 1],
      '0.5 × 0.3 + (-0.25) × 0.4 = 0.05',
    ],
    [
      'the gradient of weights',
      formula(['x', 'delta'], (x, d) => f.matmul(x, d, { transposeA: true })),
      { x: values.x, delta },
      [0, 1],
      '1 × (-0.25) + 2 × 0.2 = 0.15',
    ],
    ['the gradient of a bias', formula(['delta'], (d) => f.sum(d, 'eachColumn')), { delta }, [0, 0], '0.5 + 0.1 = 0.6'],
    [
      'the same, as it is derived',
      derivative(
        formula(['x', 'b'], (x, b) => f.square(f.add(x, b))),
        'b',
      ),
      { x: [[1, 2], [3, 4]], b: row(5, 6) }, // biome-ignore format: a matrix
      [0, 1],
      '2 × (2 + 6) + 2 × (4 + 6) = 36',
    ],
    ['a transposed matrix', formula(['W'], (W) => f.transpose(f.square(W))), { W: values.W }, [0, 1], '0.3² = 0.09'],
    ['a share', formula(['w'], (w) => f.div(w, f.sum(w))), { w: [[2], [3]] }, [0, 0], '2 / (2 + 3) = 0.4'],
    [
      'shares of weights',
      formula(['W'], (W) => f.transpose(f.div(W, f.sum(W, 'eachRow')))),
      { W: [[2, 3], [1, 4]] }, // biome-ignore format: a matrix
      [1, 0],
      '3 / (2 + 3) = 0.6',
    ],
    [
      'an error times a slope',
      formula(['e', 'y'], (e, y) => f.mul(e, f.mul(y, f.sub(1, y)))),
      { e: row(1, 0.5), y: row(0.2, 0.8) },
      [0, 1],
      '0.5 × 0.8 × (1 - 0.8) = 0.08',
    ],
    [
      'a step',
      formula(['w', 'learningRate', 'g'], (w, r, g) => f.sub(w, f.mul(r, g))),
      { w: row(1, 2), learningRate: 0.1, g: row(3, -4) },
      [0, 1],
      '2 - 0.1 × (-4) = 2.4',
    ],
    [
      'half the squared error of a batch',
      formula(['y', 't'], (y, t) => f.mean(f.mul(0.5, f.sum(f.square(f.sub(y, t)), 'eachRow')))),
      { y: [[1, 2], [3, 4]], t: [[0, 2], [5, 1]] }, // biome-ignore format: matrices
      [0, 0],
      '(0.5 × ((1 - 0)² + (2 - 2)²) + 0.5 × ((3 - 5)² + (4 - 1)²)) / 2 = 3.5',
    ],
    ['a mean', formula(['x'], (x) => f.mean(x, 'eachRow')), { x: values.x }, [1, 0], '(2 + (-1)) / 2 = 0.5'],
    [
      'a largest one, in a softmax',
      formula(['x'], (x) => {
        const e = f.exp(f.sub(x, f.max(x, 'eachRow')));
        return f.div(e, f.sum(e, 'eachRow'));
      }),
      { x: [[0, 0], [5, 5]] }, // biome-ignore format: a matrix
      [1, 1],
      'exp(5 - max(5, 5)) / (exp(5 - max(5, 5)) + exp(5 - max(5, 5))) = 0.5',
    ],
    [
      'what an index reads',
      formula(['x', 'k'], (x, k) => f.neg(f.log(f.gather(x, k, 'columns')))),
      { x: [[0.5, 0.5], [0.25, 1]], k: [[0], [1]] }, // biome-ignore format: a matrix
      [1, 0],
      '-log(1) = 0',
    ],
    [
      'what an index outside reads',
      formula(['x', 'k'], (x, k) => f.gather(x, k, 'columns')),
      { x: row(1, 2), k: 2 },
      [0, 0],
      'NaN',
    ],
    [
      'what an index adds',
      formula(['x', 'k', 'W'], (x, k, W) => f.scatterAdd(x, k, W, 'rows')),
      { x: [[1, 2], [3, 4], [5, 6]], k: [[1], [0], [1]], W: values.W }, // biome-ignore format: matrices
      [1, 1],
      '2 + 6 = 8',
    ],
    [
      'a product of rows without columns',
      formula(['x', 'W', 'b'], (x, W, b) => f.add(f.matmul(x, W), b)),
      { x: [[], []], W: { rows: 0, cols: 2, data: [] }, b: row(1, 2) },
      [1, 1],
      '0 + 2 = 2',
    ],
    ['an input', formula(['x'], (x) => x), { x: values.x }, [1, 0], '2'],
  ])('%s', (_, formula, values, element, expected) => {
    expect(text(formula, { values, element })).toBe(expected);
    renderLatex(latex(formula, { values, element }));
    expectWellFormed(mathml(formula, { values, element }));
  });

  test('in LaTeX and MathML too', () => {
    expect(latex(layer, { values, element: [0, 1] })).toBe(String.raw`1 \times 0.2 + 0.5 \times 0.4 + 0.1 = 0.5`);
    expect(latex(layer, { values, element: [1, 0] })).toContain(String.raw`+ \left(-1\right) \times 0.3 +`);
    expect(mathml(layer, { values, element: [0, 1] })).toContain('<mn>0.5</mn><mo>×</mo><mn>0.4</mn>');
  });

  test('a long sum is abbreviated: its first three terms and its last one', () => {
    const wide = { rows: 1, cols: 784, data: Array.from({ length: 784 }, (_, k) => k % 4) };
    const square = formula(['x'], (x) => f.matmul(x, x, { transposeB: true }));
    const options = { values: { x: wide }, element: [0, 0] } as const;
    expect(text(square, options)).toBe('0 × 0 + 1 × 1 + 2 × 2 + … + 3 × 3 = 2744');
    expect(latex(square, options)).toBe(String.raw`0 \times 0 + 1 \times 1 + 2 \times 2 + \dots + 3 \times 3 = 2744`);
    renderLatex(latex(square, options));
    expect(mathml(square, options)).toContain('<mo>⋯</mo>');
    expectWellFormed(mathml(square, options));
    expect(
      text(
        formula(['x'], (x) => f.mul(0.5, f.mean(x))),
        options,
      ),
    ).toBe('0.5 × (0 + 1 + 2 + … + 3) / 784 = 0.75');
    const largest = formula(['x'], (x) => f.max(x, 'eachRow'));
    expect(text(largest, options)).toBe('max(0, 1, 2, …, 3) = 3');
    renderLatex(latex(largest, options));
  });

  test('of too many sums inside sums, the inner ones stand as numbers', () => {
    let x = f.input('x');
    for (let i = 0; i < 40; i++) x = f.matmul(x, f.input('W'));
    const W = [[0.5, 0.5], [0.5, 0.5]]; // biome-ignore format: a matrix
    const one = '(1 × 0.5 + 1 × 0.5)';
    const two = `(${one} × 0.5 + ${one} × 0.5)`;
    expect(text(x, { values: { x: row(3, -1), W }, element: [0, 1] })).toBe(`${two} × 0.5 + ${two} × 0.5 = 1`);
  });

  test('a random number stands as what it is', () => {
    const dropped = formula(['x'], (x) => f.mul(x, f.less(f.uniform(1, x), 0.8)));
    const u = evaluate(f.uniform(1, f.input('x')), { x: row(5, 7) }).data[1]!;
    expect(text(dropped, { values: { x: row(5, 7) }, element: [0, 1], digits: 3 })).toContain(
      `7 × [${Number(u.toPrecision(3))} < 0.8]`,
    );
  });

  test('numbers are rounded to `digits`, the result is that of the numbers as they are', () => {
    const third = formula(['x'], (x) => f.mul(3, x));
    expect(text(third, { values: { x: row(1 / 3) }, element: [0, 0], digits: 2 })).toBe('3 × 0.33 = 1');
  });
});

describe('an element is refused', () => {
  test('that is outside the result', () => {
    for (const [element, got] of [
      [[0, 2], '0, 2'],
      [[-1, 0], '-1, 0'],
      [[0.5, 0], '0.5, 0'],
    ] as const) {
      // biome-ignore format: pairs
      expect(() => latex(layer, { values, element })).toThrow(
        new RangeError(`latex: the result is 2 x 2: expected an element [row, column] of it, counted from 0, got [${got}]`),
      );
    }
  });

  test('where a value is missing', () => {
    expect(() => text(layer, { values: { x: values.x, b: 1 }, element: [0, 0] })).toThrow(
      new RangeError('text: an element stands in numbers: expected values of x, W, b, got x, b'),
    );
    expect(() => text(layer, { element: [0, 0] })).toThrow('expected values of x, W, b, got none');
  });

  test('where an elementwise expression shares its parts without end', () => {
    let x = f.input('x');
    for (let i = 0; i < 60; i++) x = f.mul(x, f.exp(x));
    expect(() => text(x, { values: { x: 1 }, element: [0, 0] })).toThrow('more than 2000; print its parts');
  });
});
