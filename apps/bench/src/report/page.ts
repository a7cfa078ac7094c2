import { about } from '../machine.js';
import type { LearningCurves } from '../networks/curves.js';
import type { Results, TaskResult } from '../results.js';
import { type Accuracy, accuracySection } from './accuracy.js';
import { digits } from './format.js';
import { allowed } from './goal.js';
import { goals } from './goals.js';
import { bold, markdownTable } from './markdown.js';
import { missingLines } from './missing.js';
import { networksSection } from './networks.js';
import { rowsOf } from './rows.js';

const how = `## How it is measured

- Each contestant has a process of its own that stays warm, and is stopped while another one works. Each round runs everybody once, and
  begins with another one each time. What is shown is the median of the rounds and their middle half; what is said to be so many times as
  fast is the median of the ratios *within* rounds, so that what else the machine did falls on both sides.
- The same work on every side: the same samples in the same order, the same first weights, the same rates, single precision (ml-matrix has
  only double). The samples lie in the order in which they are trained on, so nobody pays for a shuffle. A run is one epoch with all that
  the library's usual way of training does; data is loaded and converted before. Loss and accuracy are those on images that were
  not trained on, so that nobody wins by not training.
- A slow side trains on a part of the samples only (\`of the work\`); its loss and accuracy are then those after that part, and its rate is that of that part.
- brain.js trains one sample at a time, with sigmoids and its own rate. scikit-learn has no sigmoid at the end of a squared error, so on A and XOR it
  minimizes the cross-entropy. PyTorch and scikit-learn are Debian's builds. tfjs has no threads in Node by itself and is helped to them.
- Inference takes rows from an array and gives an array; GB/s counts the rows and the weights once. The sums show that all computed the same.
- \`multiply and add alone\` is what one thread reaches in WebAssembly SIMD with nothing but independent multiplications and additions of four floats.`;

const commands = `\`\`\`sh
npm run peers --prefix apps/bench                    # what is compared with, in a folder of its own
apt-get install python3-torch python3-sklearn        # Debian's
npm run bench                                        # measures everything and writes this page; also: pnpm bench --help
\`\`\``;

const task = (results: Results, id: string) => results.tasks.find((t) => t.id === id);

function taskSection(results: Results, found: TaskResult | undefined): string[] {
  if (!found) return [];
  const { heading, rows } = rowsOf(results, found);
  const own = new Set(results.contestants.filter((c) => c.own).map((c) => c.name));
  const marked = rows.map(([name, ...cells]) => [own.has(name!) ? bold(name!) : name!, ...cells]);
  const absent = found.absent.map(({ id, why }) => `${id}: ${why}`).join('; ');
  return [`### ${found.title}`, markdownTable(heading, marked), ...(absent ? [`Not in it: ${absent}.`] : [])];
}

/** All sizes of matrices in one table. */
function matmulSection(results: Results): string[] {
  const tasks = results.tasks.filter(({ id }) => id.startsWith('matmul-'));
  if (tasks.length === 0) return [];
  const names = results.contestants.filter(({ id }) => tasks.some((t) => t.entries.some((e) => e.id === id)));
  const rows = names.map(({ name, own, id }) => [
    own ? bold(name) : name,
    ...tasks.map((t) => {
      const entry = t.entries.find((e) => e.id === id);
      const row = entry && rowsOf(results, { ...t, entries: [entry] }).rows[0];
      return row?.[1] ?? '';
    }),
  ]);
  const heading = ['GFLOP/s', ...tasks.map(({ id }) => id.replace('matmul-', ''))];
  return ['### Product of square matrices', markdownTable(heading, rows)];
}

function sizeSection({ sizes }: Results): string[] {
  if (sizes.length === 0) return [];
  const kB = (bytes: number) => `${digits(bytes / 1000)} kB`;
  const names = [...new Set(sizes.map(({ name }) => name))];
  const rows = names.map((name) => [
    name === 'nn' ? bold(name) : name,
    ...(['predict', 'train'] as const).map((what) => {
      const size = sizes.find((s) => s.name === name && s.what === what);
      return size ? kB(size.gzipped) + (size.beside ? ` and ${kB(size.beside)} of WebAssembly` : '') : '';
    }),
  ]);
  return [
    '### Bundle size',
    'What a page loads, minified and gzipped.',
    markdownTable(['', 'only predicts', 'trains an MLP'], rows),
  ];
}

function memorySection({ memory, contestants }: Results): string[] {
  if (memory.length === 0) return [];
  const MB = (bytes: number) => digits(bytes / 1e6);
  const rows = memory.map((m) => [
    `${contestants.find(({ id }) => id === m.id)?.name ?? m.id}: ${m.training}`,
    MB(m.peak),
    MB(m.needed),
    MB(allowed(m)),
  ]);
  return [
    '### Peak memory',
    'Resident memory of a process that reads the images and trains one epoch, in MB, beside what the data, the parameters, their gradient and the optimizer need.',
    markdownTable(['', 'peak', 'needed', 'goal'], rows),
    '`npm run heap --prefix apps/bench` makes 10,000 steps of training B and fails where the heap grows with them.',
  ];
}

/** docs/benchmarks.md. */
export function page(
  results: Results,
  accuracy: Accuracy,
  networks: { readonly nn: LearningCurves; readonly pytorch: LearningCurves },
): string {
  const { machine, contestants, missing, quick } = results;
  const reached = goals.map((goal) => {
    const r = goal.reached(results);
    return [goal.what, goal.wanted, r ? r.text : 'not measured', r ? (r.met ? 'yes' : bold('no')) : ''];
  });
  const versions = new Map(contestants.flatMap((c) => Object.entries(c.versions)));
  return `${[
    '# Benchmarks',
    '<!-- Written by `pnpm bench` from apps/bench/results/latest.json. What is to change here is to change in apps/bench/src/report. -->',
    ...(quick
      ? ['> These numbers are from a quick run, which shows that everything works. They are not to be quoted.']
      : []),
    `Everything in one run of \`npm run bench\`, ${results.rounds} rounds in ${digits(results.minutes, 2)} minutes on ${results.date}, with ${results.images}.`,
    commands,
    `Machine: ${about(machine)}.`,
    `Versions: ${[...versions].map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    ...(missing.length > 0 ? [`Not there: ${missingLines(missing).join('; ')}.`] : []),
    '![Bars of the speed of each side in each task](benchmarks.svg)',
    '## Goals',
    markdownTable(['', 'goal', 'measured', 'met'], reached),
    '## Numbers',
    ...['A', 'B', 'C', 'xor'].flatMap((id) => taskSection(results, task(results, id))),
    ...matmulSection(results),
    ...['inference-1000', 'inference-1', 'cold'].flatMap((id) => taskSection(results, task(results, id))),
    ...sizeSection(results),
    ...memorySection(results),
    how,
    accuracySection(accuracy),
    networksSection(networks.nn, networks.pytorch),
  ].join('\n\n')}\n`;
}
