import { uniformAt } from '@nn/formula';
import { describe, expect, test } from 'vitest';
import type { Body } from '../../src/plan.js';
import { reference } from '../../src/reference/index.js';
import { wasm } from '../../src/wasm/index.js';
import { type Case, type Fill, identity, runCase } from '../support/case.js';

/** Numbers, one after the other. */
const given =
  (...numbers: number[]): Fill =>
  (k) =>
    numbers[k]!;

/** What the plan says of each step, in numbers worked out by hand; each case leaves its result in the first buffer. */
describe.each([
  ['reference', reference()],
  ['wasm', wasm()],
] as const)('%s', (_, backend) => {
  const result = (make: Case, batch = 0) => {
    const [buffer] = runCase(backend, make, [batch])[0]!;
    return buffer!.slice(5, -5);
  };
  const dot = (a: number[], b: number[]): Case => {
    const inner = a.length;
    return (place) => [
      {
        kind: 'matmul',
        outputs: [place(1, 1)],
        a: place(1, inner, given(...a)),
        b: place(inner, 1, given(...b)),
        ...{ rows: 1, inner, cols: 1, transposeA: false, transposeB: false },
        ...{ epilogue: identity, operands: [], results: [0] },
      },
    ];
  };
  const reduce =
    (reducer: 'sum' | 'max', axis: 'all' | 'eachRow' | 'eachColumn', rows: number, cols: number, x: number[]): Case =>
    (place) => {
      const output = place(axis === 'eachRow' ? rows : 1, axis === 'eachColumn' ? cols : 1);
      const operands = [place(rows, cols, given(...x))];
      return [{ kind: 'reduce', reducer, axis, rows, cols, body: identity, operands, result: 0, output }];
    };

  test('matmul adds in f32, k ascending', () => {
    expect(result(dot([1, 2, 3], [4, 5, 6]))).toEqual([32]);
    // 1 + 2^-24 is a tie and falls back to 1, twice; the other way round it would reach 1 + 2^-23.
    expect(result(dot([1, 2 ** -24, 2 ** -24], [1, 1, 1]))).toEqual([1]);
    expect(result(dot([2 ** -24, 2 ** -24, 1], [1, 1, 1]))).toEqual([1 + 2 ** -23]);
  });

  test('matmul rounds each product: no fused multiply-add', () => {
    const x = 1 + 2 ** -12;
    expect(result(dot([1, x], [-(1 + 2 ** -11), x]))).toEqual([0]);
  });

  test('matmul of nothing is 0', () => {
    expect(result(dot([], []))).toEqual([0]);
  });

  test('a sum along a row is added up in double precision, by column mod 4', () => {
    expect(result(reduce('sum', 'eachRow', 1, 3, [2 ** 24, 1, 1]))).toEqual([2 ** 24 + 2]);
    // 2^53 + 1 is lost in partial sum 0 before -2^53 comes from partial sum 2.
    expect(result(reduce('sum', 'eachRow', 1, 5, [2 ** 53, 0, -(2 ** 53), 0, 1]))).toEqual([0]);
    expect(result(reduce('sum', 'eachRow', 1, 5, [2 ** 53, 0, 0, 1, -(2 ** 53)]))).toEqual([1]);
  });

  test('a sum of all adds the unrounded sums of the rows', () => {
    expect(result(reduce('sum', 'all', 3, 1, [2 ** 24, 1, 1]))).toEqual([2 ** 24 + 2]);
    expect(result(reduce('sum', 'all', 2, 2, [2 ** 24, 1, 1, 0]))).toEqual([2 ** 24 + 2]);
  });

  test('a sum of each column adds from the first row to the last', () => {
    const columns = [2 ** 53, 1, 1, -(2 ** 53), -(2 ** 53), 2 ** 53];
    expect(result(reduce('sum', 'eachColumn', 3, 2, columns))).toEqual([0, 1]);
  });

  test('sums and maxima of nothing', () => {
    expect(result(reduce('sum', 'all', 0, 3, []))).toEqual([0]);
    expect(result(reduce('sum', 'eachRow', 2, 0, []))).toEqual([0, 0]);
    expect(result(reduce('sum', 'eachColumn', 0, 2, []))).toEqual([0, 0]);
    expect(result(reduce('max', 'all', 0, 3, []))).toEqual([Number.NEGATIVE_INFINITY]);
    expect(result(reduce('max', 'eachColumn', 0, 1, []))).toEqual([Number.NEGATIVE_INFINITY]);
  });

  test('a maximum is NaN where any element is', () => {
    expect(result(reduce('max', 'eachRow', 2, 3, [1, 7, -2, 9, Number.NaN, 3]))).toEqual([7, Number.NaN]);
    expect(result(reduce('max', 'eachColumn', 2, 3, [1, 7, -2, 9, Number.NaN, 3]))).toEqual([9, Number.NaN, 3]);
    expect(result(reduce('max', 'all', 1, 2, [-0, 0]))).toEqual([0]);
  });

  test('a body repeats rows, columns and numbers', () => {
    const body: Body = {
      operands: 3,
      code: [
        { op: 'mul', args: [0, 1] },
        { op: 'add', args: [3, 2] },
      ],
    };
    const make: Case = (place) => [
      {
        ...{ kind: 'map', rows: 'batch', cols: 3, body, results: [4] },
        outputs: [place('batch', 3)],
        operands: [place('batch', 1, given(1, 2)), place(1, 3, given(1, 10, 100)), place(1, 1, given(0.5))],
      },
    ];
    expect(result(make, 2)).toEqual([1.5, 10.5, 100.5, 2.5, 20.5, 200.5]);
    expect(result(make, 1)).toEqual([1.5, 10.5, 100.5]);
  });

  test('select takes 0 as no and NaN as yes', () => {
    const body: Body = {
      operands: 1,
      code: [
        { op: 'constant', args: [], value: 1 },
        { op: 'neg', args: [1] },
      ],
    };
    const select: Body = { ...body, code: [...body.code, { op: 'select', args: [0, 1, 2] }] };
    const make: Case = (place) => [
      {
        ...{ kind: 'map', rows: 1, cols: 4, body: select, results: [3] },
        outputs: [place(1, 4)],
        operands: [place(1, 4, given(0, -0, 5, Number.NaN))],
      },
    ];
    expect(result(make)).toEqual([-1, -1, 1, 1]);
  });

  test('uniform numbers depend on the key and the element', () => {
    const key = [0x89abcdef | 0, 0x01234567] as const;
    const parts = key.flatMap((word) => [word & 0xffff, word >>> 16]);
    const body: Body = { operands: 1, code: [{ op: 'uniform', args: [], key: 0 }] };
    const make: Case = (place) => [
      {
        ...{ kind: 'map', rows: 3, cols: 5, body, results: [1] },
        outputs: [place(3, 5)],
        operands: [place(1, 4, given(...parts))],
      },
    ];
    expect(result(make)).toEqual(Array.from({ length: 15 }, (_, i) => uniformAt(key, i)));
  });

  test('gather reads by number, 0 for -1, and gives NaN where the number names nothing else', () => {
    const make: Case = (place) => [
      {
        ...{ kind: 'gather', axis: 'columns' },
        output: place(3, 2),
        source: place(3, 3, given(1, 2, 3, 4, 5, 6, 7, 8, 9)),
        index: place(3, 2, given(2, 0, -1, 1, 3, 1.5)),
      },
    ];
    expect(result(make)).toEqual([3, 1, 0, 5, Number.NaN, Number.NaN]);
  });

  test('scatterAdd adds in the order of the values, rounding each time', () => {
    const make: Case = (place) => [
      {
        ...{ kind: 'scatterAdd', axis: 'rows' },
        output: place(3, 1),
        values: place(5, 1, given(2 ** 24, 1, 1, 5, 9)),
        index: place(5, 1, given(1, 1, 1, 2, 3)),
      },
    ];
    expect(result(make)).toEqual([0, 2 ** 24, 5]);
  });

  test('transpose exchanges rows and columns', () => {
    const make: Case = (place) => [
      { kind: 'transpose', output: place(3, 2), source: place(2, 3, given(1, 2, 3, 4, 5, 6)) },
    ];
    expect(result(make)).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
