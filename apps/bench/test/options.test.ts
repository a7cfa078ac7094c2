import { expect, it } from 'vitest';
import { choices, parseOptions } from '../src/options.js';

it('measures everything unless parts are named', () => {
  expect(parseOptions([]).parts).toEqual(choices);
  expect(parseOptions(['A', 'xor']).parts).toEqual(['A', 'xor']);
});

it('makes fewer rounds when it is quick, unless it is told how many', () => {
  expect(parseOptions(['--quick']).rounds).toBeLessThan(parseOptions([]).rounds);
  expect(parseOptions(['--quick', '--rounds', '5']).rounds).toBe(5);
});

it('reports the latest results, or those named', () => {
  expect(parseOptions(['report']).report).toBe('latest');
  expect(parseOptions(['report', 'last']).report).toBe('last');
});

it('trains networks, all or those named', () => {
  expect(parseOptions(['accuracy']).accuracy).toEqual([]);
  expect(parseOptions(['accuracy', 'MNIST, dense']).accuracy).toEqual(['MNIST, dense']);
  expect(parseOptions(['A']).accuracy).toBeUndefined();
});

it('predicts tables of the usual sizes, or of those named', () => {
  expect(parseOptions(['predict']).predict).toEqual([]);
  expect(parseOptions(['predict', '1000', '2000']).predict).toEqual([1000, 2000]);
  expect(() => parseOptions(['predict', 'all'])).toThrow('predict: expected numbers of rows such as 1000000, got all');
});

it('refuses what it does not know', () => {
  expect(() => parseOptions(['D'])).toThrow(/D: expected parts out of A B C/);
  expect(() => parseOptions(['--rounds', 'many'])).toThrow(/whole number/);
  expect(() => parseOptions(['--fast'])).toThrow(TypeError);
});
