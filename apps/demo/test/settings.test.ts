import { describe, expect, test } from 'vitest';
import { fromAddress, initialOf, toAddress } from '../src/lib/settings/address.js';
import { choice, number, numbers, rows, truth, whole } from '../src/lib/settings/fields.js';

const fields = {
  rate: number(0.1, { min: 0, max: 1 }),
  steps: whole(3, { min: 1, max: 9 }),
  decay: choice('none', ['none', 'step']),
  biased: truth(true),
  weights: numbers([1, 2], { min: -5, max: 5 }),
  points: rows([[0, 1]], { min: -5, max: 5, least: 0, most: 3 }),
};
const changed = {
  rate: 0.1 + 0.2,
  steps: 9,
  decay: 'step',
  biased: false,
  weights: [-1 / 3, 5e-324],
  points: [
    [1, 2],
    [3, -4],
  ],
} as const;

test('what is as at first stands in no address', () => expect(toAddress(fields, initialOf(fields))).toBe(''));

test('what is changed comes back to the bit', () => {
  const address = toAddress(fields, changed);
  expect(address).toMatch(/^v=1&rate=/);
  expect(fromAddress(fields, `#${address}`)).toEqual({ values: changed, problems: [] });
});

test('an empty list is a value too', () => {
  const values = { ...initialOf(fields), points: [] };
  expect(fromAddress(fields, toAddress(fields, values)).values).toEqual(values);
});

describe('what cannot be read is as at first, and named:', () => {
  test.each([
    ['v=1&rate=2', ['rate']],
    ['v=1&rate=', ['rate']],
    ['v=1&rate=NaN&steps=2.5', ['rate', 'steps']],
    ['v=1&decay=constructor', ['decay']],
    ['v=1&biased=yes', ['biased']],
    ['v=1&weights=1', ['weights']],
    ['v=1&weights=1,6', ['weights']],
    ['v=1&points=1;2', ['points']],
    ['v=1&points=1,2;1,2;1,2;1,2', ['points']],
    ['v=1&nothing=1&__proto__=1', ['nothing', '__proto__']],
    ['v=2&rate=0.5', ['v']],
  ])('%s', (address, problems) => {
    expect(fromAddress(fields, address)).toEqual({ values: initialOf(fields), problems });
  });

  test('not a fragment that is a place on the page', () => {
    expect(fromAddress(fields, '#verdict')).toEqual({ values: initialOf(fields), problems: [] });
  });
});
