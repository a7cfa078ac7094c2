import { expect, test } from 'vitest';
import { nearest } from '../src/index.js';

const names = ['petal_width', 'petal_length', 'sepal_width', 'species', 'id'];

test.each([
  ['petal_widht', 'petal_width', 'two letters swapped'],
  ['petalwidth', 'petal_width', 'one left out'],
  ['petall_length', 'petal_length', 'one put in'],
  ['sepal_wadth', 'sepal_width', 'one changed'],
  ['Species', 'species', 'another case'],
  ['SPECIES', 'species', 'another case'],
  ['species', 'species', 'nothing'],
  ['ids', 'id', 'one put in'],
  ['ID', 'id', 'another case'],
  ['idd', 'id', 'one of three put in'],
])('%s is meant for %s: %s', (name, meant) => expect(nearest(name, names)).toBe(meant));

test.each(['colour', 'petal', '', 'width', 'xx', 'di', 'i', 'ie'])('%j is like none of them', (name) =>
  expect(nearest(name, names)).toBeUndefined(),
);

test('the nearest, not the first that is near', () => expect(nearest('abcdef', ['abcxyf', 'abcdxf'])).toBe('abcdxf'));
test('one or two letters are meant only as they are, but for case', () => {
  expect(nearest('z', ['a', 'b'])).toBeUndefined();
  expect(nearest('', ['a'])).toBeUndefined();
  expect(nearest('x1', ['x2', 'x', '1x', 'x11'])).toBeUndefined();
  expect(nearest('X1', ['x2', 'x1'])).toBe('x1');
  expect(nearest('acb', ['abd', 'abc'])).toBe('abc');
});
test('of none, none', () => expect(nearest('a', [])).toBeUndefined());

test('many long names are looked through at once', () => {
  const many = Array.from({ length: 100_000 }, (_, k) => `${'x'.repeat(90)}${k}`);
  const began = performance.now();
  expect(nearest('y'.repeat(1e6), ['y'.repeat(1e6)])).toBeUndefined();
  expect(nearest(`${'x'.repeat(90)}0!`, many)).toBe(many[0]);
  expect(performance.now() - began).toBeLessThan(2000);
});
