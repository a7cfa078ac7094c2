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
  ['di', 'id', 'two letters swapped, which counts once'],
])('%s is meant for %s: %s', (name, meant) => expect(nearest(name, names)).toBe(meant));

test.each(['colour', 'petal', '', 'width', 'xx'])('%j is like none of them', (name) =>
  expect(nearest(name, names)).toBeUndefined(),
);

test('the nearest, not the first that is near', () => expect(nearest('abcdef', ['abcxyf', 'abcdxf'])).toBe('abcdxf'));
test('of none, none', () => expect(nearest('a', [])).toBeUndefined());
