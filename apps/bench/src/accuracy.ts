// `nn train` with nothing but --target, against scikit-learn's StandardScaler and MLP with defaults: the mean of 5 splits of tables
// that nn has never seen, kept in results/accuracy.json. Names of tables may be given, and then nothing is kept: `npm run accuracy -- iris wine`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { home } from './paths.js';
import type { TableAccuracy } from './report/accuracy.js';
import { save } from './save.js';

const SEEDS = 5;

const nnPath = join(dirname(createRequire(import.meta.url).resolve('@nn/cli/package.json')), 'bin', 'nn.js');
const folder = mkdtempSync(join(tmpdir(), 'nn-accuracy-'));

/** What accuracy.py prints. */
interface Peer {
  readonly sklearn: string;
  readonly results: Record<
    string,
    { task: TableAccuracy['task']; rows: number; scores: number[]; standardized: number[] }
  >;
}

function run(command: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stderr}`);
  return stdout;
}

/** Accuracy for classes, R² for numbers, on rows that were not trained on. */
function score(table: string, seed: number): number {
  const [train, test] = ['train', 'test'].map((part) => join(folder, `${table}-${seed}-${part}.csv`));
  const model = join(folder, `${table}-${seed}.safetensors`);
  run(process.execPath, [nnPath, 'train', train!, '--target', 'target', '--model', model, '--seed', String(seed)]);
  const quality = JSON.parse(run(process.execPath, [nnPath, 'evaluate', model, test!, '--json']));
  return quality.accuracy ?? quality.r2;
}

const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

try {
  const python = process.env.PYTHON ?? '/usr/bin/python3';
  const script = join(home, 'python', 'accuracy.py');
  const wanted = process.argv.slice(2);
  const { sklearn, results }: Peer = JSON.parse(run(python, [script, folder, String(SEEDS), ...wanted]));
  const tables: TableAccuracy[] = [];
  const heading = ['nn', 'sklearn', 'and target standardized'].map((name) => name.padStart(8)).join(' ');
  console.log(`${'table'.padEnd(16)} ${'measure'.padEnd(9)} ${heading}   each split: nn, sklearn`);
  for (const [table, { task, rows, scores, standardized }] of Object.entries(results)) {
    const own = scores.map((_, seed) => score(table, seed));
    const each = own.map((s, k) => `${s.toFixed(3)} ${scores[k]!.toFixed(3)}`).join('; ');
    const measure = task === 'classes' ? 'accuracy' : 'R²';
    const fair = standardized.length > 0 ? mean(standardized).toFixed(4) : '';
    const means = `${mean(own).toFixed(4).padStart(8)} ${mean(scores).toFixed(4).padStart(8)} ${fair.padStart(23)}`;
    console.log(`${table.padEnd(16)} ${measure.padEnd(9)} ${means}   ${each}`);
    const [ours, theirs] = [mean(own), mean(scores)];
    tables.push({
      ...{ name: table, task, rows, nn: ours, sklearn: theirs },
      ...(fair && { standardized: mean(standardized) }),
    });
  }
  if (wanted.length === 0) save('accuracy', { splits: SEEDS, sklearn, tables });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
