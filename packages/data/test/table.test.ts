import { describe, expect, test } from 'vitest';
import { digits, fitPipeline, iris, type Table, TableError, table } from '../src/index.js';
import { columns, many, thrown, wholeNumbers } from './support.js';

const small = columns({ name: ['Ada', 'Bo', 'Cy', 'Di'], age: ['36', ' NA ', '7', ''], city: ['x', 'y', '?', 'x'] });

describe('a table', () => {
  test('select takes rows in the order asked for, more than once if asked so, and knows their lines', () => {
    const chosen = small.select([3, 0, 0]);
    expect(chosen.column('name').cells).toEqual(['Di', 'Ada', 'Ada']);
    expect(chosen.column('age').cells).toEqual(['', '36', '36']);
    expect(chosen.lines).toEqual([5, 2, 2]);
    expect(chosen.source).toBe('test.csv');
    expect(small.select(Int32Array.of(1)).column('name').cells).toEqual(['Bo']);
    expect(small.select([]).rows).toBe(0);
  });

  test.each([4, -1, 0.5, Number.NaN])('select refuses row %d', (row) =>
    expect(() => small.select([0, row])).toThrow(
      new RangeError(`select: there is no row ${row}; expected whole numbers from 0 to 3`),
    ),
  );

  test('without leaves columns out, and does not mind those that are not there', () => {
    expect(small.without('age', 'height').columns.map((c) => c.name)).toEqual(['name', 'city']);
    expect(small.columns).toHaveLength(3);
  });

  test('withoutMissing keeps the rows in which a column has a value', () => {
    expect(small.withoutMissing('age').column('name').cells).toEqual(['Ada', 'Cy']);
    expect(small.withoutMissing('age').lines).toEqual([2, 4]);
    expect(small.withoutMissing('name').rows).toBe(4);
  });

  test('withoutMissing tells words from numbers, and says what it read as missing', () => {
    const table = columns({ word: ['none', 'some', 'NA', ''], number: ['none', '1', '2', 'none'] });
    expect(table.withoutMissing('word').lines).toEqual([2, 3, 4]);
    expect(table.withoutMissing('word').notes).toEqual([]);
    const kept = table.withoutMissing('number');
    expect(kept.lines).toEqual([3, 4]);
    expect(kept.without('word').select([0]).notes).toEqual(["column number: 2 cells 'none' are read as missing"]);
    expect(fitPipeline(kept, { target: 'number' }).notes).toContain(kept.notes[0]);
  });

  test('a column that is not there is named, with the nearest or all that are', () => {
    expect(thrown(() => small.column('agge')).message).toBe("test.csv: there is no column 'agge'; did you mean 'age'?");
    expect(thrown(() => small.column('height')).message).toBe(
      "test.csv: there is no column 'height'; its columns are name, age, city",
    );
  });

  test('columns of different length, or of one name, make no table', () => {
    const a = { name: 'a', cells: ['1', '2'] };
    expect(thrown(() => table([a, { name: 'b', cells: ['1'] }])).message).toBe(
      '<input>: column b has 1 cell, but column a has 2; expected the same',
    );
    expect(() => table([a, a])).toThrow(new TableError('<input>: columns with the same name: a; give each its own'));
  });
});

describe('split', () => {
  /** The line of each row stands for the row. */
  const parts = (whole: Table, options: Parameters<Table['split']>[0]) => {
    const { train, test } = whole.split(options);
    return { train: [...train.lines], test: [...test.lines] };
  };
  const ascending = (lines: readonly number[]) => [...lines].sort((a, b) => a - b);
  /** A table whose classes have these sizes, mixed. */
  const classes = (sizes: readonly number[], seed: number) => {
    const next = wholeNumbers(seed);
    const cells = sizes.flatMap((size, k) => Array.from({ length: size }, () => `class ${k}`));
    const mixed = cells.map((cell) => ({ cell, key: next(1e9) })).sort((a, b) => a.key - b.key);
    return columns({ class: mixed.map(({ cell }) => cell) });
  };
  const countsOf = (cells: readonly string[]) => (name: string) => cells.filter((cell) => cell === name).length;

  test.each([0.1, 0.2, 0.25, 0.5, 0.9])('%d of the rows are for testing, and every row is in one part', (part) => {
    for (const stratify of [undefined, 'species']) {
      const { train, test } = parts(iris(), { test: part, stratify });
      expect(test).toHaveLength(Math.round(150 * part));
      expect(ascending([...train, ...test])).toEqual([...iris().lines]);
    }
  });

  test('the parts are shuffled, whatever the order of the table', () => {
    const { train, test } = parts(iris(), { test: 0.5 });
    expect(train).not.toEqual(ascending(train));
    expect(test).not.toEqual(ascending(test));
  });

  test('the same seed gives the same rows, another seed others, and 0 is a seed', () => {
    const lines = (seed?: number) => parts(iris(), { test: 0.2, ...(seed !== undefined && { seed }) });
    expect(lines(3)).toEqual(lines(3));
    expect(lines()).toEqual(lines(0));
    const all = [0, 1, 2, 3, -1].map((seed) => lines(seed).test.join());
    expect(new Set(all).size).toBe(5);
    expect(() => lines(0.5)).toThrow(RangeError);
  });

  test('each row is tested about equally often', () => {
    const whole = columns({ a: Array.from({ length: 10 }, (_, i) => String(i)) });
    const times = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++) {
      for (const cell of whole.split({ test: 0.3, seed }).test.column('a').cells)
        times.set(cell, (times.get(cell) ?? 0) + 1);
    }
    // 600 each; the standard deviation is 20.5.
    for (const count of times.values()) expect(Math.abs(count - 600)).toBeLessThan(100);
    expect(times.size).toBe(10);
  });

  test('stratified, 30 rows of iris are 10 of each species', () => {
    for (let seed = 0; seed < 20; seed++) {
      const count = countsOf(iris().split({ test: 0.2, stratify: 'species', seed }).test.column('species').cells);
      expect(['setosa', 'versicolor', 'virginica'].map(count)).toEqual([10, 10, 10]);
    }
  });

  test('stratified, each class is tested to its part within a row, in all to the row', () => {
    for (let seed = 0; seed < 100; seed++) {
      const next = wholeNumbers(seed);
      const sizes = Array.from({ length: 2 + next(6) }, () => 10 + next(60));
      const part = (1 + next(8)) / 10;
      const { test } = classes(sizes, seed).split({ test: part, stratify: 'class', seed });
      const count = countsOf(test.column('class').cells);
      sizes.forEach((size, k) => {
        expect(Math.abs(count(`class ${k}`) - size * part), `seed ${seed}`).toBeLessThanOrEqual(1);
      });
      const rows = sizes.reduce((n, size) => n + size, 0);
      expect(Math.abs(test.rows - rows * part), `seed ${seed}`).toBeLessThanOrEqual(0.5 + 1e-9);
    }
  });

  test('stratified, no class is in the test rows alone, however rare', () => {
    for (let seed = 0; seed < 200; seed++) {
      const next = wholeNumbers(seed);
      const sizes = [...Array.from({ length: 1 + next(5) }, () => 1 + next(3)), 30];
      const part = (1 + next(9)) / 10;
      const { train, test } = classes(sizes, seed).split({ test: part, stratify: 'class', seed });
      const learnt = new Set(train.column('class').cells);
      expect(
        test.column('class').cells.filter((cell) => !learnt.has(cell)),
        `seed ${seed}`,
      ).toEqual([]);
      expect(learnt.size).toBe(sizes.length);
    }
  });

  test('a class of one row does not cost the test part its row', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { test } = classes([1, 2], seed).split({ test: 0.2, stratify: 'class', seed });
      expect(test.column('class').cells).toEqual(['class 1']);
    }
  });

  test('spaces around a class do not make another class of it', () => {
    const spaced = (name: string) => Array.from({ length: 10 }, (_, i) => name.padStart(1 + i));
    const { test } = columns({ class: [...spaced('a'), ...spaced('b')] }).split({ test: 0.5, stratify: 'class' });
    const count = countsOf(test.column('class').cells.map((cell) => cell.trim()));
    expect([count('a'), count('b')]).toEqual([5, 5]);
  });

  test('nor does another spelling of a number', () => {
    const spelled = many(20, (i) => (i < 10 ? `1.${'0'.repeat(i)}` : `2.${'0'.repeat(i)}`));
    const { test } = columns({ class: spelled }).split({ test: 0.5, stratify: 'class' });
    const count = countsOf(test.column('class').cells.map((cell) => String(Number(cell))));
    expect([count('1'), count('2')]).toEqual([5, 5]);
  });

  test('digits: rows stay whole', () => {
    const pixels = (from: Table, i: number) => from.columns.map((c) => c.cells[i]).join();
    const whole = digits();
    const { test } = whole.split({ test: 0.01, stratify: 'digit', seed: 5 });
    expect(test.rows).toBe(18);
    for (let i = 0; i < test.rows; i++) expect(pixels(test, i)).toBe(pixels(whole, test.lines[i]! - 2));
  });

  test.each([0, 1, -0.2, 20, Number.NaN])('a part of %d is refused', (part) =>
    expect(() => iris().split({ test: part })).toThrow(
      new RangeError(`split: test: expected a part between 0 and 1, got ${part}`),
    ),
  );

  test('a part that leaves nothing on one side is refused', () => {
    const two = columns({ a: ['1', '2'] });
    expect(() => two.split({ test: 0.1 })).toThrow('test.csv: 0.1 of 2 rows leaves 2 to train and 0 to test');
    expect(() => two.split({ test: 0.9 })).toThrow('test.csv: 0.9 of 2 rows leaves 0 to train and 2 to test');
    expect(() => columns({ a: ['1'] }).split({ test: 0.5 })).toThrow('0.5 of 1 row leaves');
    expect(() => two.split({ test: 0.5, stratify: 'a' })).toThrow(TableError);
    expect(() => two.split({ test: 0.5, stratify: 'b' })).toThrow("there is no column 'b'");
    expect(two.split({ test: 0.5 }).test.rows).toBe(1);
  });
});
