import { describe, expect, test } from 'vitest';
import { readIdx } from '../src/index.js';

/** An IDX file as its description says: two zeros, type, number of sizes; the sizes; the numbers, high byte first. */
function idx(type: number, sizes: readonly number[], body: readonly number[]): Uint8Array {
  const big = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
  return Uint8Array.from([0, 0, type, sizes.length, ...sizes.flatMap(big), ...body]);
}

describe('MNIST', () => {
  test('labels are a column', () => {
    // The first bytes of train-labels-idx1-ubyte, for 3 labels in place of 60,000.
    const labels = readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4));
    expect([labels.rows, labels.cols]).toEqual([3, 1]);
    expect(labels.toArray()).toEqual([[5], [0], [4]]);
  });

  test('an image is a row', () => {
    const images = readIdx(idx(8, [2, 2, 3], [0, 1, 2, 3, 4, 255, 6, 7, 8, 9, 10, 11]));
    expect(images.toArray()).toEqual([
      [0, 1, 2, 3, 4, 255],
      [6, 7, 8, 9, 10, 11],
    ]);
  });
});

test.each([
  ['unsigned bytes', 8, [200], 200],
  ['signed bytes', 9, [0xff], -1],
  ['whole numbers of 2 bytes', 11, [0xff, 0xfe], -2],
  ['whole numbers of 4 bytes', 12, [0, 1, 0, 0], 65536],
  ['single precision', 13, [0x3f, 0xc0, 0, 0], 1.5],
  ['double precision', 14, [0xc0, 4, 0, 0, 0, 0, 0, 0], -2.5],
] as const)('%s', (_, type, body, value) => expect(readIdx(idx(type, [1], body)).at(0, 0)).toBe(value));

test('a part of a larger buffer', () => {
  const bytes = Uint8Array.of(9, ...idx(8, [2], [3, 4]), 9);
  expect(readIdx(bytes.subarray(1, -1)).toArray()).toEqual([[3], [4]]);
});

test('no rows are no error', () => expect(readIdx(idx(8, [0, 28, 28], [])).cols).toBe(784));

describe('what is no such file', () => {
  test.each([
    ['nothing', [], /not an IDX file/],
    ['a packed one', [0x1f, 0x8b, 8, 0, 0, 0], /still compressed/],
    ['a type that there is not', [0, 0, 10, 1, 0, 0, 0, 0], /not an IDX file/],
    ['no sizes', [0, 0, 8, 0], /header of 0 sizes/],
    ['half a header', [0, 0, 8, 3, 0, 0, 0, 1], /header of 3 sizes does not fit 8 bytes/],
    ['too few numbers', [...idx(8, [2, 2], [1, 2, 3])], /2 x 2 numbers need 16 bytes, got 15; is it cut off/],
    ['too many', [...idx(8, [1], [1, 2])], /1 numbers need 9 bytes, got 10/],
    ['sizes beyond all memory', [...idx(14, Array(9).fill(0xffffffff), [])], /cut off/],
    ['sizes beyond numbers', [...idx(8, [0, ...Array(200).fill(0xffffffff)], [])], /numbers need/],
  ])('%s', (_, bytes, message) => {
    expect(() => readIdx(Uint8Array.from(bytes))).toThrow(RangeError);
    expect(() => readIdx(Uint8Array.from(bytes))).toThrow(message);
  });
});
