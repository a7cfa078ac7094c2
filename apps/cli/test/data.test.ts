import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fitPipeline, readCsv, type Table } from '@nn/data';
import { beforeAll, describe, expect, test } from 'vitest';
import { inferredJson, inferredLines } from '../src/data/inferred.js';
import { openTable } from '../src/data/open-table.js';
import type { Io } from '../src/terminal/io.js';
import { csv, irisFiles, nn, ownFolder } from './support/command.js';

ownFolder();

let unseen: Table;
let said: string;
const asJsonLines = ({ columns, rows }: Table) =>
  Array.from({ length: rows }, (_, i) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(({ name, cells }) => [name, Number.isNaN(Number(cells[i])) ? cells[i] : Number(cells[i])]),
      ),
    ),
  ).join('\n');

beforeAll(async () => {
  unseen = irisFiles();
  await nn('train iris.csv --target species --hidden 8 --epochs 40 --learning-rate 0.01');
  said = (await nn('predict iris.safetensors iris-test.csv')).out;
});

describe('one table in every format', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const rows = () => [
    unseen.columns.map((c) => c.name),
    ...Array.from({ length: unseen.rows }, (_, i) => unseen.columns.map((c) => c.cells[i]!)),
  ];
  const lines = (between: string, end: string) =>
    rows()
      .map((row) => row.join(between) + end)
      .join('');
  test.each<[string, () => string | Buffer, string?]>([
    ['t.tsv', () => lines('\t', '\r\n')],
    ['semicolons.csv', () => lines(';', '\r')],
    ['mixed.csv', () => lines(',', '\n').replace('\n', '\r').replace('\n', '\r\n')],
    ['utf16.csv', () => utf16(lines(',', '\n'))],
    ['t.jsonl', () => asJsonLines(unseen)],
    ['t.csv.gz', () => gzipSync(lines(',', '\n'))],
    ['t.jsonl.gz', () => gzipSync(asJsonLines(unseen))],
    ['json-without-ending', () => asJsonLines(unseen)],
    ['pipes', () => lines('|', '\n'), '--delimiter |'],
    [
      'quoted.csv',
      () =>
        rows()
          .map((row) => `${row.map((c) => `'${c}'`).join()}\n`)
          .join(''),
      "--quote '",
    ],
    ['tabs.csv', () => lines('\t', '\n'), '--format tsv'],
    ['tabs-too.csv', () => lines('\t', '\n'), '--delimiter tab'],
  ])('%s', async (name, content, flags = '') => {
    writeFileSync(name, content());
    expect(await nn(`predict iris.safetensors ${name} ${flags}`)).toEqual({ code: 0, out: said, err: '' });
    const evaluated = await nn(`evaluate iris.safetensors ${name} --json ${flags}`);
    expect(JSON.parse(evaluated.out).rows).toBe(45);
  });
});

describe('a table that is larger than what is read at once', () => {
  const times = 700;
  beforeAll(() => {
    const [head, ...rows] = csvText().split('\n').filter(Boolean);
    writeFileSync('large.csv', `${head}\n${`${rows.join('\n')}\n`.repeat(times)}`);
  });
  const csvText = () => {
    const names = unseen.columns.map((c) => c.name).join();
    return `${names}\n${Array.from({ length: unseen.rows }, (_, i) => unseen.columns.map((c) => c.cells[i]!).join()).join('\n')}`;
  };

  test('is answered row by row', async () => {
    const { code, out } = await nn('predict iris.safetensors large.csv');
    const [head, ...answers] = said.split('\n').filter(Boolean);
    expect(code).toBe(0);
    expect(out === `${head}\n${`${answers.join('\n')}\n`.repeat(times)}`).toBe(true);
  });

  test('is judged as a part of it is', async () => {
    const part = JSON.parse((await nn('evaluate iris.safetensors iris-test.csv --json')).out);
    const whole = JSON.parse((await nn('evaluate iris.safetensors large.csv --json')).out);
    expect(whole.rows).toBe(45 * times);
    expect(whole.accuracy).toBeCloseTo(part.accuracy, 12);
    expect(whole.confusion).toEqual(part.confusion.map((row: number[]) => row.map((n) => n * times)));
    expect(whole.baseline).toEqual(part.baseline);
  });

  test('errors of numbers are those of all rows', async () => {
    csv('line.csv', [['n', 'y'], ...Array.from({ length: 60 }, (_, i) => [i / 10, i / 5])]);
    await nn('train line.csv --target y --hidden none --epochs 20');
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => [((i * 7919) % 601) / 100, ((i * 104_729) % 1201) / 100] as const,
    );
    csv('long.csv', [['n', 'y'], ...rows]);
    const q = JSON.parse((await nn('evaluate line.safetensors long.csv --json')).out);
    const answers = (await nn('predict line.safetensors long.csv')).out.trim().split('\n').slice(1).map(Number);
    const truth = rows.map(([, y]) => y);
    const mean = truth.reduce((s, v) => s + v, 0) / truth.length;
    const squares = (from: readonly number[]) => truth.reduce((s, v, i) => s + (v - from[i]!) ** 2, 0) / truth.length;
    const [squared, spread] = [squares(answers), squares(truth.map(() => mean))];
    expect(q.rows).toBe(30_000);
    expect(q.baseline.mean).toBeCloseTo(mean, 9);
    expect(q.rmse).toBeCloseTo(Math.sqrt(squared), 9);
    expect(q.baseline.rmse).toBeCloseTo(Math.sqrt(spread), 9);
    expect(q.r2).toBeCloseTo(1 - squared / spread, 9);
    expect(q.mae).toBeCloseTo(truth.reduce((s, v, i) => s + Math.abs(v - answers[i]!), 0) / truth.length, 9);
  });

  test('what is missing in it is counted as one, and said once', async () => {
    const names = 'sepal_length,sepal_width,petal_length,petal_width';
    writeFileSync('holes.csv', `${names}\n${'5,3,1.4,0.2\n,3,NA,0.2\n'.repeat(15_000)}`);
    const { code, err } = await nn('predict iris.safetensors holes.csv');
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(
        /^note: column sepal_length: 15000 of 30000 values are missing; filled in with the mean, 5\.\d+$/,
      ),
      expect.stringMatching(
        /^note: column petal_length: 15000 of 30000 values are missing; .* \(15000 cells 'NA' are read as missing\)$/,
      ),
      '',
    ]);
  });

  test('rows without an answer are left out of all of it, and that is said once', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [i % 7, i % 4 === 0 ? 'NA' : i % 5]);
    csv('gaps.csv', [['n', 'y'], ...rows]);
    const { code, out, err } = await nn('evaluate line.safetensors gaps.csv --json');
    expect(code).toBe(0);
    expect(JSON.parse(out).rows).toBe(15_000);
    expect(err).toBe(
      "note: 5000 rows have no y; they are left out\nnote: column y: 5000 cells 'NA' are read as missing\n",
    );
  });

  test('what is wrong far down is said with its line, after the answers to what was right', async () => {
    const names = 'sepal_length,sepal_width,petal_length,petal_width';
    writeFileSync('late.csv', `${names}\n${'5,3,1.4,0.2\n'.repeat(30_000)}5,3,long,0.2\n`);
    const { code, out, err } = await nn('predict iris.safetensors late.csv');
    expect(code).toBe(1);
    expect(err).toBe(
      "nn: late.csv:30002, column petal_length: expected a number, got 'long'; this column held numbers in training\n",
    );
    const answered = out.split('\n').length - 2;
    expect(answered).toBeGreaterThan(10_000);
    expect(answered).toBeLessThan(30_000);
  });
});

describe('what a table means', () => {
  test('types and missing words are learnt with the model, and hold for new tables', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [
      i % 2 ? '01234' : '1234',
      i % 5 === 0 ? -999 : i,
      i,
      i % 2 ? 'odd' : 'even',
    ]);
    csv('zips.csv', [['zip', 'age', 'id', 'y'], ...rows]);
    const { code, err } = await nn(
      'train zips.csv --target y --types zip=category,id=ignore --missing -999 --epochs 60 --learning-rate 0.05 --hidden none',
    );
    expect(code).toBe(0);
    expect(err).toContain(
      "column age: 8 of 40 values are missing; filled in with the mean, 20 (8 cells '-999' are read as missing)",
    );
    csv('new-zips.csv', 'zip,age\n01234,-999.0\n1234,20\n');
    expect(await nn('predict zips.safetensors new-zips.csv')).toEqual({
      code: 0,
      out: 'y\nodd\neven\n',
      err: "note: column age: 1 of 2 values is missing; filled in with the mean, 20 (1 cell '-999.0' is read as missing)\n",
    });
  });

  test.each([
    [
      '--types age',
      "option '--types <columns>' argument 'age' is invalid. expected columns with number, category or ignore, such as zip=category,id=ignore, got 'age'",
    ],
    ['--types age=word', "got 'age=word'"],
    ['--delimiter ab', "expected a character such as ; (tab for a tab), got 'ab'"],
    ['--quote ab', "expected a character such as ', or none, got 'ab'"],
    ['--format xlsx', 'Allowed choices are csv, tsv, jsonl, idx'],
  ])('refuses %s', async (flags, message) => {
    const { code, err } = await nn(`train iris.csv --target species ${flags}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('refuses a type for a column that there is not', async () => {
    const { code, err } = await nn('train iris.csv --target species --types petal_lenght=number');
    expect(code).toBe(1);
    expect(err).toBe(
      "nn: iris.csv: a type is given for 'petal_lenght', but there is no such column; did you mean 'petal_length'?\n",
    );
  });
});

describe('images of the format of MNIST', () => {
  const idx = (sizes: readonly number[], values: readonly number[]) =>
    Uint8Array.of(0, 0, 8, sizes.length, ...sizes.flatMap((n) => [0, 0, n >> 8, n & 255]), ...values);
  const answers = Array.from({ length: 60 }, (_, i) => i % 2);
  // A light picture or a dark one.
  const pixels = answers.flatMap((a, i) => [a ? 200 + (i % 9) : i % 9, 7, a ? 180 : 20, i % 5]);
  beforeAll(() => {
    writeFileSync('train-images-idx3-ubyte', idx([60, 2, 2], pixels));
    writeFileSync('train-labels-idx1-ubyte.gz', gzipSync(idx([60], answers)));
    writeFileSync(
      'other-labels',
      idx(
        [60],
        answers.map((a) => 1 - a),
      ),
    );
  });
  test('are learnt with the labels beside them, and answered', async () => {
    const { code, err } = await nn(
      'train train-images-idx3-ubyte --target label --hidden none --epochs 30 --learning-rate 0.05',
    );
    expect({ code, err }).toMatchObject({ code: 0 });
    const { out } = await nn('predict train-images-idx3-ubyte.safetensors train-images-idx3-ubyte');
    expect(out).toBe(`label\n${answers.join('\n')}\n`);
    const q = JSON.parse((await nn('evaluate train-images-idx3-ubyte.safetensors train-images-idx3-ubyte --json')).out);
    expect(q).toMatchObject({ rows: 60, accuracy: 1 });
  });
  test('or with others', async () => {
    const command = 'evaluate train-images-idx3-ubyte.safetensors train-images-idx3-ubyte --json';
    expect(JSON.parse((await nn(`${command} --labels other-labels`)).out).accuracy).toBe(0);
    expect((await nn(`${command} --labels other-lables`)).err).toContain("did you mean 'other-labels'?");
  });
});

describe('what was inferred', () => {
  const io = (lang: 'en' | 'zh', width = 100) =>
    ({
      lang,
      width,
      tell: (t: string | Record<string, string>) => (typeof t === 'string' ? t : t[lang]),
    }) as unknown as Io;
  const opened = async () => {
    csv('people.csv', 'age;town;empty;income;answer\n30;Bern;;1,5;yes\n40;;;2,5;no\n50;Kyiv;;3,5;yes\n');
    return openTable('people.csv');
  };
  test('is written as lines', async () => {
    const table = await opened();
    expect(inferredLines(io('en'), table, fitPipeline(table.table, { target: 'answer' }))).toEqual([
      'people.csv: CSV, UTF-8, separated by semicolons, names in the first line',
      '3 rows, 5 columns',
      '',
      'column  type      values               missing  becomes',
      'age     number    30 … 50, mean 40           0  standardized',
      'town    category  Bern, Kyiv                 1  2 columns',
      'empty   empty                                3  not used',
      'income  number    1.5 … 3.5, mean 2.5        0  standardized',
      'answer  category  yes, no                    0  target',
      '',
      'target answer: one of 2 classes (no, yes)',
      'the network gets 4 numbers for each row and gives 2',
    ]);
  });
  test('and in Chinese', async () => {
    const table = await opened();
    const lines = inferredLines(io('zh'), table, fitPipeline(table.table, { target: 'answer' }));
    expect(lines[0]).toBe('people.csv: CSV，UTF-8，以分号分隔，第一行是列名');
    expect(lines.at(-1)).toBe('网络每行得到 4 个数，给出 2 个');
  });
  test('and as data', async () => {
    const table = await opened();
    expect(inferredJson(table, fitPipeline(table.table, { target: 'answer' }))).toMatchObject({
      source: 'people.csv',
      written: { format: 'csv', encoding: 'utf-8', delimiter: ';', quote: '"', header: true },
      rows: 3,
      target: 'answer',
      task: 'classes',
      inputs: 4,
      outputs: 2,
      columns: [
        { name: 'age', kind: 'number', min: 30, max: 50, mean: 40, missing: 0, becomes: { kind: 'number', mean: 40 } },
        {
          name: 'town',
          kind: 'category',
          different: 2,
          missing: 1,
          frequent: [
            { word: 'Bern', count: 1 },
            { word: 'Kyiv', count: 1 },
          ],
        },
        { name: 'empty', kind: 'empty', missing: 3 },
        { name: 'income', kind: 'number' },
        { name: 'answer', becomes: { kind: 'classes', classes: ['no', 'yes'] } },
      ],
    });
  });
});

test('the hash is that of the file as it is, packed or not', async () => {
  const packed = gzipSync('a,y\n1,2\n3,4\n');
  writeFileSync('hash.csv.gz', packed);
  const { createHash } = await import('node:crypto');
  const { sha256, compression, table } = await openTable('hash.csv.gz');
  expect({ sha256, compression }).toEqual({
    sha256: createHash('sha256').update(packed).digest('hex'),
    compression: 'gzip',
  });
  expect(table.columns).toEqual(readCsv('a,y\n1,2\n3,4\n').columns);
});
