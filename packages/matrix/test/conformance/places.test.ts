import { describe, test } from 'vitest';
import type { Size } from '../../src/plan.js';
import { expectSame, sizes, wild } from '../support/both.js';
import { type Fill, noise, type Place } from '../support/case.js';

/** Places 0 to size - 1 in no order, and now and then one that is none. */
const indices = (seed: number, size: number): Fill => {
  const none = [-1, size, size + 0.5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1e10, 3e9, 4294967296, -0];
  return (k) => {
    const chance = Math.abs(noise(seed)(k)) / 3;
    return chance < 0.2 ? none[Math.floor(chance * 50)]! : Math.floor(((chance - 0.2) / 0.8) * size);
  };
};

const shapes: readonly (readonly [number, number])[] = sizes.flatMap((rows, i) =>
  [0, 3, 7].map((shift) => [rows, sizes[(i * 5 + shift) % sizes.length]!] as const),
);

describe.each(['rows', 'columns'] as const)('along %s', (axis) => {
  type Sides = readonly [Size, Size];
  /** The buffers of a gather whose output is rows x cols, out of `depth` places; the index may be repeated. */
  const buffers = (place: Place, [rows, cols]: Sides, depth: number, index: 'full' | 'one') => {
    const far: Sides = axis === 'rows' ? [depth, cols] : [rows, depth];
    const repeated: Sides = axis === 'rows' ? [rows, 1] : [1, cols];
    return { far, index: place(...(index === 'full' ? ([rows, cols] as const) : repeated), indices(1, depth)) };
  };

  test.each(['full', 'one'] as const)('gather and scatterAdd, index %s', (index) => {
    for (const [rows, cols] of shapes) {
      for (const depth of [0, 1, 6]) {
        expectSame((place) => {
          const b = buffers(place, [rows, cols], depth, index);
          return [
            { kind: 'gather', axis, source: place(...b.far, wild(2)), index: b.index, output: place(rows, cols) },
            { kind: 'scatterAdd', axis, values: place(rows, cols, wild(3)), index: b.index, output: place(...b.far) },
          ];
        }, `${rows} x ${cols} of ${depth}`);
      }
    }
  });

  test.each(['full', 'one'] as const)('sizes of a batch, index %s', (index) => {
    const batched: readonly Sides[] = [
      ['batch', 1],
      ['batch', 5],
      [5, 'batch'],
      [1, 'batch'],
    ];
    for (const shape of batched) {
      expectSame(
        (place) => {
          const b = buffers(place, shape, 6, index);
          return [
            { kind: 'gather', axis, source: place(...b.far, wild(2)), index: b.index, output: place(...shape) },
            { kind: 'scatterAdd', axis, values: place(...shape, wild(3)), index: b.index, output: place(...b.far) },
          ];
        },
        shape.join(' x '),
        [3, 0, 1, 9],
      );
    }
  });
});

test('transpose', () => {
  for (const [rows, cols] of shapes) {
    expectSame(
      (place) => [{ kind: 'transpose', source: place(rows, cols, wild(1)), output: place(cols, rows) }],
      `${rows} x ${cols}`,
    );
  }
  expectSame(
    (place) => [
      { kind: 'transpose', source: place('batch', 5, wild(1)), output: place(5, 'batch') },
      { kind: 'transpose', source: place(3, 'batch', wild(1)), output: place('batch', 3) },
    ],
    'of a batch',
    [4, 0, 1, 9],
  );
});
