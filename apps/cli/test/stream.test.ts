import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fitPipeline, readCsv, table } from '@nn/data';
import { random, zeros } from '@nn/matrix';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scratchIn } from '../src/data/scratch.js';
import { openSpool } from '../src/training/spool.js';
import { streamedRows } from '../src/training/streamed-rows.js';
import { csv, files, nn, nnStopped, ownFolder } from './support/command.js';

ownFolder();

const ROWS = 3000;
const numbers = random(4).uniform(ROWS, 6).toArray();
const HEAD = ['a', 'b', 'town', 'id', 'kind', 'amount'];

/** A row with numbers, words, what is missing in both, a class and an amount; wide enough that the file comes in several parts. */
function row(i: number): (string | number)[] {
  const [a, b, c, d, e] = numbers[i] as [number, number, number, number, number];
  const town = c < 0.1 ? '' : ['Bern', 'Kyiv', 'a place with a long name'][Math.floor(3 * c)]!;
  const kind = e < 0.05 ? 'seldom' : a + b > 1 ? 'high' : 'low';
  return [d < 0.1 ? 'NA' : a, b * 1e6, town, `row ${i} ${'.'.repeat(40)}`, kind, a * 10 + b];
}
const rows = Array.from({ length: ROWS }, (_, i) => row(i));

beforeAll(() => {
  csv('t.csv', [HEAD, ...rows]);
});
afterEach(() => {
  for (const name of files()) if (name !== 't.csv') rmSync(name, { recursive: true });
});

const bytes = (name: string) => readFileSync(name).toString('base64');

/** What a command says, without the name of its model's file and how fast it was. */
const said = ({ err }: { err: string }, name: string) =>
  err.replaceAll(name, 'm').replace(/[\d,]+ samples\/s/g, 'fast');

const short = '--hidden 5 --epochs 3 --batch-size 50';

describe('a table that is not held in memory gives the same model, to the bit, and the same words', () => {
  test.each([
    ['classes', '--target kind'],
    ['a number', '--target amount'],
    ['numbers as classes', '--target kind --types a=category'],
    ['nothing held back', '--target kind --validation 0'],
    ['whole batches, another seed', '--target amount --batch-size all --seed 5 --validation 0.5'],
  ])('%s', async (_, flags) => {
    const held = await nn(`train t.csv ${short} ${flags} --model held.safetensors`);
    const streamed = await nn(`train t.csv ${short} ${flags} --model streamed.safetensors --stream`);
    expect(streamed.code).toBe(0);
    expect(said(streamed, 'streamed.safetensors')).toBe(said(held, 'held.safetensors'));
    expect(bytes('streamed.safetensors')).toBe(bytes('held.safetensors'));
    expect(files()).toEqual(['held.safetensors', 'streamed.safetensors', 't.csv']);
  });

  test.each(['validating  epoch 2/3', 'training on all rows  epoch 1/'])('stopped at %s', async (place) => {
    await nn(`train t.csv ${short} --target kind --model held.safetensors`);
    const train = `train t.csv ${short} --target kind --model streamed.safetensors --stream`;
    expect((await nnStopped(place, train)).code).toBe(130);
    expect(files()).toEqual(['held.safetensors', 'streamed.checkpoint', 't.csv']);
    expect((await nn(`${train} --resume`)).code).toBe(0);
    expect(bytes('streamed.safetensors')).toBe(bytes('held.safetensors'));
    expect(files()).toEqual(['held.safetensors', 'streamed.safetensors', 't.csv']);
  });

  test('with a page about it', async () => {
    const { code } = await nn(`train t.csv ${short} --target kind --model m.safetensors --stream --report r.html`);
    expect(code).toBe(0);
    expect(readFileSync('r.html', 'utf8')).toContain('</html>');
  });
});

describe('what is refused', () => {
  test.each([
    [
      'a row without a target',
      'a,y\n1,u\n2,\n3,v\n4,u\n',
      '--target y',
      1,
      'nn: bad.csv:3, column y: the target is missing (1 such row); leave these rows out, or use them for prediction\n',
    ],
    [
      'no such column',
      'a,y\n1,u\n2,v\n3,v\n',
      '--target Y',
      1,
      "nn: bad.csv: there is no column 'Y'; did you mean 'y'?\n",
    ],
    [
      'a preview',
      'a,y\n1,u\n2,v\n',
      '--target y --dry-run',
      2,
      'nn: --stream: --dry-run looks at the table in memory; give it a part of the rows, and leave --stream out\n',
    ],
  ])('%s', async (_, text, flags, exit, message) => {
    csv('bad.csv', text);
    const { code, err } = await nn(`train bad.csv ${flags} --stream`);
    expect(err).toContain(message);
    expect(code).toBe(exit);
    expect(files()).toEqual(['bad.csv', 't.csv']);
  });

  test('a place that cannot be written, with what is needed there', () =>
    expect(openSpool('no/folder/rows', 1e6, { inputs: 100, outputs: 20 })).rejects.toThrow(
      'no/folder/rows: 1000000 rows of 120 numbers could not be written there: there is no such file; they need 480 MB. Make room, or give --model a place on another disk',
    ));
});

test.skipIf(!existsSync('/dev/full'))('a full disk is said, with what is needed', async () => {
  const spool = await openSpool('/dev/full', 5000, { inputs: 3, outputs: 1 });
  await expect(spool.push({ x: zeros(2, 3), t: zeros(2, 1), notes: [] })).rejects.toThrow(
    '/dev/full: 5000 rows of 4 numbers could not be written there: no space is left on the device; they need 1 MB. Make room, or give --model a place on another disk',
  );
  await spool.close();
});

test('of rows held back no more than so many are in memory, the first of the shuffle; that is said', async () => {
  const whole = readCsv(readFileSync('t.csv'), { source: 't.csv' });
  const cuts: number[][] = [];
  const labels = table([whole.column('kind')], { lines: rows.map((_, i) => i) });
  const streamed = streamedRows({
    table: {
      parts: async function* () {
        for (let from = 0; from < ROWS; from += 700)
          yield whole.select(Array.from({ length: Math.min(700, ROWS - from) }, (_, i) => from + i));
      },
    },
    labels,
    pipeline: fitPipeline(whole, { target: 'kind' }),
    scratch: scratchIn('.'),
    most: 50,
    cut: (...rows) => cuts.push(rows),
  });
  const options = { test: 0.2, stratify: 'kind', seed: 3 };
  const expected = whole.split(options);
  const { train, test: held } = await streamed.split(options);
  expect(cuts).toEqual([[50, 600]]);
  expect(held.lines).toEqual(expected.test.lines.slice(0, 50));
  expect(held.columns.map(({ cells }) => cells)).toEqual(expected.test.columns.map(({ cells }) => cells.slice(0, 50)));
  await train.encoded({ target: 'kind' }, async ({ x, looked }) => {
    expect([x.rows, looked.rows.rows, looked.x.rows]).toEqual([2400, 50, 50]);
    expect(looked.rows.lines).toEqual(Array.from({ length: 50 }, (_, i) => expected.train.lines[48 * i]));
  });
  expect(files()).toEqual(['t.csv']);
});
