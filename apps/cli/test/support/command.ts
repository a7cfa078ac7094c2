import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iris, type Table } from '@nn/data';
import { afterAll, beforeAll } from 'vitest';
import { run } from '../../src/run.js';
import type { Terminal } from '../../src/terminal/io.js';

/** What a command said and how it ended. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function runWith(
  args: readonly string[],
  terminal: Pick<Terminal, 'live' | 'columns'> & Partial<Pick<Terminal, 'env'>>,
  signal: AbortSignal = new AbortController().signal,
  heard: (err: string) => void = () => {},
): Promise<Result> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    out: (t) => {
      out += t;
    },
    err: (t) => {
      err += t;
      heard(err);
    },
    width: terminal.columns,
    env: {},
    terminal: terminal.live,
    ...terminal,
    signal,
  });
  return { code, out, err };
}

const words = (text: string) => text.split(' ').filter(Boolean);

/** Runs `nn` with these arguments in this process; `text` is split at spaces, further arguments are taken as they are. */
export const nn = (text: string, ...more: readonly string[]): Promise<Result> =>
  runWith([...words(text), ...more], { live: false, columns: 80 });

/** Runs `nn` as on a terminal that is so many characters wide. */
export const nnOnTerminal = (columns: number, text: string, env: Terminal['env'] = {}): Promise<Result> =>
  runWith(words(text), { live: true, columns, env });

/** Runs `nn` with these variables in its environment. */
export const nnIn = (env: Terminal['env'], text: string): Promise<Result> =>
  runWith(words(text), { live: false, columns: 80, env });

/** An empty folder of their own, in which the tests of a file work. */
export function ownFolder(): void {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'nn-cli-'));
  beforeAll(() => process.chdir(folder));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The least that is a safetensors file: a header of two bytes, and no tensor. */
export const EMPTY_MODEL = '\u0002\0\0\0\0\0\0\0{}';

/** The files that are there, those that begin with a dot too. */
export const files = (): string[] => readdirSync('.').sort();

type Cell = string | number;

/** Writes rows, or a text as it is, as a file; gives its name. */
export function csv(name: string, rows: string | readonly (readonly Cell[])[]): string {
  writeFileSync(name, typeof rows === 'string' ? rows : rows.map((row) => `${row.join(',')}\n`).join(''));
  return name;
}

/** A table as a CSV file. */
export const csvOf = (name: string, table: Table): string =>
  csv(name, [
    table.columns.map((c) => c.name),
    ...Array.from({ length: table.rows }, (_, i) => table.columns.map((c) => c.cells[i]!)),
  ]);

/** The irises in two files: 105 to learn from, 45 to be tested with; gives the table of the latter. */
export function irisFiles(): Table {
  const { train, test } = iris().split({ test: 0.3, stratify: 'species', seed: 3 });
  csvOf('iris.csv', train);
  csvOf('iris-test.csv', test);
  return test;
}

/** Runs `nn` until standard error has said this, then stops it as Ctrl-C does. */
export async function nnStopped(when: string, args: string): Promise<Result> {
  const controller = new AbortController();
  return runWith(words(args), { live: false, columns: 80 }, controller.signal, (err) => {
    if (err.includes(when)) controller.abort();
  });
}
