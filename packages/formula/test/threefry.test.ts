import { describe, expect, test } from 'vitest';
import { streamKey, threefry, uniformAt, words } from '../src/index.js';

describe('Threefry-2x32, 20 rounds', () => {
  // The known answers that Random123 publishes (kat_vectors).
  test.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as [[number, number], [number, number], [number, number]][])('key %j, counter %j', (key, counter, expected) => {
    const out = threefry(words, [key[0] | 0, key[1] | 0], [counter[0] | 0, counter[1] | 0]);
    expect(out.map((w) => w >>> 0)).toEqual(expected);
  });
});

describe('streams', () => {
  const COUNT = 20_000;
  const draw = (seed: number, step: number, stream: number, count = COUNT) => {
    const key = streamKey({ seed, step }, stream);
    return Float64Array.from({ length: count }, (_, i) => uniformAt(key, i));
  };
  /** Of independent uniform numbers it is normal with deviation 1. */
  const correlation = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += (a[i]! - 0.5) * (b[i]! - 0.5);
    return (sum * 12) / Math.sqrt(a.length);
  };

  test('are uniform in [0, 1), in steps of 2^-24', () => {
    const x = draw(0, 0, 0);
    expect(x.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 24) && Math.fround(u) === u)).toBe(true);
    const bins = new Array<number>(100).fill(0);
    for (const u of x) bins[Math.floor(u * 100)]!++;
    const chiSquared = bins.reduce((sum, n) => sum + (n - COUNT / 100) ** 2 / (COUNT / 100), 0);
    // 99 degrees of freedom: mean 99, deviation 14.
    expect(Math.abs(chiSquared - 99)).toBeLessThan(4 * 14);
  });

  test('of another seed, step, stream or element have nothing to do with each other', () => {
    const base = draw(7, 3, 2);
    const others: Record<string, Float64Array> = {
      seed: draw(8, 3, 2),
      'high bits of the seed': draw(7 + 2 ** 32, 3, 2),
      'negative seed': draw(-7, 3, 2),
      step: draw(7, 4, 2),
      stream: draw(7, 3, 3),
      'step and stream exchanged': draw(7, 2, 3),
      element: draw(7, 3, 2, COUNT + 1).subarray(1),
    };
    for (const [name, other] of Object.entries(others)) {
      expect(Math.abs(correlation(base, other)), name).toBeLessThan(4);
      expect(
        base.some((u, i) => u !== other[i]),
        name,
      ).toBe(true);
    }
  });

  test('are a function of their position alone', () => {
    expect(draw(7, 3, 2, 5)).toEqual(draw(7, 3, 2, 9).subarray(0, 5));
    expect(draw(0, 0, 0, 3)).not.toEqual(draw(1, 0, 0, 3));
  });
});
