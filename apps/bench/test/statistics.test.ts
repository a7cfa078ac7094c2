import { describe, expect, it } from 'vitest';
import { quartiles, ratios } from '../src/statistics.js';

describe('quartiles', () => {
  it('cut sorted numbers at their quarters, whatever their order', () => {
    expect(quartiles([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
  });

  it('lie straight between neighbours', () => {
    expect(quartiles([1, 2, 3, 4])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
    expect(quartiles([7])).toEqual({ low: 7, median: 7, high: 7 });
  });

  it('need a number', () => {
    expect(() => quartiles([])).toThrow(RangeError);
  });
});

describe('ratios', () => {
  it('are taken within rounds: a slow round of the machine does not count', () => {
    // The second round is ten times as slow for both.
    const a = [1, 10, 1];
    const b = [2, 20, 2];
    expect(ratios(a, b)).toEqual({ low: 2, median: 2, high: 2 });
  });

  it('are above 1 where the first is faster', () => {
    expect(ratios([1], [4]).median).toBe(4);
  });
});
