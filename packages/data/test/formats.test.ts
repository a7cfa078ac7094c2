import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readTable, readTables, TableError } from '../src/index.js';
import { unpacked } from '../src/node.js';
import { pieces, whole } from './support.js';

const read = (text: string | Uint8Array, source = 't.jsonl', size = 7) => readTable(pieces(text, size), { source });
const cells = async (text: string | Uint8Array, source?: string) =>
  Object.fromEntries((await read(text, source)).columns.map((c) => [c.name, c.cells]));

describe('JSON lines', () => {
  test('an object on each line: numbers, texts, booleans and null', async () => {
    const text = '\uFEFF{"a": 1, "b": "x, \\"y\\""}\r\n\n{"a": -2.5e3, "b": true}\n{"b": null, "a": "é😀"}';
    const table = await read(text);
    expect(table.columns).toEqual([
      { name: 'a', cells: ['1', '-2500', 'é😀'] },
      { name: 'b', cells: ['x, "y"', 'true', ''] },
    ]);
    expect(table.lines).toEqual([1, 3, 4]);
    expect(table.written).toEqual({ format: 'jsonl', encoding: 'utf-8' });
  });

  test('a key that a line does not have is missing there', async () =>
    expect(await cells('{"a":1}\n{"b":2}\n{"a":3,"c":4}\n')).toEqual({
      a: ['1', '', '3'],
      b: ['', '2', ''],
      c: ['', '', '4'],
    }));

  test('names that objects have of themselves are names like others', async () => {
    const { columns } = await read('{"__proto__": 1, "constructor": 2, "": 3, "0": 4}\n{"__proto__": 5}\n');
    expect(columns.map((c) => [c.name, c.cells])).toEqual([
      ['0', ['4', '']],
      ['__proto__', ['1', '5']],
      ['constructor', ['2', '']],
      ['', ['3', '']],
    ]);
  });

  test('is known by its ending, or by what it begins with', async () => {
    for (const source of ['x.jsonl', 'x.ndjson', 'x.JSON', 'x.jsonl.gz', '<standard input>', 'x'])
      expect(await cells('{"a":1}\n', source)).toEqual({ a: ['1'] });
    expect(await cells('{a;b\n1;2\n', 'x.csv')).toHaveProperty('b');
  });

  test('comes in parts with the lines of the whole', async () => {
    const text = Array.from({ length: 50 }, (_, i) => `${i % 7 ? '' : '\n'}{"a":${i}}\n`).join('');
    const one = await read(text);
    const parts = await whole(readTables(pieces(text, 33), { format: 'jsonl' }));
    expect(parts.columns).toEqual(one.columns);
    expect(parts.lines).toEqual(one.lines);
  });

  test.each([
    ['nothing', '', 't.jsonl: the table is empty; expected an object such as {"a": 1, "b": "x"} on each line'],
    [
      'a list of objects',
      '[\n{"a":1}\n]',
      't.jsonl:1: a list begins here; expected an object on each line, such as {"a": 1, "b": "x"} (jq -c \'.[]\' makes them of a list)',
    ],
    ['a number', '{"a":1}\n7\n', 't.jsonl:2: expected an object such as {"a": 1, "b": "x"}, got 7'],
    ['a list', '{"a":1}\n[1]\n', 't.jsonl:2: expected an object such as {"a": 1, "b": "x"}, got [1]'],
    [
      'no JSON',
      '{"a":1}\n\n{"a":1,}\n',
      't.jsonl:3: expected an object such as {"a": 1, "b": "x"}, got \'{"a":1,}\', which is no JSON',
    ],
    [
      'a list inside',
      '{"a":[1]}\n',
      't.jsonl:1, key a: expected a number, a text, true, false or null, got a list; give its parts keys of their own',
    ],
    [
      'an object inside',
      '{"a":{}}\n',
      't.jsonl:1, key a: expected a number, a text, true, false or null, got an object; give its parts keys of their own',
    ],
    [
      'Latin-1',
      Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d),
      't.jsonl: this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again',
    ],
    [
      'a long line that is none',
      `{"a":1}\n${'x'.repeat(5000)}`,
      `t.jsonl:2: expected an object such as {"a": 1, "b": "x"}, got '${'x'.repeat(60)}…', which is no JSON`,
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(read(text as string)).rejects.toThrow(new TableError(message));
  });
});

/** An IDX file of bytes. */
const idx = (sizes: readonly number[], values: readonly number[]) =>
  Uint8Array.of(0, 0, 8, sizes.length, ...sizes.flatMap((n) => [0, 0, n >> 8, n & 255]), ...values);

describe('IDX', () => {
  const images = idx([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
  const labels = idx([3], [7, 0, 7]);
  test('images are columns, labels are another', async () => {
    const table = await readTable(pieces(images, 5), { labels });
    expect(table.columns.map((c) => [c.name, c.cells])).toEqual([
      ['p0', ['0', '4', '8']],
      ['p1', ['1', '5', '9']],
      ['p2', ['2', '6', '10']],
      ['p3', ['3', '7', '255']],
      ['label', ['7', '0', '7']],
    ]);
    expect(table.written).toEqual({ format: 'idx' });
    expect(table.select([2, 0]).column('p3').cells).toEqual(['255', '3']);
  });
  test('comes in parts of some rows each', async () => {
    const many = idx(
      [4097, 1, 2],
      Array.from({ length: 2 * 4097 }, (_, k) => k % 251),
    );
    const parts = [];
    for await (const part of readTables(pieces(many, 1000))) parts.push(part);
    expect(parts.map((part) => [part.rows, part.lines[0], part.columns[1]!.cells[0]])).toEqual([
      [4096, 1, '1'],
      [1, 4097, String((2 * 4096 + 1) % 251)],
    ]);
    expect((await readTable(pieces(many, 1e6))).rows).toBe(4097);
  });
  test('labels alone', async () => expect((await readTable(pieces(labels, 100))).columns[0]!.name).toBe('label'));
  test.each([
    ['labels of another file', images, idx([2], [1, 2]), 'l: 2 labels for 3 rows of t; expected one for each'],
    ['images for labels', images, images, 'l: expected one number for each row, got 4; are these the labels?'],
    [
      'labels that are none',
      images,
      Uint8Array.of(1, 2),
      'l: these bytes are not an IDX file (its first two are 0); is it still compressed?',
    ],
    [
      'a file that is cut off',
      images.subarray(0, 20),
      undefined,
      't: 3 x 2 x 2 numbers need 28 bytes, got 20; is it cut off?',
    ],
    ['no rows', idx([0, 2, 2], []), undefined, 't: there is nothing in it; expected at least one row of one number'],
  ])('refuses %s', async (_, bytes, labels, message) => {
    const options = { source: 't', labelsSource: 'l', ...(labels && { labels }) };
    await expect(readTable(pieces(bytes, 9), options)).rejects.toThrow(new TableError(message));
  });
});

test('tabs are known by the ending', async () =>
  expect(await cells('a\tb,c,d\n1\t2\n', 'x.tsv')).toEqual({ a: ['1'], 'b,c,d': ['2'] }));

describe('gzip', () => {
  const unpack = async (bytes: Uint8Array, size: number) => {
    const { compression, pieces: text } = await unpacked(pieces(bytes, size), 'x.gz');
    const parts: Uint8Array[] = [];
    for await (const part of text) parts.push(part);
    return { compression, text: Buffer.concat(parts).toString() };
  };
  const text = 'a,b\n1,2\n'.repeat(1000);
  test.each([1, 2, 100, 1e6])('is unpacked, %d bytes at a time, several members too', async (size) => {
    const packed = Buffer.concat([gzipSync(text), gzipSync(text)]);
    expect(await unpack(packed, size)).toEqual({ compression: 'gzip', text: text + text });
    expect(await unpack(Buffer.from(text), size)).toEqual({ compression: undefined, text });
    expect(await unpack(new Uint8Array(0), size)).toEqual({ compression: undefined, text: '' });
  });
  test('that is cut off or damaged is refused', async () => {
    const packed = gzipSync(text);
    await expect(unpack(packed.subarray(0, -9), 10)).rejects.toThrow(
      new TableError('x.gz: this file is packed (gzip), and it is cut off; copy it again'),
    );
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 12, 20);
    await expect(unpack(damaged, 10)).rejects.toThrow(
      new TableError('x.gz: this file is packed (gzip), and it is damaged; copy it again'),
    );
  });
});
