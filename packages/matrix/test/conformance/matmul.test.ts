import { describe, test } from 'vitest';
import { expectSame, sizes, wild } from '../support/both.js';
import { type Fill, noise } from '../support/case.js';
import { dense, product, rich, transposes } from '../support/product.js';

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
          expectSame(product(p, rich('div')(p)), `${rows} x ${inner} x ${cols}, three outputs`);
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
      [11, 300, 47],
      [12, 70, 31],
      [13, 70, 31],
      // B is too large for few rows to read it where it stands.
      [10, 700, 200],
      [21, 1100, 20],
      [130, 1030, 35],
      [300, 40, 17],
      [3, 40, 700],
      [40, 5, 600],
    ] as const) {
      const p = { rows, inner, cols, transposeA, transposeB };
      expectSame(product(p), `${rows} x ${inner} x ${cols}`);
      expectSame(product(p, rich('div')(p)), `${rows} x ${inner} x ${cols}, three outputs`);
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
    expectSame(product(p, rich('div')(p)), 'three outputs', [3, 0, 1, 2, 4, 8, 33]);
  });
});
