import { describe, expect, test } from 'vitest';
import { fitPipeline, type Pipeline, pipelineFitter, readTable, readTables, type Table } from '../src/index.js';
import { columns, many, pieces, thrown, wholeNumbers } from './support.js';

type Task = 'classes' | 'number' | undefined;

/** What is learnt from parts, two times over. */
function fitParts(parts: readonly Table[], target: string, task?: Task): Pipeline {
  const fitter = pipelineFitter({ target, task });
  for (const part of parts) fitter.push(part);
  expect(fitter.end()).toBeUndefined();
  for (const part of parts) fitter.push(part);
  return fitter.end()!;
}

/** A table cut at random places. */
function cut(table: Table, below: (n: number) => number): Table[] {
  const parts: Table[] = [];
  for (let from = 0; from < table.rows; ) {
    const size = 1 + below(30);
    parts.push(table.select(many(Math.min(size, table.rows - from), String).map((i) => from + Number(i))));
    from += size;
  }
  return parts;
}

/** Columns of each kind there is, with what is missing in them. */
function made(below: (n: number) => number): Table {
  const rows = 20 + below(150);
  const one = (...cells: readonly string[]) => cells[below(cells.length)]!;
  return columns({
    decimals: many(rows, () => one(String(below(1e6) / 7), '', 'NA', String(below(1e6) / 1e9))),
    whole: many(rows, () => String(below(5))),
    words: many(rows, () => one('a', 'b ', ' none', '?', 'ccccccccccccccccccccccc')),
    same: many(rows, () => '0.1'),
    empty: many(rows, () => one('', 'NA')),
    id: many(rows, (i) => `row ${i}`),
    prices: many(rows, () => `$${below(7)}.50`),
    mostlyWords: many(rows, (i) => (i < 4 ? String(i) : one('x', 'y', 'z'))),
    label: many(rows, () => one('1', '1.0', '2', '03', '3.')),
    amount: many(rows, () => String(below(1e6) / 3)),
    named: many(rows, () => one('yes', 'no', '10', '9', '1a', 'x', 'y', 'z', 'u', 'v', 'w', '2b')),
  });
}

describe('a pipeline learnt from parts', () => {
  test.each<[string, Task]>([
    ['label', undefined],
    ['amount', undefined],
    ['named', undefined],
    ['label', 'number'],
    ['label', 'classes'],
  ])('is that of the whole, to the bit, and so are its notes: target %s, task %s', (target, task) => {
    const below = wholeNumbers(target.length);
    for (let round = 0; round < 20; round++) {
      const table = made(below);
      const whole = fitPipeline(table, { target, task });
      const parts = fitParts(cut(table, below), target, task);
      expect(parts.toJSON()).toEqual(whole.toJSON());
      expect(parts.notes).toEqual(whole.notes);
      // Nor does the order of rows matter.
      const { train, test } = table.split({ test: 0.3, seed: round });
      expect(fitParts([test, train], target, task).toJSON()).toEqual(whole.toJSON());
    }
  });

  test('of keys that come later, as the whole table has them', async () => {
    const line = (i: number) => JSON.stringify({ a: i / 3, y: i % 2, ...(i > 5000 && { late: i, word: `w${i % 3}` }) });
    const text = many(9000, line).join('\n');
    const reading = { format: 'jsonl' } as const;
    const parts: Table[] = [];
    for await (const part of readTables(pieces(text, 50_000), reading)) parts.push(part);
    const whole = fitPipeline(await readTable(pieces(text, 50_000), reading), { target: 'y' });
    expect(parts.length).toBeGreaterThan(2);
    expect(fitParts(parts, 'y').toJSON()).toEqual(whole.toJSON());
    expect(fitParts(parts, 'y').notes).toEqual(whole.notes);
  });

  test.each<[string, Record<string, string[]>, Task]>([
    ['a target that is missing', { a: ['1', '2', '3'], y: ['u', '', 'v'] }, undefined],
    ['a target of one class', { a: ['1', '2', '3'], y: ['u', 'u', 'u'] }, undefined],
    ['a target of words', { a: ['1', '2', '3'], y: ['u', 'v', 'w'] }, 'number'],
    ['numbers among which is a word', { a: ['1', 'x', '3'], y: ['u', 'v', 'w'] }, undefined],
    ['numbers that are too large', { a: ['1e200', '2', '3'], y: ['u', 'v', 'w'] }, undefined],
    ['nothing to learn from', { a: ['', '', ''], y: ['u', 'v', 'w'] }, undefined],
    ['no such column', { a: ['1', '2', '3'], Y: ['u', 'v', 'w'] }, undefined],
    ['one row', { a: ['1'], y: ['u'] }, undefined],
  ])('refuses as that of the whole does: %s', (_, cells, task) => {
    const table = columns(cells);
    const rows = many(table.rows, String).map((i) => table.select([Number(i)]));
    const whole = thrown(() => fitPipeline(table, { target: 'y', task }));
    expect(thrown(() => fitParts(rows, 'y', task))).toEqual(whole);
    expect(whole.name).toBe('TableError');
  });

  test('refuses two passes that differ', () => {
    const fitter = pipelineFitter({ target: 'y' });
    const table = columns({ a: ['1', '2', '3'], y: ['u', 'v', 'u'] });
    fitter.push(table);
    fitter.end();
    fitter.push(table.select([0]));
    expect(thrown(() => fitter.end()).message).toBe(
      'test.csv: the second pass had 1 row, the first 3; expected the same table twice',
    );
  });
});
