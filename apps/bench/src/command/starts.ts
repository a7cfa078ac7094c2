import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digits } from '@nn/data';
import { type Machine, machine } from '../machine.js';
import { median } from '../statistics.js';
import { type Measured, measured } from './measured.js';
import { nnPath, python } from './nn-path.js';

/** What apps/bench/results/command.json holds. */
export interface Starts {
  readonly machine: Machine;
  readonly rounds: number;
  readonly sides: Readonly<Record<string, readonly Measured[]>>;
}

const seconds = (all: readonly Measured[]) => median(all.map((each) => each.seconds));

/**
 * How long the command takes to say its version, beside Node alone; and to train on the 1,797 digits, beside what a Python script needs to load its libraries before it begins. In
 * turns; from the start of each process to its end.
 */
export async function starts(rounds: number, say: (text: string) => void): Promise<Starts> {
  const folder = mkdtempSync(join(tmpdir(), 'nn-starts-'));
  const path = (name: string) => join(folder, name);
  try {
    const { columns, rows } = digits();
    const lines = Array.from({ length: rows }, (_, i) => columns.map(({ cells }) => cells[i]!).join());
    writeFileSync(path('digits.csv'), `${columns.map(({ name }) => name).join()}\n${lines.join('\n')}\n`);
    const train = ['train', path('digits.csv'), '--target', 'digit', '--model', path('digits.safetensors'), '--quiet'];
    const commands = {
      'node -e 0': [process.execPath, '-e', '0'],
      'nn --version': [process.execPath, nnPath, '--version'],
      'nn train digits.csv': [process.execPath, nnPath, ...train],
      'import torch': [python, '-c', 'import torch'],
      'import pandas, sklearn.preprocessing, torch': [python, '-c', 'import pandas, sklearn.preprocessing, torch'],
    };
    const sides = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as Measured[]]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, command] of Object.entries(commands)) sides[name]!.push(await measured(command, path('out')));
    }
    const width = Math.max(...Object.keys(sides).map((name) => name.length));
    for (const [name, all] of Object.entries(sides))
      say(`${name.padEnd(width)}  ${(1000 * seconds(all)).toFixed(0).padStart(5)} ms`);
    const [node, version, trained, torch, script] = Object.values(sides).map(seconds) as [
      number,
      number,
      number,
      number,
      number,
    ];
    say(`nn --version: ${(1000 * (version - node)).toFixed(0)} ms more than Node alone`);
    say(
      `nn train: ${(torch / trained).toFixed(2)} trainings while PyTorch is imported, ${(script / trained).toFixed(2)} while the libraries of a script are`,
    );
    return { machine: machine(), rounds, sides };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
