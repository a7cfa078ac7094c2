import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Table } from '@nn/data';

const cli = dirname(createRequire(import.meta.url).resolve('@nn/cli/package.json'));

/** The command `nn`, as it is installed. */
const NN = join(cli, 'bin', 'nn.js');

/** A command that runs, and what it came to. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<{ code: number | null; err: string; out: string }>;
}

/** Runs `nn` in a folder, in a process of its own. */
export function nn(
  folder: string,
  args: readonly string[],
  options: { node?: string; flags?: readonly string[] } = {},
): Running {
  const { node = process.execPath, flags = [] } = options;
  const child = spawn(node, [...flags, NN, ...args], { cwd: folder });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  return { process: child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, err, out }))) };
}

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Writes a table as CSV. */
export function writeTable(path: string, { columns, rows }: Table): void {
  const lines = Array.from({ length: rows }, (_, i) => columns.map(({ cells }) => cells[i]).join(','));
  writeFileSync(path, `${[columns.map(({ name }) => name).join(','), ...lines].join('\n')}\n`);
}
