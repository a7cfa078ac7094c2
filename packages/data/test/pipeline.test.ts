import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, pipelineFromJSON, readCsv, type Table, TableError } from '../src/index.js';
import { columns, thrown, wholeNumbers } from './support.js';

/** A table whose target is y, in two classes in turn. */
const withClasses = (cells: Readonly<Record<string, readonly string[]>>): Table => {
  const rows = Object.values(cells)[0]!.length;
  return columns({ ...cells, y: Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? 'even' : 'odd')) });
};
const fitted = (cells: Readonly<Record<string, readonly string[]>>) => {
  const table = withClasses(cells);
  return { table, pipeline: fitPipeline(table, { target: 'y' }) };
};
const encoded = (cells: Readonly<Record<string, readonly string[]>>) => {
  const { table, pipeline } = fitted(cells);
  return pipeline.encode(table).x.toArray();
};
const column = (rows: readonly (readonly number[])[], j: number) => rows.map((row) => row[j]!);
const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;
const many = (n: number, cell: (i: number) => string) => Array.from({ length: n }, (_, i) => cell(i));

describe('a column of numbers', () => {
  test('becomes (value - mean) / std, the deviation of the population', () => {
    // Mean 5, deviation 2: the example of the German and the English encyclopedia.
    const rows = encoded({ a: ['2', '4', '4', '4', '5', '5', '7', '9'] });
    expect(rows).toEqual([[-1.5], [-0.5], [-0.5], [-0.5], [0], [0], [1], [2]]);
  });

  test('of iris becomes what StandardScaler of scikit-learn 1.2 makes of it', () => {
    const { x } = fitPipeline(iris(), { target: 'species' }).encode(iris());
    const expected = [
      [0, -0.9006811702978099, 1.0190043519716065, -1.3402265266227635, -1.3154442950077407],
      [75, 0.9168368863569595, -0.1319794793216258, 0.3648962807853308, 0.2641419164758693],
      [149, 0.06866179325140129, -0.1319794793216258, 0.7627582691805523, 0.7906706536370729],
    ] as const;
    expected.forEach(([row, ...values]) => {
      values.forEach((v, j) => {
        expect(x.at(row, j)).toBeCloseTo(v, 6);
      });
    });
  });

  test('has mean 0 and deviation 1 in training, whatever its scale', () => {
    for (let seed = 0; seed < 50; seed++) {
      const next = wholeNumbers(seed);
      const [scale, shift] = [10 ** (next(13) - 6), next(1000) - 500];
      const values = column(encoded({ a: many(30, () => String(shift + scale * (next(1000) / 7))) }), 0);
      expect(mean(values), `seed ${seed}`).toBeCloseTo(0, 5);
      expect(mean(values.map((v) => v * v)), `seed ${seed}`).toBeCloseTo(1, 5);
    }
  });

  test.each(['0', '7', '0.1', '-0.3', '1e-9', '123456.789', '1e300'])(
    'that is always %s becomes zeros, and that is said',
    (cell) => {
      for (const rows of [2, 3, 10, 101]) {
        const { table, pipeline } = fitted({ a: many(rows, () => cell), b: many(rows, String) });
        expect(column(pipeline.encode(table).x.toArray(), 0)).toEqual(Array(rows).fill(0));
        expect(pipeline.notes).toEqual([`column a is always ${Number(cell)}; it tells nothing`]);
      }
    },
  );

  test('that was constant is still told from itself later', () => {
    const { pipeline } = fitted({ a: ['3', '3', '3'] });
    expect(pipeline.encode(columns({ a: ['3', '4.5'] })).x.toArray()).toEqual([[0], [1.5]]);
  });

  test('is numbers however they are written', () => {
    const rows = encoded({ a: ['1e1', '+20', ' 30 ', '.4e2', '50.'] });
    const scaled = encoded({ a: ['10', '20', '30', '40', '50'] });
    expect(rows).toEqual(scaled);
  });

  test('mixed with words, half numbers or more, is an error with the place', () => {
    const table = readCsv('a,y\n1,x\n2,z\nn.a.,x\n\noops,z\n5,x\n', { source: 't.csv' });
    expect(thrown(() => fitPipeline(table, { target: 'y' })).message).toBe(
      "t.csv:4, column a: expected a number, got 'n.a.' (2 such cells; correct them, or leave them empty to be filled in)",
    );
    const infinite = columns({ a: ['1', 'Infinity'], y: ['x', 'z'] });
    expect(thrown(() => fitPipeline(infinite, { target: 'y' })).message).toContain("got 'Infinity' (1 such cell;");
  });

  test('mixed with words, less than half numbers, is words', () => {
    const { pipeline } = fitted({ a: ['x', 'x', '1'] });
    expect(pipeline.features).toEqual([{ kind: 'category', name: 'a', categories: ['1', 'x'], fill: 'x' }]);
  });

  test('beyond what can be squared is an error', () => {
    expect(() => fitted({ a: ['1e200', '-1e200'] })).toThrow(TableError);
    expect(() => fitted({ a: ['1.7e308', '1.6e308', '1.5e308'] })).toThrow('column a');
  });

  test('far from those of training is an error, not an infinite input', () => {
    const { pipeline } = fitted({ a: ['1', '2'] });
    expect(thrown(() => pipeline.encode(columns({ a: ['1', '1e300'] }))).message).toMatch(
      /^test\.csv:3, column a: 1e\+300 is too far from the training table/,
    );
  });
});

describe('a column of words', () => {
  test('becomes a column of 0 and 1 for each, in the order of the alphabet', () => {
    expect(encoded({ a: ['red', 'blue', ' red', 'green'] })).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
  });

  test('a word that training did not have is none of its words, and that is said', () => {
    const { pipeline } = fitted({ a: ['x', 'y'], b: ['1', '2'] });
    const { x, notes } = pipeline.encode(columns({ a: ['y', 'Y', 'z', 'z'], b: ['1', '1', '1', '1'] }));
    expect(x.toArray().map((row) => row.slice(0, 2))).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(notes).toEqual(["column a: 'Y', 'z' not seen in training (known: x, y); taken as none of them"]);
  });

  test('words and names that objects have of themselves are like others', () => {
    const table = readCsv('__proto__,toString,y\n__proto__,1,a\nconstructor,2,b\ntoString,4,a\n');
    const pipeline = pipelineFromJSON(JSON.parse(JSON.stringify(fitPipeline(table, { target: 'y' }))));
    const { x, t, notes } = pipeline.encode(readCsv('y,toString,__proto__\na,1,valueOf\nb,2,constructor\n'));
    expect(x.toArray().map((row) => row.slice(0, 3))).toEqual([
      [0, 0, 0],
      [0, 1, 0],
    ]);
    expect(pipeline.decode(t!)).toEqual(['a', 'b']);
    expect(notes).toEqual([
      "column __proto__: 'valueOf' not seen in training (known: __proto__, constructor, toString); taken as none of them",
    ]);
  });

  test.each([
    ['an ID: each row another', 30, 30, false],
    ['more than half as many as rows', 40, 21, false],
    ['half as many as rows', 42, 21, true],
    ['20 at most, in a small table', 20, 20, true],
    ['1,000', 4000, 1000, true],
    ['more than 1,000', 4000, 1001, false],
  ])('%s', (_, rows, words, used) => {
    const { pipeline } = fitted({ id: many(rows, (i) => `w${i % words}`), b: many(rows, String) });
    expect(pipeline.features.map((f) => f.name)).toEqual(used ? ['id', 'b'] : ['b']);
    expect(pipeline.notes).toEqual(
      used ? [] : [`column id has ${words} different words in ${rows} rows; it is not used`],
    );
  });
});

describe('missing values', () => {
  test('numbers are filled in with the mean, and that is said', () => {
    const { table, pipeline } = fitted({ a: ['1', '', '3', 'NA', '8'] });
    expect(pipeline.features).toMatchObject([{ mean: 4 }]);
    expect(pipeline.encode(table).x.at(1, 0)).toBe(0);
    expect(pipeline.encode(table).x.at(3, 0)).toBe(0);
    const note = 'column a: 2 of 5 values are missing; filled in with the mean, 4';
    expect(pipeline.notes).toEqual([note]);
    expect(pipeline.encode(table).notes).toEqual([note]);
  });

  test('words are filled in with the most frequent, and that is said', () => {
    const { table, pipeline } = fitted({ a: ['x', '?', 'y', 'y', 'none'] });
    expect(pipeline.encode(table).x.toArray()).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    const note = "column a: 2 of 5 values are missing; filled in with the most frequent, 'y'";
    expect(pipeline.notes).toEqual([note]);
    expect(pipeline.encode(table).notes).toEqual([note]);
  });

  test('of words that are equally frequent, the first of the alphabet', () =>
    expect(fitted({ a: ['z', 'b', 'b', 'z', ''] }).pipeline.features).toMatchObject([{ fill: 'b' }]));

  test('later ones are filled in with what training knew', () => {
    const { pipeline } = fitted({ a: ['1', '3'], b: ['x', 'x'] });
    const { x, notes } = pipeline.encode(columns({ a: ['', '100'], b: ['x', ''] }));
    expect(x.toArray()).toEqual([
      [0, 1],
      [98, 1],
    ]);
    expect(notes).toEqual([
      'column a: 1 of 2 values are missing; filled in with the mean, 2',
      "column b: 1 of 2 values are missing; filled in with the most frequent, 'x'",
    ]);
  });

  test('a column of nothing else is not used, and that is said', () => {
    const { pipeline } = fitted({ a: ['', 'NA', '?'], b: ['1', '2', '3'] });
    expect(pipeline.features.map((f) => f.name)).toEqual(['b']);
    expect(pipeline.notes).toEqual(['column a is empty; it is not used']);
  });

  test('where nothing is left to predict from, that is an error', () => {
    expect(() => fitted({ a: ['', ''] })).toThrow('test.csv: no column is left to predict y from');
    expect(() => fitPipeline(columns({ y: ['a', 'b'] }), { target: 'y' })).toThrow(TableError);
  });
});

describe('columns', () => {
  const { pipeline } = fitted({ height: ['1', '2'], mass: ['3', '4'], city: ['a', 'b'] });

  test('are found by name, in any order, and more of them do no harm', () => {
    const x = (table: Table) => pipeline.encode(table).x.toArray();
    const cells = { height: ['1.5', '2'], mass: ['7', '4'], city: ['b', 'a'] };
    const { height, mass, city } = cells;
    expect(x(columns({ city, more: ['?', '!'], mass, height }))).toEqual(x(columns(cells)));
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

  test('is refused where it cannot be learnt', () => {
    expect(() => target(['a', 'a', ' a'])).toThrow(
      "test.csv, column y: every row is 'a'; there is nothing to tell apart",
    );
    expect(() => target(['5', '5'])).toThrow("every row is '5'");
    expect(() => target(['a', '', 'b', 'NA'])).toThrow('test.csv:3, column y: the target is missing (2 such rows)');
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
