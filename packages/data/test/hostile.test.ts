import { describe, expect, test } from 'vitest';
import { fitPipeline, readCsv, readTable, readTables, TableError } from '../src/index.js';
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
