import { describe, expect, test } from 'vitest';
import { productOf } from '../src/product.js';

/** A native function that must not be reached. */
const closed = productOf(() => {
  throw new Error('the native function was called');
});
const PAGE = 65536;

/** 3 x 4 times 4 x 2 at the end of one page of memory, and what is damaged in it. */
const good = {
  transposeA: 0,
  transposeB: 0,
  rows: 3,
  cols: 2,
  inner: 4,
  a: PAGE - 4 * 12,
  aRow: 4,
  b: PAGE - 4 * 8,
  bRow: 2,
  c: PAGE - 4 * 6,
  cRow: 2,
};
const run = (damage: Partial<typeof good>, memory = new WebAssembly.Memory({ initial: 1 })) => {
  const { transposeA, transposeB, rows, cols, inner, a, aRow, b, bRow, c, cRow } = { ...good, ...damage };
  closed(memory)(transposeA, transposeB, rows, cols, inner, a, aRow, b, bRow, c, cRow);
};

describe('a native call is refused', () => {
  test('only where something is damaged', () => {
    expect(() => run({})).toThrow('the native function was called');
    // The same matrices, transposed as they stand.
    expect(() => run({ transposeA: 1, aRow: 3 })).toThrow('the native function was called');
    expect(() => run({ transposeB: 1, bRow: 4 })).toThrow('the native function was called');
  });

  const ofMemory = `got a memory of ${PAGE} bytes`;
  test.each<[string, Partial<typeof good>, string]>([
    ['a that ends behind memory', { a: good.a + 4 }, `a: expected 12 elements from address ${good.a + 4}, ${ofMemory}`],
    ['b that ends behind memory', { b: good.b + 4 }, `b: expected 8 elements from address ${good.b + 4}, ${ofMemory}`],
    ['c that ends behind memory', { c: good.c + 4 }, `c: expected 6 elements from address ${good.c + 4}, ${ofMemory}`],
    ['rows that are farther apart', { aRow: 5 }, `a: expected 14 elements from address ${good.a}, ${ofMemory}`],
    ['more rows', { rows: 4 }, `a: expected 16 elements from address ${good.a}, ${ofMemory}`],
    ['another inner size', { inner: 5 }, 'a: elements from line to line: expected a whole number from 5, got 4'],
    ['other columns', { cols: 3 }, 'b: elements from line to line: expected a whole number from 3, got 2'],
    [
      'a transpose that does not fit',
      { transposeB: 1 },
      'b: elements from line to line: expected a whole number from 4',
    ],
    ['an address behind memory', { b: -8 }, `b: expected 8 elements from address ${2 ** 32 - 8}, ${ofMemory}`],
    [
      'an address between elements',
      { a: good.a - 2 },
      `a: expected 12 elements from address ${good.a - 2}, ${ofMemory}`,
    ],
    ['no rows', { rows: 0 }, 'rows: expected a whole number from 1, got 0'],
    ['a size that is no whole number', { cols: 2.5 }, 'cols: expected a whole number from 1, got 2.5'],
    ['a size that is none', { inner: Number.NaN }, 'inner: expected a whole number from 1, got NaN'],
    ['a negative size', { inner: -4 }, 'inner: expected a whole number from 1, got -4'],
    ['sizes that fill more than there is', { rows: 2 ** 31 - 1 }, 'a: expected 8589934588 elements'],
  ])('%s', (_, damage, message) => {
    expect(() => run(damage)).toThrow(RangeError);
    expect(() => run(damage)).toThrow(`blas: product: ${message}`);
  });
});

test('memory that has grown between two calls is seen as it is', () => {
  const seen: number[][] = [];
  const product = productOf((...parameters) => {
    const [, , , , , , , a, , b, , , c] = parameters;
    seen.push([a, b, c].map((view) => (view as Float32Array).length));
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const multiply = product(memory);
  const call = (at: number) => multiply(0, 0, 3, 2, 4, at, 4, at, 2, at, 2);
  call(0);
  expect(() => call(PAGE)).toThrow(RangeError);
  memory.grow(1);
  call(0);
  call(PAGE);
  expect(seen).toEqual([
    [12, 8, 6],
    [12, 8, 6],
    [12, 8, 6],
  ]);
});
