import { describe, expect, test } from 'vitest';
import { fitPipeline, readCsv } from '../src/index.js';
import { lookalikes } from '../src/written.js';
import { fitted, many, thrown } from './support.js';

const lookalike = (cells: readonly string[]) => {
  const looks = lookalikes();
  for (const cell of cells) looks.add(cell);
  return looks.found();
};

describe('a column of words that looks like numbers', () => {
  test.each([
    ['decimal commas', '0,512', '0.512'],
    ['decimal commas', '-12,5', '-12.5'],
    ['decimal commas', '1.234,50', '1234.50'],
    ['thousands separators', '1,234', '1234'],
    ['thousands separators', '1,234.50', '1234.50'],
    ['thousands separators', '12 345 678', '12345678'],
    ['thousands separators', "1'000", '1000'],
    ['a currency', '$5', '5'],
    ['a currency', '-$5.25', '-5.25'],
    ['a currency', '1.234,50 €', '1234.50'],
    ['a currency', '£1,234', '1234'],
    ['percent signs', '4.5%', '4.5'],
    ['percent signs', '4,5 %', '4.5'],
  ])('with %s: %s', (name, cell, number) => {
    expect(lookalike(['', cell, 'NA', ` ${cell} `, 'x'])).toBe(
      `looks like numbers with ${name}; write '${cell}' as ${number} to have them read as numbers`,
    );
  });

  test('is what most of its cells look like', () => {
    expect(lookalike(['1,234', '0,512', '12,34'])).toContain("with decimal commas; write '1,234' as 1.234");
    expect(lookalike(['999', '5', '$7', '1,000', 'x'])).toContain("with thousands separators; write '1,000' as 1000");
  });

  test.each([
    ['words', ['a', 'b', '1,5']],
    ['numbers and words', ['1', '2', 'x']],
    ['dates and times', ['2024-01-05', '5.6.2024', '12:30', '1/2']],
    ['lists', ['1,2,3', '4,5,6']],
    ['signs alone', ['%', '$', ',', '$.', '.%']],
    ['ranges', ['1-2', '10%-20%', '18 - 25']],
    ['nothing', ['', 'NA']],
  ])('is not one of %s', (_, cells) => expect(lookalike(cells)).toBeUndefined());

  test('is noted, as a category, left out, or the target', () => {
    const note = "column a looks like numbers with a currency; write '$5' as 5 to have them read as numbers";
    expect(fitted({ a: ['$5', '$6', '$5'] }).pipeline.notes).toEqual([note]);
    expect(fitted({ a: many(30, (i) => `$${i + 5}`), b: many(30, String) }).pipeline.notes).toEqual([
      note,
      'column a has 30 different words in 30 rows; it is not used',
    ]);
    const { notes } = fitPipeline(readCsv('x,a\n1,$5\n2,$6\n'), { target: 'a' });
    expect(notes).toEqual([note]);
  });

  test('where no column is left, the message says why of each', () => {
    const ids = many(30, (i) => `"0,${i + 500}",,${i % 2}`);
    const table = readCsv(['a,b,y', ...ids].join('\n'));
    expect(thrown(() => fitPipeline(table, { target: 'y' })).message).toBe(
      "<input>: no column is left to predict y from; expected at least one with numbers or a few categories (column a looks like numbers with decimal commas; write '0,500' as 0.500 to have them read as numbers; column a has 30 different words in 30 rows; it is not used; column b is empty; it is not used)",
    );
    const alone = () => fitPipeline(readCsv('y\n1\n2\n'), { target: 'y' });
    expect(alone).toThrow('(it is the only column)');
  });
});

describe('between semicolons', () => {
  const cells = (text: string, options = {}) => readCsv(text, options).columns.map((c) => c.cells);

  test('a decimal comma is read as a point, and that is noted', () => {
    const table = readCsv('a;b\n0,512;1\n 7 ;2\nNA;3\n-1,5;4\n');
    expect(table.column('a').cells).toEqual(['0.512', ' 7 ', 'NA', '-1.5']);
    expect(table.column('b').cells).toEqual(['1', '2', '3', '4']);
    expect(table.notes).toEqual(["column a has decimal commas; '0,512' is read as 0.512"]);
    const pipeline = fitPipeline(table, { target: 'b' });
    expect(pipeline.features[0]!.kind).toBe('number');
    expect(pipeline.notes[0]).toBe(table.notes[0]);
    expect(pipeline.encode(table).notes[0]).toBe(table.notes[0]);
  });

  test.each([
    ['of words', 'a;b\nx, y;1\n1,5;2\n'],
    ['with points that may part thousands', 'a;b\n1.234;1\n1,5;2\n'],
    ['of dates', 'a;b\n1,5,2024;1\n2,5,2024;2\n'],
  ])('but not in a column %s', (_, text) => {
    expect(cells(text)).toEqual(
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(';'))
        .reduce<string[][]>((all, row) => row.map((cell, j) => [...(all[j] ?? []), cell]), []),
    );
    expect(readCsv(text).notes).toEqual([]);
  });

  test('nor between tabs or commas', () => {
    expect(cells('a\tb\n0,5\t1\n')).toEqual([['0,5'], ['1']]);
    expect(cells('a,b\n"0,5",1\n')).toEqual([['0,5'], ['1']]);
    expect(cells('a;b\n0,5;1\n', { delimiter: ';' })).toEqual([['0.5'], ['1']]);
  });
});
