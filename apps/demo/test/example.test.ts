import { expect, test } from 'vitest';
import { neuron } from '../src/lib/neuron/example.js';

test('the program on the page learns AND', () => {
  const outputs = neuron.predict([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  expect(Array.from(outputs.data, Math.round)).toEqual([0, 0, 0, 1]);
});
