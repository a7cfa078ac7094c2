import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBytes, readCsvFile } from '../src/node.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables ü '));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is read, and its path stands in messages', async () => {
  const path = join(folder, 'données.csv');
  await writeFile(path, '\uFEFFa;b\r\n1,5;é\r\n');
  const table = await readCsvFile(path);
  expect(table.columns).toEqual([
    { name: 'a', cells: ['1.5'] },
    { name: 'b', cells: ['é'] },
  ]);
  expect(table.source).toBe(path);
  expect((await readCsvFile(path, { source: 'mine' })).source).toBe('mine');
  await writeFile(path, 'a,b\n1\n');
  await expect(readCsvFile(path)).rejects.toThrow(`${path}:2: this row has 1 cell`);
});

test('bytes are as they are in the file', async () => {
  const path = join(folder, 'bytes');
  await writeFile(path, Uint8Array.of(0, 255, 13, 10));
  expect([...(await readBytes(path))]).toEqual([0, 255, 13, 10]);
});

test('a file that is not there is an error of the system', async () => {
  await expect(readCsvFile(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
});
