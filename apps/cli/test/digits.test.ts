import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { files, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();

test('nn digits trains, shows what it reads, and leaves a model and rows to go on with', async () => {
  const { code, out, err } = await nnOnTerminal(80, 'digits');
  expect(code).toBe(0);
  expect(err).toContain('1797 handwritten digits');
  // Nothing wraps; what clears the live line, and colours, take no place.
  const lines = stripVTControlCharacters(out + err).split(/[\r\n]/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(files()).toEqual(['digits-test.csv', 'digits.safetensors']);
  // k nearest neighbours get 0.98 to 0.99 of this data right, a linear model 0.95 to 0.96.
  const accuracy = Number(/test accuracy (\d\.\d+) \(359 digits/.exec(out)?.[1]);
  expect(accuracy).toBeGreaterThanOrEqual(0.96);
  expect(out).toContain('██');
  // The command that it ends with gives the same accuracy.
  const next = /try: .*\bnn (evaluate .*)/.exec(out)![1]!;
  const judged = await nn(next, '--json');
  expect(JSON.parse(judged.out)).toMatchObject({ rows: 359, target: 'digit', task: 'classes' });
  expect(JSON.parse(judged.out).accuracy).toBeCloseTo(accuracy, 3);
});
