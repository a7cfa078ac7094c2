import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type CsvOptions, readCsv, TableError } from '../src/index.js';
import { thrown, wholeNumbers } from './support.js';

/** A table as rows, the names first. */
function rows(text: string | Uint8Array, options?: CsvOptions): string[][] {
  const { columns, rows } = readCsv(text, options);
  return [columns.map((c) => c.name), ...Array.from({ length: rows }, (_, i) => columns.map((c) => c.cells[i]!))];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEnd: boolean) => {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), !bigEnd);
  return bytes;
};

describe('what is read', () => {
  const table = [
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ];
  test.each([
    ['\\n', 'a,b\n1,2\n3,4\n'],
    ['\\r\\n', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['\\r', 'a,b\r1,2\r3,4'],
    ['no last line end', 'a,b\n1,2\n3,4'],
    ['empty lines', '\n\na,b\n\n1,2\r\n\r\n3,4\n\n\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n3,4'],
    ['a mark before a quote', '\uFEFF"a",b\n1,2\n3,4'],
    ['quotes', '"a","b"\n"1","2"\n"3","4"\n'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['tabs', 'a\tb\n1\t2\n3\t4'],
    ['spaces around names', ' a , b\n1,2\n3,4'],
  ])('%s', (_, text) => {
    expect(rows(text)).toEqual(table);
    expect(rows(utf8(text))).toEqual(table);
  });

  test('cells stay as they are written', () => {
    expect(rows('a,b\n 1 , x\n,"  "\n')).toEqual([
      ['a', 'b'],
      [' 1 ', ' x'],
      ['', '  '],
    ]);
  });

  test('a quoted cell may hold separators, quotes and line ends', () => {
    expect(rows('a,b\n"1,2","say ""x"""\n"two\r\nlines",""\n')).toEqual([
      ['a', 'b'],
      ['1,2', 'say "x"'],
      ['two\r\nlines', ''],
    ]);
  });

  test('the separator is what the first line has most of outside of quotes', () => {
    expect(rows('"a,b,c";d\nx,y;2\n')).toEqual([
      ['a,b,c', 'd'],
      ['x,y', '2'],
    ]);
    expect(rows('a;b,c\n1;2,3', { delimiter: ',' })).toEqual([
      ['a;b', 'c'],
      ['1;2', '3'],
    ]);
    expect(rows('a|b\n1|2', { delimiter: '|' })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('one column, one row', () => expect(rows('a\n1')).toEqual([['a'], ['1']]));

  test('without a header, columns are counted from 1', () => {
    expect(rows('1,x\n2,y', { header: false })).toEqual([
      ['column_1', 'column_2'],
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  test('names that objects have of themselves are names like others', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];
    const table = readCsv(`${names.join()}\n1,2,3,4,5\n`);
    expect(table.columns.map((c) => c.name)).toEqual(names);
    expect(names.map((name) => table.column(name).cells)).toEqual([['1'], ['2'], ['3'], ['4'], ['5']]);
    expect(thrown(() => table.column('valueOf'))).toBeInstanceOf(TableError);
    expect(({} as Record<string, unknown>).cells).toBeUndefined();
  });

  test.each(['UTF-8', 'UTF-16, low byte first', 'UTF-16, high byte first'])('text beyond ASCII in %s', (encoding) => {
    const text = '\uFEFFStraße,名前\nŁódź,😀\n';
    const bytes = encoding === 'UTF-8' ? utf8(text) : utf16(text, encoding.includes('high'));
    expect(rows(bytes)).toEqual([
      ['Straße', '名前'],
      ['Łódź', '😀'],
    ]);
  });

  test('a part of a larger buffer', () => {
    expect(rows(utf8('xxa,b\n1,2\nyy').subarray(2, 9))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('whatever was written by the rules of RFC 4180 comes back, with the line it began on', () => {
    const pieces = ['', 'x', ' ', '"', ',', ';', '\n', '\r\n', '\r', '1.5', 'é', '😀', '\t', "'", '\\', '#'];
    for (let seed = 0; seed < 200; seed++) {
      const next = wholeNumbers(seed);
      const lineEnd = ['\n', '\r\n', '\r'][next(3)]!;
      const cols = 2 + next(4);
      const cell = () => Array.from({ length: next(5) }, () => pieces[next(pieces.length)]!).join('');
      const cells = Array.from({ length: 1 + next(8) }, () => Array.from({ length: cols }, cell));
      const names = Array.from({ length: cols }, (_, j) => `c${j}`);
      const quoted = (text: string) => (/["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const lines: number[] = [];
      let text = '';
      for (const row of [names, ...cells]) {
        text += lineEnd.repeat(next(3) === 0 ? 1 : 0);
        lines.push(text.split(/\r\n|\r|\n/).length);
        text += row.map(quoted).join() + lineEnd;
      }
      expect(rows(text), `seed ${seed}`).toEqual([names, ...cells]);
      expect(readCsv(text).lines, `seed ${seed}`).toEqual(lines.slice(1));
    }
  });
});

describe('what other programs write', () => {
  const ab = [
    ['a', 'b'],
    ['7', 'x'],
    ['9', 'y'],
  ];
  const index = 'column 1 has no name and only numbers the rows; it is left out';
  const empty = 'column 3 has no name and is empty; it is left out';
  test.each([
    ['pandas: an index', ',a,b\n0,7,x\n1,9,y\n', [index]],
    ['pandas: a part of one', ',a,b\n100,7,x\n101,9,y\n', [index]],
    ['R: names of rows', '"","a","b"\n"1",7,"x"\n"2",9,"y"\n', [index]],
    ['separators at the ends', 'a,b,\n7,x,\n9,y, \n', [empty]],
    ['a separator after the names only', 'a,b,\n7,x\n9,y\n', [empty]],
    ['both', ';a;b;\n0;7;x;\n1;9;y;\n', [index, empty.replace('3', '4')]],
    ['Excel: the separator first', 'sep=;\r\na;b\r\n7;x\r\n9;y\r\n', []],
    ['Excel: after a mark, in quotes', '\uFEFF"sep=|"\na|b\n7|x\n9|y\n', []],
    ['Excel: a tab', 'SEP=\t\na\tb\n7\tx\n9\ty\n', []],
  ])('%s', (_, text, notes) => {
    expect(rows(text)).toEqual(ab);
    expect(readCsv(text).notes).toEqual(notes);
  });

  test.each([
    ['not one by one', '0,2'],
    ['downwards', '1,0'],
    ['of words', 'u,v'],
    ['with a gap', '0,'],
  ])('a column without a name is called by its place: %s', (_, cells) => {
    const table = readCsv(cells.split(',').reduce((text, cell) => `${text}q,${cell}\n`, 'a,\n'));
    expect(table.column('column 2').cells).toEqual(cells.split(','));
    expect(table.notes).toEqual(["column 2 has no name; it is called 'column 2'"]);
  });

  test('numbers are names beside an index: what pandas writes of a table without names', () =>
    expect(rows(',0,1\n0,5.5,x\n1,6.5,y\n')).toEqual([
      ['0', '1'],
      ['5.5', 'x'],
      ['6.5', 'y'],
    ]));

  test('lines are counted with that of Excel; a separator that is given comes first', () => {
    expect(readCsv('sep=;\na;b\n1;2\n').lines).toEqual([3]);
    expect(rows('sep=;\na|b\n1|2\n', { delimiter: '|' })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('a stream', () => {
  const text = '\uFEFFname,价\r\nÅsa,"1\r\n2"\r\n😀,3\r\n';
  const expected = rows(text);
  async function* of<T>(chunks: readonly T[]) {
    yield* chunks;
  }
  const read = async (stream: AsyncIterable<string | Uint8Array>) => {
    const { columns, rows } = await readCsv(stream);
    return [columns.map((c) => c.name), ...Array.from({ length: rows }, (_, i) => columns.map((c) => c.cells[i]!))];
  };

  test.each([1, 2, 3, 5, 1000])('of %d bytes at a time, through mark and characters', async (size) => {
    const bytes = utf8(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
      bytes.subarray(k * size, (k + 1) * size),
    );
    expect(await read(of(chunks))).toEqual(expected);
  });
  test('of strings, also where one cuts a character in two', async () =>
    expect(await read(of(text.split('')))).toEqual(expected));
  test('of strings and bytes', async () => expect(await read(of(['\uFEFFa,b\n', utf8('é,2\n')]))).toHaveLength(2));
  test('of UTF-16', async () => {
    const bytes = utf16(text, false);
    expect(await read(of([bytes.subarray(0, 1), bytes.subarray(1)]))).toEqual(expected);
  });
  test("Node's", async () => expect(await read(Readable.from([utf8(text)]))).toEqual(expected));
  test("the web's", async () =>
    expect(await read(new Blob([text]).stream() as unknown as AsyncIterable<Uint8Array>)).toEqual(expected));

  test('refuses what it refuses, by rejection', async () => {
    await expect(readCsv(of([]), { source: 'none.csv' })).rejects.toThrow('none.csv: the table is empty');
    await expect(readCsv(of([Uint8Array.of(0xc3)]))).rejects.toThrow('not text in UTF-8');
    const broken = new Readable({ read: (): void => void broken.destroy(new Error('the disk is gone')) });
    await expect(readCsv(broken)).rejects.toThrow('the disk is gone');
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['nothing', '', 't.csv: the table is empty'],
    ['only line ends', ' \r\n\n', 't.csv: the table is empty'],
    ['only names', 'a,b\n', 't.csv: the table has column names but no rows'],
    ['a short row', 'a,b\n1,2\n3\n', 't.csv:3: this row has 1 cell, but the table has 2 columns;'],
    ['a long row', 'a,b\n1,2,3\n', 't.csv:2: this row has 3 cells, but the table has 2 columns;'],
    ['several such', 'a,b\n1\n1,2\n1\n', 't.csv:2: this row has 1 cell, but the table has 2 columns (2 such rows)'],
    ['a short row after a long cell', 'a,b\r\n"x\r\ny",2\r\n\r\n3\r\n', 't.csv:5: this row has 1 cell'],
    ['a row that is long itself', 'a,b\n"x\ny\nz"\n', 't.csv:2: this row has 1 cell'],
    ['an open quote', 'a,b\n1,2\n\n"3,4\n5,6\n', 't.csv:4: a quote is opened in this row and never closed'],
    ['a quote in a cell', 'a,b\n1,5"\n', 't.csv:2: a quote stands inside a cell'],
    ['text after a quote', 'a,b\n1,"x"y\n', 't.csv:2: a cell goes on after its closing quote'],
    ['a double name', 'b,a,b,a,b\n1,2,3,4,5', 't.csv:1: columns with the same name: b, a;'],
    ['names that are double but for spaces', '\n\na, a\n1,2', 't.csv:3: columns with the same name: a;'],
    ['no names', ',," "\n1,2,3', 't.csv:1: no column has a name'],
    ['a name like that of a place', 'a,,column 2\n1,x,3', 't.csv: columns with the same name: column 2;'],
    ['numbers for names, one missing', ',5\n7,3\n1,2', 't.csv:1: the first line holds only numbers'],
    ['numbers for names before a separator', '1,2,\n3,4,\n', 't.csv:1: the first line holds only numbers'],
    ['a short row under a separator', 'a,b,\n1,2\n1,2,\n', 't.csv:2: this row has 2 cells, but the table has 3'],
    ['a short row below the line of Excel', 'sep=;\na;b\n1\n', 't.csv:3: this row has 1 cell'],
    ['numbers for names', '1,2\n3,4', 't.csv:1: the first line holds only numbers'],
  ])('%s', (_, text, message) => {
    const error = thrown(() => readCsv(text, { source: 't.csv' }));
    expect(error).toBeInstanceOf(TableError);
    expect(error.message.slice(0, message.length)).toBe(message);
  });

  test('bytes that are no text', () => {
    const latin1 = Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0x31);
    expect(thrown(() => readCsv(latin1, { source: 'old.csv' })).message).toMatch(
      /^old\.csv: this is not text in UTF-8/,
    );
  });

  test('what is no text at all', () => {
    for (const input of [undefined, null, 7, {}, new ArrayBuffer(2)])
      expect(thrown(() => readCsv(input as unknown as string)).message).toMatch(/^readCsv: expected text, bytes/);
  });
});
