import { formula, ShapeError, sub } from '@nn/formula';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as m from '../src/index.js';

const a = m.matrix([
  [1, 2, 3],
  [4, 5, 6],
]);

describe('functions of matrices', () => {
  test('matmul multiplies, transposed where asked, into out', () => {
    const b = m.matrix([
      [1, 0],
      [0, 1],
      [2, 2],
    ]);
    expect(m.matmul(a, b).toArray()).toEqual([
      [7, 8],
      [16, 17],
    ]);
    expect(m.matmul(a, a, { transposeB: true }).toArray()).toEqual([
      [14, 32],
      [32, 77],
    ]);
    expect(m.matmul(a, a, { transposeA: true }).toArray()).toEqual([
      [17, 22, 27],
      [22, 29, 36],
      [27, 36, 45],
    ]);
    const out = m.zeros(2, 2);
    expect(m.matmul(a, b, { out })).toBe(out);
    expect(out.toArray()).toEqual([
      [7, 8],
      [16, 17],
    ]);
    expect(() => m.matmul(a, a)).toThrow('the inner sizes 3 and 2 must be equal');
  });

  test('elementwise functions repeat a side of one row, one column or one number', () => {
    const row = m.matrix([[10, 20, 30]]);
    const column = m.matrix([[1], [2]]);
    expect(m.add(a, row).toArray()).toEqual([
      [11, 22, 33],
      [14, 25, 36],
    ]);
    expect(m.mul(a, column).toArray()).toEqual([
      [1, 2, 3],
      [8, 10, 12],
    ]);
    expect(m.sub(row, a).toArray()).toEqual([
      [9, 18, 27],
      [6, 15, 24],
    ]);
    expect(m.div(a, m.full(2, 3, 2)).toArray()).toEqual([
      [0.5, 1, 1.5],
      [2, 2.5, 3],
    ]);
    expect(m.scale(a, -1).toArray()).toEqual([
      [-1, -2, -3],
      [-4, -5, -6],
    ]);
    expect(m.transpose(a).toArray()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
  });

  test('sums, means and the largest of each row', () => {
    expect(m.sum(a)).toBe(21);
    expect(m.mean(a)).toBe(3.5);
    expect(m.sumRows(a).toArray()).toEqual([[6], [15]]);
    expect(m.sumCols(a).toArray()).toEqual([[5, 7, 9]]);
    expect([
      ...m.argmaxRows(
        m.matrix([
          [1, 3, 2],
          [5, 5, 4],
          [0, 0, 9],
        ]),
      ),
    ]).toEqual([1, 0, 2]);
  });

  test('double precision in, double precision out', () => {
    const third = m.matrix([[1 / 3]], { dtype: 'f64' });
    expect(m.add(third, third).at(0, 0)).toBe(2 / 3);
    expect(m.add(m.matrix([[1 / 3]]), m.matrix([[1 / 3]])).at(0, 0)).toBe(Math.fround(2 * Math.fround(1 / 3)));
  });

  test('a matrix prints itself, and says what is wrong with what it is made of', () => {
    expect(String(a)).toBe('2 x 3\n  1 2 3\n  4 5 6');
    expect(() => a.at(2, 0)).toThrow('at(2, 0): outside a 2 x 3 matrix');
    expect(() => m.matrix([[1, 2], [3]])).toThrow('row 1 has 1 numbers, row 0 has 2');
    expect(() => m.zeros(-1, 2)).toThrow('rows: expected a whole number from 0, got -1');
  });
});

describe('what is kept compiled from call to call', () => {
  const difference = formula(['a', 'b'], (x, y) => sub(x, y));

  test('does not mind the order in which inputs are named, whatever their sizes', () => {
    const row = m.matrix([[10, 20, 30]]);
    const expected = [
      [-9, -18, -27],
      [-6, -15, -24],
    ];
    expect(m.map(difference, { a, b: row }).toArray()).toEqual(expected);
    expect(m.map(difference, { b: row, a }).toArray()).toEqual(expected);
    expect(m.map(difference, { b: a, a: row }).toArray()).toEqual(expected.map((r) => r.map((v) => -v)));
  });

  test('gives its memory back when another size needs it, within one turn of the event loop', () => {
    const data = new Float32Array(5100 * 5100).fill(1);
    const sums = (rows: number) => m.sumRows(m.fromData(rows, 5100, data.subarray(0, rows * 5100)));
    // Together, these would need more than the 4 GiB that there are.
    for (let rows = 5060; rows < 5102; rows++) expect(sums(Math.min(rows, 5100)).at(0, 0)).toBe(5100);
  });

  test('what is no matrix is refused by its name', () => {
    expect(() => m.map(difference, { a, b: 1 as never })).toThrow('map: b: expected a matrix, got 1');
    expect(() => m.matrix([1, 2] as never)).toThrow('expected rows of numbers, got a row that is number');
    // biome-ignore lint/suspicious/noSparseArray: a row with a hole
    expect(() => m.matrix([[1, , 3]] as never)).toThrow('row 0, column 1: expected a number, got undefined');
  });
});

describe('a backend that multiplies matrices where they stand', () => {
  const asked: number[] = [];
  const nines: m.Backend = {
    ...m.reference(),
    multiply: (x, _y, out) => {
      asked.push(x.rows);
      if (x.rows < 2) return false;
      out.data.fill(9);
      return true;
    },
  };
  beforeEach(() => {
    asked.length = 0;
    m.setDefaultBackend(nines);
  });
  afterEach(() => m.setDefaultBackend(m.wasm()));
  const two = m.full(2, 2, 1);

  test('is asked, and where it declines the product is computed as ever', () => {
    expect(m.matmul(two, two).toArray()).toEqual(m.full(2, 2, 9).toArray());
    const out = m.zeros(2, 2);
    expect(m.matmul(two, two, { out })).toBe(out);
    expect(m.matmul(m.full(1, 2, 1), two).toArray()).toEqual([[2, 2]]);
    expect(asked).toEqual([2, 2, 1]);
  });

  test('is not asked where the result would overwrite an operand, or numbers are double', () => {
    const out = m.full(2, 2, 1);
    expect(m.matmul(out, two, { out }).toArray()).toEqual(m.full(2, 2, 2).toArray());
    const double = m.full(2, 2, 1, { dtype: 'f64' });
    expect(m.matmul(double, two).toArray()).toEqual(m.full(2, 2, 2).toArray());
    expect(m.matmul(two, two, { out: double }).toArray()).toEqual(m.full(2, 2, 2).toArray());
    expect(asked).toEqual([]);
    expect(() => m.matmul(two, m.zeros(3, 2) as never)).toThrow(ShapeError);
    expect(() => m.matmul(two, two, { out: m.zeros(3, 2) as never })).toThrow(
      'out: expected a 2 x 2 matrix, got 3 x 2',
    );
  });
});

test('argmaxRows passes over NaN', () => {
  expect(
    Array.from(
      m.argmaxRows(
        m.matrix([
          [Number.NaN, 1, 3, 2],
          [1, Number.NaN, 0, 1],
        ]),
      ),
    ),
  ).toEqual([2, 0]);
});

test.each([m.reference(), m.wasm()])('a region of $name gives no view beyond its end', (backend) => {
  const region = backend.region(4);
  expect(region.view(1, 3).length).toBe(3);
  expect(() => region.view(1, 4)).toThrow('view: 4 elements from 1 are not all in a region of 4');
});
