import { describe, test } from 'vitest';
import type { Body, MatmulStep, Size } from '../../src/plan.js';
import { expectSame, identity, sizes, wild } from '../support/both.js';
import { type Case, type Fill, noise, type Place } from '../support/case.js';

const transposes = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

interface Product {
  readonly rows: Size;
  readonly inner: Size;
  readonly cols: Size;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** A product with the epilogue that `end` gives; alone without it. */
const product =
  ({ rows, inner, cols, transposeA, transposeB }: Product, end?: (place: Place) => Epilogue, fill = noise): Case =>
  (place) => {
    const a = transposeA ? place(inner, rows, fill(1)) : place(rows, inner, fill(1));
    const b = transposeB ? place(cols, inner, fill(2)) : place(inner, cols, fill(2));
    const { epilogue, operands, results } = end?.(place) ?? { epilogue: identity, operands: [], results: [0] };
    const outputs = results.map(() => place(rows, cols));
    return [{ kind: 'matmul', rows, inner, cols, a, b, transposeA, transposeB, epilogue, operands, results, outputs }];
  };
type Epilogue = Pick<MatmulStep, 'epilogue' | 'operands' | 'results'>;

/** Bias and tanh, as in a dense layer. */
const dense =
  ({ cols }: Product) =>
  (place: Place): Epilogue => {
    const epilogue: Body = {
      operands: 2,
      code: [
        { op: 'add', args: [0, 1] },
        { op: 'tanh', args: [2] },
      ],
    };
    return { epilogue, operands: [place(1, cols, noise(3))], results: [3] };
  };

/** Three outputs, the raw sum among them, from operands of every pattern and random numbers. */
const rich =
  ({ rows, cols }: Product) =>
  (place: Place): Epilogue => {
    const epilogue: Body = {
      operands: 6,
      code: [
        { op: 'mul', args: [0, 1] },
        { op: 'add', args: [6, 2] },
        { op: 'sub', args: [7, 3] },
        { op: 'div', args: [8, 4] },
        { op: 'uniform', args: [], key: 5 },
        { op: 'mul', args: [9, 10] },
      ],
    };
    const operands = [
      place(rows, cols, noise(3)),
      place(1, cols, noise(4)),
      place(rows, 1, noise(5)),
      place(1, 1, noise(6)),
      place(1, 4, (k) => [12345, 54321, 1, 65535][k]!),
    ];
    return { epilogue, operands, results: [9, 0, 11] };
  };

describe.each(transposes)('transposeA %s, transposeB %s', (transposeA, transposeB) => {
  test('sizes', () => {
    sizes.forEach((rows, i) => {
      sizes.forEach((cols, j) => {
        // Every pair of rows and columns meets an inner size, every inner size meets every number of rows and columns.
        const p = { rows, inner: sizes[(i + 5 * j) % sizes.length]!, cols, transposeA, transposeB };
        expectSame(product(p), `${rows} x ${p.inner} x ${cols}`);
        expectSame(product(p, dense(p)), `${rows} x ${p.inner} x ${cols} and tanh`);
      });
    });
  });

  test('an epilogue with several outputs', () => {
    for (const rows of [0, 1, 2, 3, 4, 6, 9, 65]) {
      for (const cols of [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 31, 33, 65]) {
        for (const inner of [0, 1, 9]) {
          const p = { rows, inner, cols, transposeA, transposeB };
          expectSame(product(p, rich(p)), `${rows} x ${inner} x ${cols}, three outputs`);
        }
      }
    }
  });

  test('a long inner size and many rows', () => {
    for (const [rows, inner, cols] of [
      [1, 2100, 9],
      [7, 511, 13],
      [7, 512, 13],
      [7, 513, 13],
      [21, 1100, 20],
      [130, 1030, 35],
      [300, 40, 17],
      [3, 40, 700],
      [40, 5, 600],
    ] as const) {
      const p = { rows, inner, cols, transposeA, transposeB };
      expectSame(product(p), `${rows} x ${inner} x ${cols}`);
      expectSame(product(p, rich(p)), `${rows} x ${inner} x ${cols}, three outputs`);
    }
  });

  test('special values', () => {
    for (const [rows, inner, cols] of [
      [1, 3, 5],
      [4, 8, 8],
      [5, 9, 11],
      [9, 600, 10],
    ] as const) {
      for (const every of [6, 40]) {
        const p = { rows, inner, cols, transposeA, transposeB };
        const fill = (seed: number): Fill => wild(seed, every);
        expectSame(product(p, undefined, fill), `${rows} x ${inner} x ${cols}, special values`);
        const tiny =
          (seed: number): Fill =>
          (k) =>
            noise(seed)(k) * 2 ** -66;
        expectSame(product(p, undefined, tiny), `${rows} x ${inner} x ${cols}, subnormal products`);
      }
    }
  });

  test.each([
    ['batch', 7, 9],
    [7, 'batch', 9],
    [7, 9, 'batch'],
    ['batch', 40, 'batch'],
    ['batch', 'batch', 6],
  ] as const)('sizes of a batch: %s x %s x %s', (rows, inner, cols) => {
    const p = { rows, inner, cols, transposeA, transposeB };
    expectSame(product(p), 'plain', [3, 0, 1, 2, 4, 8, 33, 600].slice(0, inner === 'batch' ? 8 : 7));
    expectSame(product(p, rich(p)), 'three outputs', [3, 0, 1, 2, 4, 8, 33]);
  });
});
