import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iris } from '@nn/data';
import { random } from '@nn/matrix';
import { type Machine, machine } from '../machine.js';
import { home } from '../paths.js';
import { median, ratios } from '../statistics.js';
import { type Measured, measured } from './measured.js';
import { nnPath, python } from './nn-path.js';

/** So many rows are predicted, unless others are asked for. */
const ROWS = [100_000, 1_000_000, 3_000_000];

/** What apps/bench/results/predict.json holds. */
export interface Predictions {
  readonly machine: Machine;
  readonly rounds: number;
  readonly sizes: readonly { readonly rows: number; readonly sides: Readonly<Record<string, readonly Measured[]>> }[];
}

const script = join(home, 'python', 'predict.py');

function run(command: string, args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stderr}`);
}

/** A table of so many flowers like those of iris: each of them, somewhat larger or smaller. */
async function flowers(path: string, rows: number): Promise<void> {
  const columns = iris().without('species').columns;
  const file = createWriteStream(path);
  file.write(`${columns.map(({ name }) => name).join()}\n`);
  const AT_ONCE = 10_000;
  const draws = random(0);
  for (let from = 0; from < rows; from += AT_ONCE) {
    const noise = draws.uniform(AT_ONCE, columns.length + 1, { dtype: 'f64' });
    let text = '';
    for (let i = 0; i < Math.min(AT_ONCE, rows - from); i++) {
      const flower = Math.floor(noise.at(i, columns.length) * 150);
      const cells = columns.map(({ cells }, j) => (Number(cells[flower]) + 0.6 * noise.at(i, j) - 0.3).toFixed(1));
      text += `${cells.join()}\n`;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const lines = (path: string) => readFileSync(path).reduce((n, byte) => n + Number(byte === 10), 0);

const perSecond = (rows: number, { seconds }: Measured) => rows / seconds;

/** The sides at one size, in words. */
function report(rows: number, sides: Readonly<Record<string, readonly Measured[]>>): string {
  const own = sides.nn!.map(({ seconds }) => seconds);
  const row = ([name, all]: [string, readonly Measured[]]) => {
    const ratio = ratios(
      own,
      all.map(({ seconds }) => seconds),
    );
    return [
      name.padEnd(26),
      `${Math.round(median(all.map((m) => perSecond(rows, m))))
        .toLocaleString('en')
        .padStart(10)} rows/s`,
      `${median(all.map((m) => m.seconds))
        .toFixed(2)
        .padStart(6)} s`,
      `${median(all.map((m) => m.processor))
        .toFixed(2)
        .padStart(6)} s of processors`,
      `${Math.round(Math.max(...all.map((m) => m.peak)))
        .toString()
        .padStart(5)} MiB`,
      name === 'nn'
        ? ''
        : `nn is ${ratio.median.toFixed(1)} times as fast (${ratio.low.toFixed(1)} to ${ratio.high.toFixed(1)})`,
    ]
      .join('  ')
      .trimEnd();
  };
  return [`${rows.toLocaleString('en')} rows`, ...Object.entries(sides).map((side) => `  ${row(side)}`)].join('\n');
}

/**
 * `nn predict` of tables of four columns by a network of 128 units, and what pandas and scikit-learn do of it: whole, and in parts. In turns; from the start of each process to
 * its end, standard output in a file.
 */
export async function predictions(
  sizes: readonly number[],
  rounds: number,
  say: (text: string) => void,
): Promise<Predictions> {
  const folder = mkdtempSync(join(tmpdir(), 'nn-predictions-'));
  const path = (name: string) => join(folder, name);
  try {
    const table = iris();
    const rows = Array.from({ length: table.rows }, (_, i) => table.columns.map(({ cells }) => cells[i]!).join());
    writeFileSync(path('iris.csv'), `${table.columns.map(({ name }) => name).join()}\n${rows.join('\n')}\n`);
    run(process.execPath, [
      nnPath,
      'train',
      path('iris.csv'),
      '--target',
      'species',
      '--model',
      path('iris.safetensors'),
    ]);
    run(python, [script, 'fit', path('iris.csv'), 'species', path('iris.pickle')]);
    const results: Predictions['sizes'][number][] = [];
    for (const size of sizes.length > 0 ? sizes : ROWS) {
      await flowers(path('new.csv'), size);
      const commands = {
        nn: [process.execPath, nnPath, 'predict', path('iris.safetensors'), path('new.csv')],
        'scikit-learn, whole': [python, script, 'predict', path('iris.pickle'), path('new.csv')],
        'scikit-learn, 10,000 rows': [python, script, 'predict', path('iris.pickle'), path('new.csv'), '10000'],
      };
      const sides = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as Measured[]]));
      for (let round = 0; round < rounds; round++) {
        for (const [name, command] of Object.entries(commands)) {
          sides[name]!.push(await measured(command, path('answers.csv')));
          if (lines(path('answers.csv')) !== size + 1) throw new Error(`${name} did not answer every row`);
        }
      }
      say(report(size, sides));
      results.push({ rows: size, sides });
    }
    return { machine: machine(), rounds, sizes: results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
