import { CsvError, parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readCsv, readTables, type Table, TableError } from '../src/index.js';
import { pieces, thrown, whole, wholeNumbers } from './support.js';

/** The cells of a text as csv-parse reads them; its error where it refuses it. */
function oracle(text: string, delimiter: string): string[][] | CsvError {
  try {
    const options = {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    };
    return parse(text, options) as string[][];
  } catch (error) {
    return error as CsvError;
  }
}

const cells = ({ columns, rows }: Table) => Array.from({ length: rows }, (_, i) => columns.map((c) => c.cells[i]!));

/** A text of pieces that matter to CSV, as good as never by its rules. */
function scribble(next: (below: number) => number): string {
  const bits = ['a', '1', ' ', '"', '""', ',', ',', ';', '\n', '\n', '\r\n', '\r', 'é', '😀', '\t', '\0', "'", '"x"'];
  return Array.from({ length: next(40) }, () => bits[next(bits.length)]!).join('');
}

/** What readCsv should make of rows: the same cells, or an error of their shape. */
function expected(rows: string[][] | CsvError): string[][] | undefined {
  if (rows instanceof CsvError || rows.length === 0) return undefined;
  const cols = rows[0]!.length;
  return rows.every((row) => row.length === cols) ? rows : undefined;
}

describe('whatever the text, cells are those of csv-parse', () => {
  test.each([',', ';', '||'])('between %j', async (delimiter) => {
    let [read, refused] = [0, 0];
    for (let seed = 0; seed < 1000; seed++) {
      const next = wholeNumbers(seed);
      const text = delimiter === '||' ? scribble(next).replaceAll(';', '||') : scribble(next);
      // Decimal commas are another matter, and so is the line of Excel.
      // And csv-parse takes a NUL behind a closing quote for the end of the text.
      if (text.trim() === '' || text.includes('"\0') || (delimiter === ';' && /\d,\d/.test(text))) continue;
      const want = expected(oracle(text, delimiter));
      const options = { format: 'csv', header: false, delimiter } as const;
      if (want) {
        read++;
        expect(cells(readCsv(text, options)), JSON.stringify(text)).toEqual(want);
        const parts = whole(readTables(pieces(text, 1 + next(5)), options));
        expect(cells(await parts), JSON.stringify(text)).toEqual(want);
      } else {
        refused++;
        const { message } = thrown(() => readCsv(text, options));
        expect(message, JSON.stringify(text)).toMatch(/^<input>:\d+: (this row has|a quote|a cell goes on)/);
        await expect(whole(readTables(pieces(text, 1 + next(5)), options)), JSON.stringify(text)).rejects.toThrow(
          new TableError(message),
        );
      }
    }
    expect(Math.min(read, refused)).toBeGreaterThan(100);
  });
});

test('a quote of another kind, and none', () => {
  expect(cells(readCsv("a,b\n'1,5','it''s \"so\"'\n", { quote: "'" }))).toEqual([['1,5', 'it\'s "so"']]);
  expect(cells(readCsv('a,b\n"1,5"\n', { quote: '' }))).toEqual([['"1', '5"']]);
  expect(thrown(() => readCsv('a\n1', { quote: ',', delimiter: ',' })).message).toBe(
    "readCsv: quote: expected another character than the delimiter, got ','",
  );
});
