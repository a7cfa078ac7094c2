import { describe, expect, test } from 'vitest';
import { fitPipeline, iris, readCsv, readTable, readTables, type Table, TableError, tally } from '../src/index.js';
import { pieces, thrown, whole, wholeNumbers } from './support.js';

const parts = async (tables: AsyncIterable<Table>) => {
  const all: Table[] = [];
  for await (const part of tables) all.push(part);
  return all;
};
const asCsv = ({ columns, rows }: Table) =>
  [columns.map((c) => c.name), ...Array.from({ length: rows }, (_, i) => columns.map((c) => c.cells[i]!))]
    .map((row) => `${row.join()}\n`)
    .join('');

describe('a table in parts', () => {
  test('is the table, with the lines of its rows, wherever it is cut', async () => {
    const text = '\uFEFFname,"a ""b""",n\r\n\r\nÅsa,"1\r\n2",5\r\n😀,,-1e3\r\rx,"y",NA\n';
    const one = readCsv(text);
    for (let size = 1; size <= 60; size++) {
      const read = await whole(readTables(pieces(text, size)));
      expect(read.columns, `${size}`).toEqual(one.columns);
      expect(read.lines, `${size}`).toEqual(one.lines);
    }
  });

  test('has as many rows as come at a time, and never keeps them', async () => {
    const read = await parts(readTables(pieces(asCsv(iris()), 500), { source: 'i.csv' }));
    expect(read.length).toBeGreaterThan(5);
    expect(read.reduce((n, part) => n + part.rows, 0)).toBe(150);
    expect(read.every((part) => part.source === 'i.csv' && part.columns.length === 5)).toBe(true);
  });

  test('says what it leaves out once', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},${i * 7},x,\n`).join('');
    const read = await parts(readTables(pieces(`,a,b,\n${rows}`, 64)));
    expect(read.flatMap((part) => part.notes)).toEqual([
      'column 1 has no name and only numbers the rows; it is left out',
      'column 4 has no name and is empty; it is left out',
    ]);
    expect(read.at(-1)!.columns.map((c) => c.name)).toEqual(['a', 'b']);
  });

  test('may have rows that are one cell short under their names', async () => {
    expect((await whole(readTables(pieces('a,b,\n1,2\n3,4\n', 3)))).columns).toEqual([
      { name: 'a', cells: ['1', '3'] },
      { name: 'b', cells: ['2', '4'] },
    ]);
  });

  test('has decimal commas from the first on; points after them are refused', async () => {
    const read = await whole(readTables(pieces('a;b\n1;x\n1,5;y\n2,5;z\n3;x\n', 4)));
    expect(read.column('a').cells).toEqual(['1', '1.5', '2.5', '3']);
    expect(read.notes).toEqual(["column a has decimal commas; '1,5' is read as 1.5"]);
    await expect(whole(readTables(pieces('a;b\n1,5;y\n1.234;z\n', 4), { source: 't.csv' }))).rejects.toThrow(
      new TableError(
        "t.csv:3, column a: expected a decimal comma as in the rows before, got '1.234'; write all of its numbers in one way",
      ),
    );
    const points = await whole(readTables(pieces('a;b\n1.5;y\n1,234;z\n', 4)));
    expect(points.column('a').cells).toEqual(['1.5', '1,234']);
  });

  test.each([
    ['nothing', '', '<input>: the table is empty'],
    ['only names', 'a,b\n', '<input>: the table has column names but no rows'],
    [
      'ragged rows',
      'a,b\n1,2\n1,2\n3\n1,2\n4,5,6\n',
      '<input>:4: this row has 1 cell, but the table has 2 columns (2 such rows)',
    ],
    ['an open quote', 'a,b\n1,2\n\n"3,4\n5,6\n', '<input>:4: a quote is opened in this row and never closed'],
    ['double names', 'a,a\n1,2\n', '<input>:1: columns with the same name: a'],
    ['numbers for names', '1,2\n3,4\n', '<input>:1: the first line holds only numbers'],
  ])('is refused in the same words: %s', async (_, text, message) => {
    const error = thrown(() => readCsv(text));
    expect(error.message.startsWith(message)).toBe(true);
    for (const size of [1, 4, 100])
      await expect(whole(readTables(pieces(text, size)))).rejects.toThrow(new TableError(error.message));
  });

  test('gives what was right before an error', async () => {
    const seen: number[] = [];
    const read = async () => {
      for await (const part of readTables(pieces(`a\n${'1\n'.repeat(500)}"x`, 100))) seen.push(part.rows);
    };
    await expect(read()).rejects.toThrow('<input>:502: a quote is opened in this row and never closed');
    expect(seen.reduce((s, n) => s + n, 0)).toBe(500);
  });

  test('is parted by what its first line has most of, wherever that is cut', async () => {
    for (let size = 1; size < 30; size++) {
      const read = await whole(readTables(pieces('\n "x\n,,y";b;c\n1;2;3\n'.replace(' ', ''), size)));
      expect(
        read.columns.map((c) => c.name),
        `${size}`,
      ).toEqual(['x\n,,y', 'b', 'c']);
    }
  });

  test('may begin with many empty lines', async () => {
    const read = await whole(readTables(pieces(`${'\r\n'.repeat(50_000)}a;b\n1;2\n`, 1000), { delimiter: ';' }));
    expect([read.columns.length, read.lines[0]]).toEqual([2, 50_002]);
  });

  test('stops reading where nobody wants more', async () => {
    let closed = false;
    async function* endless() {
      try {
        yield 'a\n';
        for (;;) yield '1\n2\n';
      } finally {
        closed = true;
      }
    }
    for await (const part of readTables(endless())) {
      expect(part.rows).toBeGreaterThan(0);
      break;
    }
    expect(closed).toBe(true);
  });
});

describe('from bytes to numbers', () => {
  const bits = (x: ArrayLike<number>) => Array.from(new Uint32Array(Float32Array.from(x).buffer));

  test('a table in parts is encoded to the same bits as the whole', async () => {
    const forms = [
      '1',
      '-2.5',
      '0.1',
      ' 3 ',
      '1e3',
      '',
      'NA',
      '12345678901234567',
      '.5',
      '+7',
      '"8"',
      '00',
      '-0',
      '3.000000000000001',
    ];
    for (let seed = 0; seed < 40; seed++) {
      const next = wholeNumbers(seed);
      const rows = Array.from(
        { length: 30 },
        (_, i) =>
          `${forms[next(forms.length)]},${['u', ' v', '"w,""x"', '', 'é'][next(5)]},${i % 3},${i % 2 ? 'odd' : 'even'}`,
      );
      const text = `n,word,k,y\n${rows.join('\n')}`;
      const table = readCsv(text);
      const pipeline = fitPipeline(table, { target: 'y' });
      const { x, t } = pipeline.encode(table);
      const counts = tally();
      const read: number[][] = [[], []];
      for await (const part of readTables(pieces(text, 1 + next(60)), pipeline.reading)) {
        const encoded = pipeline.encode(part, counts);
        read[0]!.push(...encoded.x.data);
        read[1]!.push(...encoded.t!.data);
      }
      expect(bits(read[0]!), `seed ${seed}`).toEqual(bits(x.data));
      expect(read[1], `seed ${seed}`).toEqual([...t!.data]);
      expect(counts.notes, `seed ${seed}`).toEqual(pipeline.encode(table).notes);
    }
  });

  test('what cannot be read is refused with its line in the whole', async () => {
    const pipeline = fitPipeline(readCsv('n,y\n1,a\n2,b\n3,a\n'), { target: 'y' });
    const encode = async (text: string) => {
      for await (const part of readTables(pieces(text, 8), { source: 't.csv' })) pipeline.encode(part);
    };
    const before = 'n\n1\n2\n\n3\n';
    await expect(encode(`${before}1,5\n`)).rejects.toThrow('t.csv:6: this row has 2 cells');
    for (const cell of ['1e999', '0x10', '１２', 'x'])
      await expect(encode(`${before}${cell}\n`)).rejects.toThrow(
        `t.csv:6, column n: expected a number, got '${cell}'; this column held numbers in training`,
      );
    await expect(encode(`${before}1e300\n`)).rejects.toThrow('t.csv:6, column n: 1e+300 is too far');
  });

  test('what is counted is counted over all parts, and said once', async () => {
    const pipeline = fitPipeline(readCsv('n,w,y\n1,u,a\n2,v,b\n3,u,a\n'), { target: 'y' });
    const counts = tally();
    for await (const part of readTables(pieces(`n,w\n${'1,u\nNA,q\n,r\n'.repeat(50)}`, 40)))
      pipeline.encode(part, counts);
    expect(counts.notes).toEqual([
      "column n: 100 of 150 values are missing; filled in with the mean, 2 (50 cells 'NA' are read as missing)",
      "column w: 'q', 'r' not seen in training (known: u, v); taken as none of them",
    ]);
  });
});

test('rows that are left out of parts are counted as one', async () => {
  const counts = tally();
  const rows: number[] = [];
  for await (const part of readTables(pieces(`n,y\n${'1,2\n2,?\n3,\n4,NA\n'.repeat(30)}`, 40), {
    types: { y: 'number' },
  }))
    rows.push(part.withoutMissing('y', counts).rows);
  expect(rows.reduce((s, n) => s + n, 0)).toBe(30);
  expect(counts.notes).toEqual(["column y: 30 cells '?', 30 cells 'NA' are read as missing"]);
});

describe('what is said of a table beforehand', () => {
  const text = 'zip,age,id,y\n01234,30,1,a\n1234,-999,2,b\n01234,40,3,a\n';
  const options = { missing: ['', '-999'], types: { zip: 'category', id: 'ignore' } } as const;
  const table = readCsv(text, options);

  test('types and words for what is missing', () => {
    const pipeline = fitPipeline(table, { target: 'y' });
    expect(pipeline.features).toEqual([
      { kind: 'category', name: 'zip', categories: ['01234', '1234'], fill: '01234' },
      { kind: 'number', name: 'age', mean: 35, std: 5 },
    ]);
    expect(pipeline.notes).toEqual([
      "column age: 1 of 3 values is missing; filled in with the mean, 35 (1 cell '-999' is read as missing)",
    ]);
  });

  test('travel with the pipeline', async () => {
    const { pipelineFromJSON } = await import('../src/index.js');
    const pipeline = pipelineFromJSON(JSON.parse(JSON.stringify(fitPipeline(table, { target: 'y' }))));
    // Read without a word about it.
    const { x } = pipeline.encode(readCsv('zip,age\n1234,-999.0\n01234,45\n'));
    expect(x.toArray()).toEqual([
      [0, 1, 0],
      [1, 0, 2],
    ]);
    const parts = await whole(readTables(pieces('zip;age\n1,5;2,5\n', 100), pipeline.reading));
    expect(parts.columns.map((c) => c.cells)).toEqual([['1,5'], ['2.5']]);
  });

  test('a column that is said to be numbers is one, or an error', () => {
    const read = readCsv('a,y\nx,1\ny,2\n3,1\n', { types: { a: 'number' }, source: 't.csv' });
    expect(thrown(() => fitPipeline(read, { target: 'y' })).message).toMatch(
      /^t\.csv:2, column a: expected a number, got 'x' \(2 such cells;/,
    );
  });

  test('a target may be given its type, too', () => {
    const read = (type: 'number' | 'category') => readCsv('a,y\n1,5\n2,6\n3,5\n4,6\n', { types: { y: type } });
    expect(fitPipeline(read('number'), { target: 'y' }).target.kind).toBe('number');
    expect(fitPipeline(read('category'), { target: 'y' }).target.kind).toBe('classes');
  });

  test('a type for a column that there is not is refused', () => {
    expect(thrown(() => readCsv(text, { types: { zpi: 'number' }, source: 't.csv' })).message).toBe(
      "t.csv: a type is given for 'zpi', but there is no such column; did you mean 'zip'?",
    );
  });

  test('names of columns may be those that objects have of themselves', () => {
    const types = JSON.parse('{ "__proto__": "category" }');
    const read = readCsv('__proto__,constructor,0\n1,2,3\n', { types });
    expect(read.columns.map((c) => [c.name, c.type])).toEqual([
      ['__proto__', 'category'],
      ['constructor', undefined],
      ['0', undefined],
    ]);
  });
});

test('a whole table of a stream says how it is written', async () => {
  const read = await readTable(pieces('a;b\n1;2\n', 3), { source: 'x.csv' });
  expect(read.written).toEqual({ format: 'csv', encoding: 'utf-8', delimiter: ';', quote: '"', header: true });
});
