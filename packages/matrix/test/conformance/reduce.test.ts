import { describe, test } from 'vitest';
import type { Body, Size, Step } from '../../src/plan.js';
import { expectSame, sizes, wild } from '../support/both.js';
import { type Case, type Fill, identity, noise, type Place } from '../support/case.js';

const reducers = ['sum', 'max'] as const;
const axes = ['all', 'eachRow', 'eachColumn'] as const;
const kinds = reducers.flatMap((reducer) => axes.map((axis) => [reducer, axis] as const));
type Kind = (typeof kinds)[number];

const outputOf = (place: Place, axis: Kind[1], rows: Size, cols: Size) =>
  place(axis === 'eachRow' ? rows : 1, axis === 'eachColumn' ? cols : 1);

const plain = ([reducer, axis]: Kind, rows: Size, cols: Size, fill: Fill): Case => {
  return (place): readonly Step[] => {
    const operands = [place(rows, cols, fill)];
    const output = outputOf(place, axis, rows, cols);
    return [{ kind: 'reduce', reducer, axis, rows, cols, body: identity, operands, result: 0, output }];
  };
};

// Sums of these depend on the order: large numbers cancel and leave what was lost on the way.
const cancelling: Fill = (k) => [noise(3)(k), 2 ** 60, noise(4)(k), -(2 ** 60), noise(5)(k)][k % 5]!;

describe.each(kinds)('%s of %s', (...kind) => {
  test('sizes', () => {
    for (const rows of sizes) {
      for (const cols of sizes) expectSame(plain(kind, rows, cols, cancelling), `${kind.join(' ')}, ${rows} x ${cols}`);
    }
  });

  test('special values', () => {
    for (const rows of [1, 2, 5, 9]) {
      for (const cols of [1, 2, 3, 4, 6, 11]) {
        for (const seed of [1, 2, 3, 4]) {
          expectSame(plain(kind, rows, cols, wild(seed, 3)), `${kind.join(' ')}, ${rows} x ${cols}, seed ${seed}`);
        }
      }
    }
    for (const zero of [0, -0])
      expectSame(
        plain(kind, 3, 5, () => zero),
        `${kind.join(' ')} of ${zero}`,
      );
    for (const inf of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expectSame(
        plain(kind, 3, 5, () => inf),
        `of ${inf}`,
      );
  });

  test('sizes of a batch', () => {
    for (const size of [1, 3, 4, 9]) {
      expectSame(plain(kind, 'batch', size, cancelling), `${kind.join(' ')}, batch x ${size}`, [4, 0, 1, 9]);
      expectSame(plain(kind, size, 'batch', cancelling), `${kind.join(' ')}, ${size} x batch`, [4, 0, 1, 9]);
    }
  });

  test('of a fused body with every broadcast', () => {
    const body: Body = {
      operands: 5,
      code: [
        { op: 'sub', args: [0, 1] },
        { op: 'exp', args: [5] },
        { op: 'mul', args: [6, 2] },
        { op: 'add', args: [7, 3] },
        { op: 'uniform', args: [], key: 4 },
        { op: 'mul', args: [8, 9] },
      ],
    };
    const [reducer, axis] = kind;
    for (const [rows, cols] of [
      [1, 1],
      [3, 10],
      [32, 10],
      [5, 65],
      ['batch', 7],
      [7, 'batch'],
      ['batch', 1],
    ] as const) {
      expectSame(
        (place) => {
          const operands = [
            place(rows, cols, noise(1)),
            place(rows, 1, noise(2)),
            place(1, cols, noise(3)),
            place(1, 1, noise(4)),
            place(1, 4, (k) => [77, 1234, 65535, 9][k]!),
          ];
          const output = outputOf(place, axis, rows, cols);
          return [{ kind: 'reduce', reducer, axis, rows, cols, body, operands, result: 10, output }];
        },
        `${kind.join(' ')} of a body, ${rows} x ${cols}`,
        [3, 1, 0, 8],
      );
    }
  });
});
