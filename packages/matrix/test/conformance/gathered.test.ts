import { describe, expect, test } from 'vitest';
import type { Size } from '../../src/plan.js';
import { reference } from '../../src/reference/index.js';
import { expectSame, wild } from '../support/both.js';
import { type Case, type Fill, identity, noise, type Place, runCase } from '../support/case.js';
import { dense, type Epilogue } from '../support/product.js';

/** A product whose first factor is read through an index: so many rows of a source, positions of each, columns of a position. */
interface Gathered {
  readonly samples: Size;
  readonly positions: number;
  readonly width: number;
  readonly cols: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const SOURCE = 7;
/** Places of a source of 7 columns, and -1. */
const places: Fill = (k) => Math.floor((Math.abs(noise(9)(k)) * 1000) % (SOURCE + 1)) - 1;

const rowsOf = ({ samples, positions }: Gathered): Size =>
  typeof samples === 'number' ? samples * positions : `${positions} batch`;

const gathered =
  (p: Gathered, fill: (seed: number) => Fill = noise, end?: (place: Place) => Epilogue): Case =>
  (place) => {
    const { samples, positions, width, cols, transposeA, transposeB } = p;
    const [rows, inner] = transposeA ? [width, rowsOf(p)] : [rowsOf(p), width];
    const { epilogue, operands, results } = end?.(place) ?? { epilogue: identity, operands: [], results: [0] };
    return [
      {
        ...{ kind: 'matmul', rows, inner, cols, transposeA, transposeB, epilogue, operands, results },
        a: place(samples, SOURCE, fill(1)),
        index: place(1, positions * width, places),
        b: transposeB ? place(cols, inner, fill(2)) : place(inner, cols, fill(2)),
        outputs: results.map(() => place(rows, cols)),
      },
    ];
  };

describe.each([true, false])('transposed: %s', (transposeA) => {
  test.each([true, false])('times a transposed matrix: %s', (transposeB) => {
    for (const samples of [0, 1, 2, 9]) {
      for (const positions of [1, 3, 4, 50]) {
        for (const width of [1, 2, 3, 4, 9, 21]) {
          for (const cols of [1, 7, 8, 70]) {
            const p = { samples, positions, width, cols, transposeA, transposeB };
            const label = JSON.stringify(p);
            expectSame(gathered(p), label);
            if (samples === 2) {
              expectSame(gathered(p, wild), `${label}, special values`);
              expectSame(gathered(p, noise, dense({ ...p, rows: 1, inner: 1 })), `${label}, bias and tanh`);
            }
          }
        }
      }
    }
  });

  test('many rows, of a batch', () => {
    for (const [positions, width, cols] of [
      [200, 9, 8],
      [30, 72, 16],
      [5, 300, 3],
    ] as const) {
      const p = { samples: 'batch', positions, width, cols, transposeA, transposeB: false } as const;
      expectSame(gathered(p), JSON.stringify(p), [3, 0, 1, 33]);
    }
  });
});

test('reads what it is to read', () => {
  const given =
    (...numbers: number[]): Fill =>
    (k) =>
      numbers[k]!;
  const make: Case = (place) => [
    {
      ...{ kind: 'matmul', rows: 4, inner: 2, cols: 1, transposeA: false, transposeB: false },
      ...{ epilogue: identity, operands: [], results: [0] },
      a: place(2, 3, given(1, 2, 3, 4, 5, 6)),
      index: place(1, 4, given(0, 1, 2, -1)),
      b: place(2, 1, given(10, 100)),
      outputs: [place(4, 1)],
    },
  ];
  const output = runCase(reference(), make)[0]!.at(-1)!;
  expect(output.slice(5, -5)).toEqual([210, 30, 540, 60]);
});
