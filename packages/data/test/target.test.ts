import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, pipelineFromJSON } from '../src/index.js';
import { columns, many, mean, thrown } from './support.js';

describe('a target of classes', () => {
  const target = (y: readonly string[], task?: 'classes' | 'number') =>
    fitPipeline(columns({ a: many(y.length, String), y }), { target: 'y', task });

  test('becomes one-hot rows, and comes back as labels', () => {
    const table = columns({ a: ['1', '2', '3', '4'], y: ['dog', ' cat', 'dog', 'eel '] });
    const pipeline = fitPipeline(table, { target: 'y' });
    expect(pipeline.outputs).toBe(3);
    const { t } = pipeline.encode(table);
    expect(t!.toArray()).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(pipeline.decode(t!)).toEqual(['dog', 'cat', 'dog', 'eel']);
    expect(
      pipeline.decode(
        matrix([
          [0.2, 0.5, 0.3],
          [0.4, 0.3, 0.3],
        ]),
      ),
    ).toEqual(['dog', 'cat']);
  });

  test('every label of iris comes back', () => {
    const pipeline = fitPipeline(iris(), { target: 'species' });
    expect(pipeline.decode(pipeline.encode(iris()).t!)).toEqual([...iris().column('species').cells]);
  });

  test('numbers for classes are in the order of numbers', () => {
    const y = many(60, (i) => String([10, 9, 2][i % 3]));
    expect(target(y).target).toEqual({ kind: 'classes', name: 'y', classes: ['2', '9', '10'] });
  });

  test.each([
    ['words', ['a', 'b', 'a'], 'classes'],
    ['two numbers', ['0', '1', '1'], 'classes'],
    ['two numbers that are not whole', ['0.5', '1.5', '1.5'], 'classes'],
    ['few whole numbers, each often', many(50, (i) => String(i % 10)), 'classes'],
    ['few whole numbers, each seldom', many(49, (i) => String(i % 10)), 'number'],
    ['21 whole numbers', many(210, (i) => String(i % 21)), 'number'],
    ['20 whole numbers', many(210, (i) => String(i % 20)), 'classes'],
    ['few numbers that are not whole', many(50, (i) => `${i % 5}.5`), 'number'],
    ['numbers', ['1.5', '2', '7'], 'number'],
  ])('is found out: %s', (_, y, kind) => expect(target(y).target.kind).toBe(kind));

  test('can be told otherwise', () => {
    expect(target(['0', '1', '1'], 'number').target.kind).toBe('number');
    expect(target(['1.5', '2', '7'], 'classes').target).toMatchObject({ classes: ['1.5', '2', '7'] });
    expect(target(['1', '2', 'x'], 'classes').target).toMatchObject({ classes: ['1', '2', 'x'] });
  });

  test('classes that are numbers are told apart by value, and keep the shortest spelling', () => {
    const y = ['1.0', '0.0', '1', ' 0.0', '01', '-0.00'];
    const pipeline = target(y);
    expect(pipeline.target).toEqual({ kind: 'classes', name: 'y', classes: ['0.0', '1'] });
    const again = pipelineFromJSON(JSON.parse(JSON.stringify(target(['1.0', '0.0', '1.0', '0.0']))));
    expect(again.target).toMatchObject({ classes: ['0.0', '1.0'] });
    const { t } = again.encode(columns({ a: ['1', '2', '3'], y: ['1', '0', '1e0'] }));
    expect(again.decode(t!)).toEqual(['1.0', '0.0', '1.0']);
    expect(() => again.encode(columns({ a: ['1'], y: ['2'] }))).toThrow("class '2' was not there in training");
  });

  test('of numbers spelled the same length, the first; among words the spelling counts', () => {
    expect(target(['+1', '01', '2', '2'], 'classes').target).toMatchObject({ classes: ['+1', '2'] });
    expect(target(['1', '1.0', 'x', 'x'], 'classes').target).toMatchObject({ classes: ['1', '1.0', 'x'] });
  });

  test('numbers that no double tells apart stay two classes', () => {
    const y = ['9007199254740993', '9007199254740992', '9007199254740993', '9007199254740992'];
    const pipeline = target(y, 'classes');
    expect(pipeline.decode(pipeline.encode(columns({ a: many(4, String), y })).t!)).toEqual(y);
  });

  test('a saved pipeline with two spellings of one number still tells them apart', () => {
    const saved = { ...target(['0', '1']).toJSON(), target: { kind: 'classes', name: 'y', classes: ['1', '1.0'] } };
    const { t } = pipelineFromJSON(saved).encode(columns({ a: ['1', '2'], y: ['1', '1.0'] }));
    expect(t!.toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('a class may be called none, NA or null', () => {
    const y = ['none', 'NA', 'null', 'some', 'none'];
    const pipeline = target(y);
    expect(pipeline.target).toMatchObject({ classes: ['NA', 'none', 'null', 'some'] });
    expect(pipeline.decode(pipeline.encode(columns({ a: many(5, String), y })).t!)).toEqual(y);
    // Among numbers they are no class, in training and later.
    expect(() => target(['0', '1', 'none'])).toThrow("(1 such row; 1 cell 'none' is read as missing)");
    const later = () => target(['0', '1']).encode(columns({ a: ['1'], y: ['NA'] }));
    expect(later).toThrow('test.csv:2, column y: the target is missing');
  });

  test('numbers mixed with words are to be corrected, or meant as classes; nothing is filled in', () => {
    for (const task of [undefined, 'number'] as const)
      expect(thrown(() => target(['1.5', 'x', '2', '7', 'z'], task)).message).toBe(
        "test.csv:3, column y: expected a number, got 'x' (2 such cells; correct them, or say that the task is 'classes' if they are meant as such)",
      );
    expect(thrown(() => target(['1', 'x', 'z'], 'number')).message).toMatch(/or say that the task is 'classes'$/);
  });

  test('is refused where it cannot be learnt', () => {
    expect(() => target(['a', 'a', ' a'])).toThrow(
      "test.csv, column y: every row is 'a'; there is nothing to tell apart",
    );
    expect(() => target(['5', '5'])).toThrow("every row is '5'");
    expect(() => target(['a', '', 'b', '?'])).toThrow(
      "test.csv:3, column y: the target is missing (2 such rows; 1 cell '?' is read as missing)",
    );
    expect(() => target(['1', 'x', 'z'], 'number')).toThrow("said to be a number, but it holds words such as 'x'");
    expect(() => target(['a'])).toThrow('test.csv: the table has 1 row; expected at least 2');
    const table = columns({ a: ['1', '2'], species: ['a', 'b'] });
    expect(() => fitPipeline(table, { target: 'specie' })).toThrow("no column 'specie'; did you mean 'species'?");
  });

  test('later: may be absent; a class or a gap that training did not have is an error', () => {
    const pipeline = target(['a', 'b']);
    expect(pipeline.encode(columns({ a: ['1'] })).t).toBeUndefined();
    expect(() => pipeline.encode(columns({ a: ['1', '2'], y: ['b', 'c'] }))).toThrow(
      "test.csv:3, column y: class 'c' was not there in training; known: a, b",
    );
    expect(() => pipeline.encode(columns({ a: ['1', '2'], y: ['b', ''] }))).toThrow(
      'test.csv:3, column y: the target is missing (1 such row',
    );
  });

  test('an output of another width is refused', () =>
    expect(() => target(['a', 'b']).decode(matrix([[1, 2, 3]]))).toThrow(
      new RangeError('decode: the output is 1 x 3; the target y needs 2 columns'),
    ));
});

describe('a target of numbers', () => {
  const prices = ['120.5', '99', '1e3', '250', '75'];
  const table = columns({ a: many(5, String), price: prices });
  const pipeline = fitPipeline(table, { target: 'price' });
  const values = prices.map(Number);

  test('is standardized, and comes back in its own units', () => {
    expect(pipeline.outputs).toBe(1);
    const t = pipeline.encode(table).t!;
    const flat = Array.from(t.data);
    expect(mean(flat)).toBeCloseTo(0, 6);
    expect(mean(flat.map((v) => v * v))).toBeCloseTo(1, 6);
    pipeline.decode(t).forEach((v, i) => {
      // Single precision between: 6e-8 of the largest.
      expect(Math.abs((v as number) - values[i]!)).toBeLessThan(1e-4);
    });
  });

  test('an output of 0 is the mean, one more a standard deviation more', () => {
    const m = mean(values);
    const std = Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
    const [zero, one] = pipeline.decode(matrix([[0], [1]])) as number[];
    expect(zero).toBeCloseTo(m, 9);
    expect(one! - zero!).toBeCloseTo(std, 9);
  });

  test('what is no number is an error', () => {
    const later = (cell: string) => () => pipeline.encode(columns({ a: ['1'], price: [cell] }));
    expect(later('cheap')).toThrow("test.csv:2, column price: expected a number, got 'cheap'");
    expect(later('')).toThrow('the target is missing');
    expect(later('1e300')).toThrow('too far from the training table');
    expect(() => pipeline.decode(matrix([[1, 2]]))).toThrow('the target price needs 1 column');
  });
});
