import { expect, it } from 'vitest';
import { resultsJson } from '../src/results-json.js';

it('writes lists of numbers in one line, or in as few as hold them', () => {
  const seconds = Array.from({ length: 30 }, (_, i) => i + 0.123456789);
  const text = resultsJson({ entries: [{ id: 'nn-1', few: [1, 2.5], seconds }], none: [] });
  expect(text).toContain('      "few": [1, 2.5],\n');
  expect(text).toContain('      "seconds": [\n        0.123457, 1.12346,');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(JSON.parse(text).entries[0].seconds).toEqual(seconds.map((s) => Number(s.toPrecision(6))));
});

it('leaves texts and whole numbers as they are', () => {
  const value = { name: 'a [b], "c"', peak: 123456789, lists: ['x', 'y'] };
  expect(JSON.parse(resultsJson(value))).toEqual(value);
});
