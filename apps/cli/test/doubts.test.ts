import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { csv, nn, ownFolder } from './support/command.js';

ownFolder();

describe('whole numbers may be amounts or names: how to change that is said', () => {
  /** So many rows of these targets in turn. */
  const write = (rows: number, target: (i: number) => string | number) =>
    csv('y.csv', [['a', 'y'], ...Array.from({ length: rows }, (_, i) => [i, target(i)])]);
  const said = async (more = '') => (await nn(`train y.csv --target y --hidden 2 --epochs 1${more}`)).err;

  test.each<[string, number, (i: number) => string | number, string]>([
    ['8 whole numbers that come often', 80, (i) => i % 8, 'y is one of 8 classes (--task number if it is an amount),'],
    [
      '50 whole numbers',
      250,
      (i) => i % 50,
      'y is a number (--task classes if the numbers are names of classes), predicted',
    ],
    ['7 whole numbers', 80, (i) => i % 7, 'y is one of 7 classes, predicted'],
    ['12 prices of 12 houses', 12, (i) => 400 + 37 * i, 'y is a number, predicted'],
    ['51 whole numbers', 255, (i) => i % 51, 'y is a number, predicted'],
    ['10 words', 80, (i) => `w${i % 10}`, 'y is one of 10 classes, predicted'],
    ['10 numbers that are not whole', 80, (i) => (i % 10) + 0.5, 'y is a number, predicted'],
  ])('%s', async (_, rows, target, message) => {
    write(rows, target);
    expect(await said()).toContain(message);
  });

  test('but not where the task was given', async () => {
    write(80, (i) => i % 10);
    expect(await said(' --task number')).toContain('y is a number, predicted');
    expect(await said(' --task classes')).toContain('y is one of 10 classes, predicted');
  });
});

describe('a model that is no better than its baseline', () => {
  // Targets that follow from nothing.
  const noise = random(5).uniform(100, 2).toArray();

  test('of classes: says so, with what it may come from', async () => {
    csv('coin.csv', [
      ['id', 'a', 'y'],
      ...noise.map(([a, b], i) => [`name${i}`, a!.toFixed(3), b! < 0.2 ? 'heads' : 'tails']),
    ]);
    const { code, out, err } = await nn('train coin.csv --target y --epochs 3 --json');
    expect(code).toBe(0);
    const { warning, validation } = JSON.parse(out);
    expect(validation.accuracy).toBeLessThanOrEqual(validation.baseline.accuracy);
    expect(warning).toContain('no better than always saying tails on rows it has not seen: 1 column not used (id); ');
    expect(warning).toContain('only 100 rows to learn from');
    expect(err).toContain(`note: ${warning}\n`);
  });

  test('of numbers', async () => {
    csv('noise.csv', [['a', 'y'], ...noise.map(([a, b]) => [a!, b!])]);
    const { out } = await nn('train noise.csv --target y --learning-rate 0.1 --epochs 2 --json');
    const { warning, validation } = JSON.parse(out);
    expect(validation.rmse).toBeGreaterThanOrEqual(validation.baseline.rmse);
    expect(warning).toMatch(/^no better than always saying the mean \(0\.\d+\) on rows it has not seen: only 100 rows/);
  });

  test('is told apart from one that is better', async () => {
    csv('line.csv', [['a', 'y'], ...noise.map(([a]) => [a!, 3 * a!])]);
    const { out, err } = await nn('train line.csv --target y --hidden none --learning-rate 0.05 --epochs 60 --json');
    expect(JSON.parse(out)).not.toHaveProperty('warning');
    expect(JSON.parse(out).validation.r2).toBeGreaterThan(0.9);
    expect(err).not.toContain('no better');
  });
});

test('one of something is said in the singular', async () => {
  csv('one.csv', `a,y\n${Array.from({ length: 30 }, (_, i) => `${i},${i === 3 ? '' : i % 2}`).join('\n')}\n`);
  const { err } = await nn('train one.csv --target y --epochs 1');
  expect(err).toContain('29 rows; y is one of 2 classes, predicted from 1 column\n');
  expect(err).toContain('note: 1 row has no y; it is left out\n');
  expect(err).toContain('(trained 1 epoch on all rows)');
  csv('single.csv', 'a,y\n1,1\n');
  expect((await nn('evaluate one.safetensors single.csv')).out).toMatch(/^accuracy on 1 row: /);
});
