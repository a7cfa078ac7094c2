import { describe, expect, test } from 'vitest';
import { fitPipeline, pipelineFromJSON, readCsv, readTable, readTables, TableError, table } from '../src/index.js';
import { pieces, thrown, whole } from './support.js';

/** So many bytes of a cell that never ends, in pieces that are made as they are asked for. */
async function* endless(begin: string, bytes: number) {
  yield new TextEncoder().encode(begin);
  const piece = new Uint8Array(2 ** 16).fill(120);
  for (let made = 0; made < bytes; made += piece.length) yield piece;
}

describe('what would fill the memory is refused before it does', () => {
  const heap = () => process.memoryUsage().rss / 2 ** 20;
  test.each([
    [
      'a cell of 100 MB',
      'a,b\n1,2\n3,',
      't:3: this row is longer than 16 MB; is it a table, and are its line ends right?',
    ],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"',
      't:3: a quote is opened in this row and not closed within 16 MB; close it, or write it twice if it is meant',
    ],
    ['a name of 100 MB', 'a', 't:1: this row is longer than 16 MB; is it a table, and are its line ends right?'],
  ])('%s', async (_, begin, message) => {
    const before = heap();
    await expect(whole(readTables(endless(begin, 100e6), { source: 't' }))).rejects.toThrow(new TableError(message));
    await expect(readCsv(endless(begin, 40e6), { source: 't' })).rejects.toThrow(new TableError(message));
    expect(heap() - before).toBeLessThan(400);
  });
  test('a line of JSON of 40 MB', async () => {
    await expect(readTable(endless('{"a":"', 40e6), { source: 't' })).rejects.toThrow(
      new TableError('t:1: this line is longer than 16 MB; expected an object on each line'),
    );
  });
  test('a long cell is cut in messages', () => {
    const table = readCsv(`a,y\n1,0\n${'x'.repeat(100_000)},1\n3,0\n`, { source: 't' });
    expect(thrown(() => fitPipeline(table, { target: 'y' })).message).toBe(
      `t:3, column a: expected a number, got '${'x'.repeat(60)}…' (1 such cell; correct them, or leave them empty to be filled in)`,
    );
  });
});

describe('a small file does not become a large table', () => {
  /** What is said of a table, and how much memory that took, in MiB. */
  async function cost(read: () => unknown) {
    const before = process.resourceUsage().maxRSS;
    const said = await Promise.resolve()
      .then(read)
      .then(
        () => 'nothing',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    return { said, grown: (process.resourceUsage().maxRSS - before) / 1024 };
  }

  test('of short rows under 10,000 names', async () => {
    const names = Array.from({ length: 10_000 }, (_, j) => `c${j}`).join();
    const { said, grown } = await cost(() => readCsv(`${names}${'\n1'.repeat(10_000)}`, { source: 't' }));
    expect(said).toBe(
      'TableError: t:2: this row has 1 cell, but the table has 10000 columns (10000 such rows); check its quotes and separators',
    );
    expect(grown).toBeLessThan(150);
  });

  test('of JSON with other keys on each line', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `{"k${i}":1}\n`).join('');
    const message =
      'TableError: t:2026: there are 2026 different keys up to here, and hardly any line has more than a few of them; expected the same keys on each line';
    const options = { source: 't', format: 'jsonl' } as const;
    for (const read of [
      () => readTable(pieces(text, 1e6), options),
      () => whole(readTables(pieces(text, 999), options)),
    ]) {
      const { said, grown } = await cost(read);
      expect(said).toBe(message);
      expect(grown).toBeLessThan(150);
    }
  });

  test('but half of 3,000 keys may be missing on each line', async () => {
    const line = (i: number) =>
      `${JSON.stringify(Object.fromEntries(Array.from({ length: 1500 }, (_, j) => [`k${2 * j + (i % 2)}`, j])))}\n`;
    const text = Array.from({ length: 100 }, (_, i) => line(i)).join('');
    expect((await readTable(pieces(text, 1e6), { format: 'jsonl' })).columns).toHaveLength(3000);
  });

  test.each([
    ['four billion rows of nothing', [255, 255, 255, 255, 0, 0, 0, 0]],
    ['no rows', [0, 0, 0, 0, 0, 0, 0, 9]],
  ])('of IDX with %s', async (_, sizes) => {
    const bytes = Uint8Array.of(0, 0, 8, 2, ...sizes);
    for (const read of [readTable, (...args: Parameters<typeof readTables>) => whole(readTables(...args))])
      await expect(read(pieces(bytes, 5), { source: 't' })).rejects.toThrow(
        new TableError('t: there is nothing in it; expected at least one row of one number'),
      );
  });

  test('of numbers that no memory holds', () => {
    // What was learnt says that there are a million inputs; 20,000 rows would be 80 GB.
    const categories = Array.from({ length: 1000 }, (_, k) => `w${k}`);
    const features = Array.from({ length: 1000 }, (_, j) => ({
      kind: 'category',
      name: `c${j}`,
      categories,
      fill: 'w0',
    }));
    const { encode } = pipelineFromJSON({ features, target: { kind: 'number', name: 'y', mean: 0, std: 1 } });
    const cells = Array.from({ length: 20_000 }, () => 'w1');
    const rows = table(
      features.map(({ name }) => ({ name, cells })),
      { source: 't' },
    );
    expect(thrown(() => encode(rows))).toEqual(
      new TableError(
        't: 20000 rows of 1000000 inputs are more numbers than there is memory for; leave out columns of many categories, or encode the table in parts (readTables)',
      ),
    );
  });
});

test('line ends of every kind in one file', () => {
  const { columns, lines } = readCsv('a,b\r1,2\r\n3,4\n"5\r\n5",6\n\r7,8');
  expect(columns.map(({ cells }) => cells)).toEqual([
    ['1', '3', '5\r\n5', '7'],
    ['2', '4', '6', '8'],
  ]);
  expect(lines).toEqual([2, 3, 4, 7]);
});

test.each([
  [
    'UTF-16 that is cut within a character',
    '\uFEFFa,b\n1,2\n',
    1,
    't: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again',
  ],
  [
    'UTF-16 with half a pair',
    '\uFEFFa,b\n\ud800,2\n',
    0,
    't: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again',
  ],
  [
    'UTF-16 without its mark',
    'a,b\n1,2\n',
    0,
    't:3: this row has 1 cell, but the table has 2 columns; check its quotes and separators',
  ],
])('%s is refused', (_, text, cut, message) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), true);
  const bytes = new Uint8Array(view.buffer, 0, view.byteLength - cut);
  expect(thrown(() => readCsv(bytes, { source: 't' }))).toEqual(new TableError(message));
});

test('one row is a table, but there is nothing to learn from it', () => {
  const one = readCsv('a,y\n1,2\n', { source: 't' });
  expect(one.rows).toBe(1);
  expect(thrown(() => fitPipeline(one, { target: 'y' }))).toEqual(
    new TableError('t: the table has 1 row; expected at least 2 to learn from'),
  );
});

test('10,000 columns', async () => {
  const names = Array.from({ length: 10_000 }, (_, j) => `c${j}`);
  const row = names.map((_, j) => j).join();
  const text = `${names.join()}\n${row}\n${row}\n`;
  expect(readCsv(text).columns[9999]).toEqual({ name: 'c9999', cells: ['9999', '9999'] });
  expect((await whole(readTables(pieces(text, 65_536)))).columns).toHaveLength(10_000);
});

test.each(['1e999', '0x10', ' ', '1,5', '１２', 'Infinity', '1_000', '0b1', '١'])('%j is no number', async (cell) => {
  const text = `n,y\n1,a\n"${cell}",b\n3,a\n4,b\n`;
  const table = readCsv(text);
  if (cell === ' ') expect(fitPipeline(table, { target: 'y' }).notes[0]).toContain('1 of 4 values is missing');
  else
    expect(thrown(() => fitPipeline(table, { target: 'y' })).message).toContain(
      `<input>:3, column n: expected a number, got '${cell}'`,
    );
});

test('NUL stands in cells like other characters', async () => {
  const text = 'a\0,b\n\0,x\0y\n';
  for (const table of [readCsv(text), await whole(readTables(pieces(text, 3)))])
    expect(table.columns).toEqual([
      { name: 'a\0', cells: ['\0'] },
      { name: 'b', cells: ['x\0y'] },
    ]);
});

test('a character that is cut or wrong anywhere is refused, whatever else is wrong', async () => {
  const good = new TextEncoder().encode('a,b\nü,x\n1,2\n');
  for (let at = 0; at <= good.length; at++) {
    const bytes = new Uint8Array(good.length + 1);
    bytes.set(good.subarray(0, at));
    bytes[at] = 0xff;
    bytes.set(good.subarray(at), at + 1);
    expect(thrown(() => readCsv(bytes)).message, `${at}`).toContain('this is not text in UTF-8');
    for (const size of [1, 5, 100])
      await expect(async () => {
        for await (const part of readTables(pieces(bytes, size), { format: 'csv' })) part.columns.map((c) => c.cells);
      }, `${at}`).rejects.toThrow('this is not text in UTF-8');
  }
});
