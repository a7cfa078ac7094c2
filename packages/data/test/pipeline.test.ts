import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, pipelineFromJSON, type Table } from '../src/index.js';
import { columns, fitted, many, thrown, wholeNumbers } from './support.js';

describe('columns', () => {
  const { pipeline } = fitted({ height: ['1', '2'], mass: ['3', '4'], city: ['a', 'b'] });

  test('are found by name, in any order, and more of them do no harm', () => {
    const x = (table: Table) => pipeline.encode(table).x.toArray();
    const cells = { height: ['1.5', '2'], mass: ['7', '4'], city: ['b', 'a'] };
    const { height, mass, city } = cells;
    expect(x(columns({ city, more: ['?', '!'], mass, height }))).toEqual(x(columns(cells)));
  });

  test('become columns side by side, in the order of the training table', () => {
    const { pipeline: three } = fitted({ city: ['b', 'a', 'c'], height: ['1', '2', '3'], mood: ['y', 'x', 'y'] });
    const { x } = three.encode(columns({ city: ['c', 'a'], height: ['2', '2'], mood: ['x', 'y'] }));
    expect(x.toArray()).toEqual([
      [0, 0, 1, 0, 1, 0],
      [1, 0, 0, 0, 0, 1],
    ]);
  });

  test('that are missing are all named, with what they may be called', () => {
    expect(thrown(() => pipeline.encode(columns({ Height: ['1'], mas: ['2'], town: ['a'] }))).message).toBe(
      "test.csv: columns of the training table are missing: height (there is 'Height'), mass (there is 'mas'), city",
    );
    // A column that training had too is not what another one is called now.
    const { pipeline: two } = fitted({ p1: ['1', '2'], p2: ['1', '2'] });
    expect(thrown(() => two.encode(columns({ p1: ['1'] }))).message).toMatch(/are missing: p2$/);
    const wide = Object.fromEntries(many(40, String).map((i) => [`pixel ${i}`, ['1', '2', '4']]));
    const message = thrown(() => fitted(wide).pipeline.encode(columns({ other: ['1'] }))).message;
    for (const name of Object.keys(wide)) expect(message).toContain(name);
  });

  test('that held numbers must hold numbers', () =>
    expect(
      thrown(() => pipeline.encode(columns({ height: ['1', 'tall'], mass: ['1', '1'], city: ['a', 'a'] }))).message,
    ).toBe("test.csv:3, column height: expected a number, got 'tall'; this column held numbers in training"));

  test('may have no rows', () => {
    const { x } = pipeline.encode(columns({ height: [], mass: [], city: [] }));
    expect([x.rows, x.cols]).toEqual([0, 4]);
  });
});

describe('nothing leaks', () => {
  /** A table of numbers, words and gaps, with classes. */
  const random = (seed: number, rows: number) => {
    const next = wholeNumbers(seed);
    const gap = (cell: string) => (next(6) === 0 ? '' : cell);
    return columns({
      a: many(rows, () => gap(String(next(100) / 8))),
      b: many(rows, () => gap('pqr'[next(3)]!)),
      c: many(rows, () => String(next(5))),
      y: many(rows, (i) => 'kl'[i % 2]!),
    });
  };
  /** The table with these rows changed beyond recognition. */
  const spoilt = (whole: Table, rows: ReadonlySet<number>) =>
    columns(
      Object.fromEntries(
        whole.columns.map(({ name, cells }) => [
          name,
          cells.map((cell, i) => (!rows.has(i) ? cell : name === 'y' ? 'm' : name === 'b' ? `new ${i}` : '1e9')),
        ]),
      ),
    );

  test('from test rows into what is learnt', () => {
    for (let seed = 0; seed < 50; seed++) {
      const whole = random(seed, 40);
      const { train, test } = whole.split({ test: 0.3, seed });
      const other = spoilt(whole, new Set(test.lines.map((line) => line - 2))).split({ test: 0.3, seed });
      expect(other.test.column('a').cells.every((cell) => cell === '1e9')).toBe(true);
      const [one, two] = [train, other.train].map((part) => fitPipeline(part, { target: 'y' }));
      expect(JSON.stringify(two), `seed ${seed}`).toBe(JSON.stringify(one));
    }
  });

  test('from one row into the numbers of another, or from one call into the next', () => {
    const whole = random(1, 40);
    const pipeline = fitPipeline(whole, { target: 'y' });
    const all = pipeline.encode(whole);
    for (let i = 0; i < whole.rows; i++) {
      const alone = pipeline.encode(whole.select([i]));
      expect(alone.x.toArray()[0]).toEqual(all.x.toArray()[i]);
      expect(alone.t!.toArray()[0]).toEqual(all.t!.toArray()[i]);
    }
    expect(pipeline.encode(whole)).toEqual(all);
  });
});

test('JSON and back: the same encodings, to the bit', () => {
  for (const target of ['species', 'petal_width']) {
    const pipeline = fitPipeline(iris(), { target });
    const again = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
    const [one, two] = [pipeline.encode(iris()), again.encode(iris())];
    expect(two.x.data).toEqual(one.x.data);
    expect(two.t!.data).toEqual(one.t!.data);
    expect(again.decode(two.t!)).toEqual(pipeline.decode(one.t!));
    expect([again.inputs, again.outputs]).toEqual([pipeline.inputs, pipeline.outputs]);
    expect(again.toJSON()).toEqual(pipeline.toJSON());
  }
});
