import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { derivative, type Expr, evaluate, type Formula, formula, type Given, toValues } from '../src/index.js';

const [a, b, k] = [f.input('a'), f.input('b'), f.input('k')];
const A = [
  [1, 2, 3],
  [4, 5, 6],
];
const B = [
  [7, 8, 9],
  [10, 11, 12],
];

describe('primitives, by hand', () => {
  const rows = (x: Expr, given: Record<string, Given>) => {
    const { rows, cols, data } = evaluate(x, given);
    return Array.from({ length: rows }, (_, i) => Array.from(data).slice(i * cols, (i + 1) * cols));
  };
  test.each<[string, Expr, Record<string, Given>, number[][]]>([
    [
      'broadcast',
      f.add(a, b),
      { a: [[1], [2]], b: [[10, 20]] },
      [
        [11, 21],
        [12, 22],
      ],
    ],
    [
      'matmul',
      f.matmul(a, b, { transposeB: true }),
      { a: A, b: B },
      [
        [50, 68],
        [122, 167],
      ],
    ],
    [
      'matmul, both transposed',
      f.matmul(a, b, { transposeA: true, transposeB: true }),
      { a: [[1], [2]], b: [[3, 4]] },
      [[11]],
    ],
    [
      'matmul, the left one transposed',
      f.matmul(a, b, { transposeA: true }),
      { a: [[1, 2]], b: [[3, 4]] },
      [
        [3, 4],
        [6, 8],
      ],
    ],
    [
      'transpose',
      f.transpose(a),
      { a: A },
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    ['mean of each row', f.mean(a, 'eachRow'), { a: A }, [[2], [5]]],
    ['sum of each column', f.sum(a, 'eachColumn'), { a: A }, [[5, 7, 9]]],
    ['max of all', f.max(a), { a: A }, [[6]]],
    ['max with NaN', f.max(a), { a: [[1, Number.NaN, 3]] }, [[Number.NaN]]],
    ['gather from columns', f.gather(a, k, 'columns'), { a: A, k: [[2], [0]] }, [[3], [4]]],
    [
      'gather from rows',
      f.gather(a, k, 'rows'),
      { a: A, k: [[1], [1], [0]] },
      [
        [4, 5, 6],
        [4, 5, 6],
        [1, 2, 3],
      ],
    ],
    [
      'gather beside the matrix',
      f.gather(a, k, 'columns'),
      { a: A, k: [[3, -1, 0.5]] },
      [
        [Number.NaN, 0, Number.NaN],
        [Number.NaN, 0, Number.NaN],
      ],
    ],
    [
      'reshape',
      f.reshape(a, 2),
      { a: A },
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      'a table, in the size of another matrix',
      f.reshapeLike(f.table(3, 2, [1, 2, 3, 4, 5, 6]), a),
      { a: A },
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      'scatterAdd into columns',
      f.scatterAdd(b, k, a, 'columns'),
      {
        a: A,
        b: [
          [1, 2],
          [3, 4],
        ],
        k: [
          [2, 2],
          [0, 1],
        ],
      },
      [
        [0, 0, 3],
        [3, 4, 0],
      ],
    ],
    [
      'scatterAdd beside the matrix',
      f.scatterAdd(b, k, a, 'columns'),
      {
        a: A,
        b: [
          [1, 2],
          [3, 4],
        ],
        k: [
          [3, -1],
          [0, 9],
        ],
      },
      [
        [0, 0, 0],
        [3, 0, 0],
      ],
    ],
    [
      'scatterAdd into rows',
      f.scatterAdd(b, k, a, 'rows'),
      { a: A, b: [[1, 2, 3]], k: 1 },
      [
        [0, 0, 0],
        [1, 2, 3],
      ],
    ],
    [
      'conform repeats',
      f.conform(a, b),
      { a: [[1], [2]], b: B },
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    ],
    ['conform sums', f.conform(a, b), { a: A, b: [[0, 0, 0]] }, [[5, 7, 9]]],
    ['conform sums rows and repeats columns', f.conform(a, b), { a: [[1], [2]], b: [[0, 0]] }, [[3, 3]]],
    ['an annotation is its value', f.stopGradient(f.neg(a)), { a: [[1, 2]] }, [[-1, -2]]],
  ])('%s', (_, x, given, expected) => {
    expect(rows(x, given)).toEqual(expected);
  });

  test('uniform numbers come from seed, step and stream', () => {
    const at = (seed: number, step: number, stream: number) =>
      Array.from(evaluate(f.uniform(stream, a), { a: A }, { random: { seed, step } }).data);
    expect(at(1, 2, 3)).toEqual(at(1, 2, 3));
    expect(at(1, 2, 3)).toEqual(
      Array.from({ length: 6 }, (_, i) => f.uniformAt(f.streamKey({ seed: 1, step: 2 }, 3), i)),
    );
    for (const other of [at(0, 2, 3), at(1, 0, 3), at(1, 2, 0)]) expect(other).not.toEqual(at(1, 2, 3));
  });
});

describe('the order and the roundings that every backend keeps', () => {
  const one = (x: Expr, given: Record<string, Given>, options?: f.EvaluateOptions) =>
    evaluate(x, given, options).data[0];
  const big = 2 ** 53;

  test.each([
    ['along a row in four partial sums, by column mod 4', f.sum(a), [[big, 0, 1, 1]], big + 2],
    ['the first of them with the second, the third with the fourth', f.sum(a), [[big, 1, 1, 0]], big],
    ['what comes to one partial sum, from left to right', f.sum(a), [[1, 0, 0, 0, big, 0, 0, 0, -big]], 0],
    ['each row by itself, from the first to the last', f.sum(a), [[big], [1], [1]], big],
    ['each column from the first row to the last', f.sum(a, 'eachColumn'), [[1], [big], [-big]], 0],
  ])('adds %s', (_, sum, rows, expected) => {
    expect(one(sum, { a: rows })).toBe(expected);
  });

  const third = Math.fround(1 / 3);
  test.each<[string, Expr, number, number]>([
    ['add', f.add(a, b), 1, third],
    ['sub', f.sub(a, b), 1, 2 ** -30],
    ['mul', f.mul(a, b), third, third],
    ['div', f.div(a, b), 1, 3],
    ['sqrt', f.sqrt(a), 2, 0],
    ['a constant', f.add(f.constant(0.1), f.mul(0, a)), 0, 0],
    ['an input', f.add(a, b), 0.1, 0],
    ['a mean', f.mean(f.add(a, b)), 1, third],
  ])('rounds the result of %s to single precision with the lanes of f32', (_, x, left, right) => {
    const exact = one(x, { a: left, b: right })!;
    expect(Math.fround(exact)).not.toBe(exact);
    expect(one(x, { a: left, b: right }, { lanes: f.f32 })).toBe(Math.fround(exact));
  });

  test('rounds each product of a matmul before it is added', () => {
    const x = 1 + 2 ** -12;
    const given = { a: [[1, x]], b: [[-(1 + 2 ** -11)], [x]] };
    expect(one(f.matmul(a, b), given)).toBe(2 ** -24);
    expect(one(f.matmul(a, b), given, { lanes: f.f32 })).toBe(0);
  });
});

describe('a formula', () => {
  const error = formula(['y', 't'], (y, t) => f.mean(f.square(f.sub(y, t))));

  test('is called with numbers, rows or matrices', () => {
    expect(error({ y: 8, t: 10 })).toBe(4);
    expect(error({ y: [[8, 1]], t: 10 })).toBe(42.5);
    expect(error({ y: { rows: 1, cols: 2, data: new Float32Array([8, 1]) }, t: [[10, 2]] })).toBe(2.5);
    const slope = derivative(error, 'y')({ y: [[8, 1]], t: [[10, 2]] });
    expect(slope).toEqual({ rows: 1, cols: 2, data: new Float64Array([-2, -1]) });
    expect(derivative(error, 't')({ y: 8, t: 10 })).toBe(4);
  });

  test('names what is wrong with its inputs', () => {
    const call = error as unknown as (given: object) => unknown;
    expect(() => call({ y: 8 })).toThrow("input 't' has no value; given: y");
    expect(() => call({ y: 8, t: undefined })).toThrow(
      't: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got undefined',
    );
    expect(() => call({ y: [1, 2], t: 0 })).toThrow(
      'y: expected a number, rows of numbers [[1, 2], [3, 4]] or a matrix, got a flat list (one row is [[1, 2, 3]])',
    );
    expect(() => toValues({ rows: 2, cols: 2, data: [1, 2, 3] })).toThrow('got 3 numbers for 2 x 2');
    expect(() => formula(['x'], () => f.input('z'))).toThrow(
      'formula: the expression uses z, which is not among its inputs x',
    );
    expect(() => formula(['x', 'y', 'x'] as string[], (x) => x!)).toThrow("formula: two inputs are called 'x'");
    expect(() => derivative(error as Formula<string>, 'z')).toThrow(
      "derivative: name: expected one of the inputs y, t, got 'z'",
    );
  });

  test('substitute puts expressions in the place of inputs', () => {
    const chain = f.substitute(
      f.withAdjoint(f.exp(a), a, (y, g) => f.mul(y, g)),
      { a: f.mul(2, b) },
    );
    expect(f.inputNames(chain)).toEqual(['b']);
    expect(evaluate(chain, { b: 0.5 }).data[0]).toBeCloseTo(Math.E, 14);
    expect(evaluate(f.gradients(chain, ['b']).b!, { b: 0.5 }).data[0]).toBeCloseTo(2 * Math.E, 14);
  });
});
