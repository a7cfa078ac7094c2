import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, pipelineFromJSON, readCsv, TableError } from '../src/index.js';
import { columns, fitted, many, mean, thrown, wholeNumbers } from './support.js';

const encoded = (cells: Readonly<Record<string, readonly string[]>>) => {
  const { table, pipeline } = fitted(cells);
  return pipeline.encode(table).x.toArray();
};
const column = (rows: readonly (readonly number[])[], j: number) => rows.map((row) => row[j]!);
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
    const table = readCsv('a,y\n1,x\n2,z\nmany,x\n\noops,z\n5,x\n', { source: 't.csv' });
    expect(thrown(() => fitPipeline(table, { target: 'y' })).message).toBe(
      "t.csv:4, column a: expected a number, got 'many' (2 such cells; correct them, or leave them empty to be filled in)",
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

  test.each([2, 5])('that is always the same one tells nothing, and that is said (%d rows)', (rows) => {
    expect(fitted({ a: many(rows, () => ' x'), b: many(rows, String) }).pipeline.notes).toEqual([
      "column a is always 'x'; it tells nothing",
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
      used
        ? []
        : [`column id has ${words > 1000 ? 'more than 1000' : words} different words in ${rows} rows; it is not used`],
    );
  });
});

describe('missing values', () => {
  test('numbers are filled in with the mean, and that is said', () => {
    const { table, pipeline } = fitted({ a: ['1', '', '3', 'NA', '8'] });
    expect(pipeline.features).toMatchObject([{ mean: 4 }]);
    expect(pipeline.encode(table).x.at(1, 0)).toBe(0);
    expect(pipeline.encode(table).x.at(3, 0)).toBe(0);
    const note = "column a: 2 of 5 values are missing; filled in with the mean, 4 (1 cell 'NA' is read as missing)";
    expect(pipeline.notes).toEqual([note]);
    expect(pipeline.encode(table).notes).toEqual([note]);
  });

  test('words are filled in with the most frequent, and that is said', () => {
    const { table, pipeline } = fitted({ a: ['x', '?', 'y', 'y', ''] });
    expect(pipeline.encode(table).x.toArray()).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    const note =
      "column a: 2 of 5 values are missing; filled in with the most frequent, 'y' (1 cell '?' is read as missing)";
    expect(pipeline.notes).toEqual([note]);
    expect(pipeline.encode(table).notes).toEqual([note]);
  });

  test.each(['none', 'None', 'NA', 'null', 'N/A', 'n.a.', '-'])('%j among words is a word like others', (word) => {
    const { table, pipeline } = fitted({ a: ['x', word, 'y', word] });
    expect(pipeline.features[0]).toMatchObject({ categories: [word, 'x', 'y'].sort(), fill: word });
    expect(pipeline.notes).toEqual([]);
    const ones = pipeline
      .encode(table)
      .x.toArray()
      .map((row) => row.reduce((s, v) => s + v, 0));
    expect(ones).toEqual([1, 1, 1, 1]);
    expect(pipeline.encode(table).notes).toEqual([]);
  });

  test('what is read as missing among numbers is named, later too', () => {
    const { pipeline } = fitted({ a: ['1', '3', ...many(101, () => 'none')] });
    expect(pipeline.notes).toEqual([
      "column a: 101 of 103 values are missing; filled in with the mean, 2 (101 cells 'none' are read as missing)",
    ]);
    const { x, notes } = pipeline.encode(columns({ a: ['-', 'n.a.'] }));
    expect(x.toArray()).toEqual([[0], [0]]);
    expect(notes[0]).toContain("(1 cell '-', 1 cell 'n.a.' are read as missing)");
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
      'column a: 1 of 2 values is missing; filled in with the mean, 2',
      "column b: 1 of 2 values is missing; filled in with the most frequent, 'x'",
    ]);
  });

  test('a column of nothing else is not used, and that is said', () => {
    const { pipeline } = fitted({ a: ['', 'NA', '?'], b: ['1', '2', '3'], c: ['', '', '?'] });
    expect(pipeline.features.map((f) => f.name)).toEqual(['b']);
    expect(pipeline.notes).toEqual(['column a is empty; it is not used', 'column c is empty; it is not used']);
  });

  test('where nothing is left to predict from, that is an error', () => {
    expect(() => fitted({ a: ['', ''] })).toThrow('test.csv: no column is left to predict y from');
    expect(() => fitPipeline(columns({ y: ['a', 'b'] }), { target: 'y' })).toThrow(TableError);
  });
});

test('many columns that are always the same are named in one note, a few one by one', () => {
  const constant = (names: readonly string[], cell: string) => Object.fromEntries(names.map((n) => [n, [cell, cell]]));
  const names = Array.from({ length: 12 }, (_, j) => `p${j}`);
  const { pipeline } = fitted({ n: ['1', '2'], ...constant(names, '0'), ...constant(['u', 'v', 'w'], '1') });
  expect(pipeline.notes).toEqual([
    '12 columns are always 0; they tell nothing (p0, p1, p2, p3, p4, p5, p6, p7 and 4 more)',
    'column u is always 1; it tells nothing',
    'column v is always 1; it tells nothing',
    'column w is always 1; it tells nothing',
  ]);
});
