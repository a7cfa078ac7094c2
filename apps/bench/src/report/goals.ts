import type { Entry, PeakMemory, Results } from '../results.js';
import { median } from '../statistics.js';
import { best, speedup } from './compared.js';
import { digits } from './format.js';

/** What was aimed at, and what was reached. */
export interface Goal {
  readonly what: string;
  readonly wanted: string;
  /** Undefined where it was not measured. */
  readonly reached: { readonly text: string; readonly met: boolean } | undefined;
}

const nn1 = /^nn-1$/;
const nn2 = /^nn-2$/;
const nn = /^nn-\d$/;
const blas = /^nn-blas-\d$/;
const torch = /^torch-/;

export function goals(results: Results): Goal[] {
  const sides = (id: string, a: RegExp, b: RegExp): [Entry, Entry] | undefined => {
    const task = results.tasks.find((t) => t.id === id);
    const [x, y] = [best(task, a), best(task, b)];
    return x && y && [x, y];
  };
  /** How many times as fast the best of `a` is as the best of `b`. */
  const times = (what: string, task: string, a: RegExp, b: RegExp, least: number, wanted = `${least} times`): Goal => {
    const pair = sides(task, a, b);
    const ratio = pair && speedup(...pair).median;
    return {
      what,
      wanted: `at least ${wanted}`,
      reached: ratio === undefined ? ratio : { text: `${digits(ratio)} times`, met: ratio >= least },
    };
  };
  /** The same as a share in percent. */
  const share = (what: string, task: string, a: RegExp, b: RegExp, least: number): Goal => {
    const pair = sides(task, a, b);
    const ratio = pair && speedup(...pair).median;
    const text = (r: number) => `${digits(100 * r)} %`;
    return {
      what,
      wanted: `at least ${text(least)}`,
      reached: ratio === undefined ? ratio : { text: text(ratio), met: ratio >= least },
    };
  };
  const size = (what: 'predict' | 'train', title: string, most: number): Goal => {
    const bytes = results.sizes.find((s) => s.name === 'nn' && s.what === what)?.gzipped;
    const reached = bytes === undefined ? bytes : { text: `${digits(bytes / 1000)} kB`, met: bytes <= 1000 * most };
    return { what: title, wanted: `at most ${most} kB`, reached };
  };
  const step = results.tasks.find(({ id }) => id === 'xor')?.entries.find(({ id }) => id === 'nn-1');
  const micros =
    step &&
    (1e6 * median(step.seconds)) / (step.part * (results.tasks.find(({ id }) => id === 'xor')?.measure.work ?? 1));

  return [
    times('A against PyTorch, one thread', 'A', nn1, torch, 2.5),
    times('A against PyTorch, two threads', 'A', nn2, torch, 3),
    times('A against tfjs-wasm', 'A', nn, /^tfjs-wasm/, 40),
    times('A against PyTorch, the moonshot', 'A', nn, torch, 4),
    times('B against PyTorch, one thread', 'B', nn1, torch, 1.7),
    times('B against PyTorch, two threads', 'B', nn2, torch, 2.2),
    times('B against PyTorch, with BLAS', 'B', blas, torch, 3),
    times('C against PyTorch, two threads', 'C', nn2, torch, 1, 'as fast'),
    times('C against PyTorch, with BLAS', 'C', blas, torch, 2),
    times('C against PyTorch, the moonshot', 'C', nn, torch, 1.3),
    times('A step of XOR against PyTorch', 'xor', nn1, torch, 30),
    {
      what: 'A step of XOR',
      wanted: 'at most 3 µs',
      reached: micros === undefined ? micros : { text: `${digits(micros)} µs`, met: micros <= 3 },
    },
    share('Matrix product of 1024 against multiply and add alone, one thread', 'matmul-1024', nn1, /^peak$/, 0.7),
    share('Matrix product of 1024, two threads against two processes', 'matmul-1024', nn2, /^nn-processes$/, 0.95),
    times('Matrix product of 1024 with BLAS against NumPy', 'matmul-1024', blas, /^numpy-/, 0.97),
    times('Inference, 1,000 rows, against onnxruntime-web', 'inference-1000', nn, /^onnxruntime-/, 1, 'as fast'),
    times('Inference, 1,000 rows, against tfjs', 'inference-1000', nn, /^tfjs-/, 1, 'as fast'),
    times('Inference, one row, against onnxruntime-web', 'inference-1', nn, /^onnxruntime-/, 1, 'as fast'),
    times('Inference, one row, against tfjs', 'inference-1', nn, /^tfjs-/, 1, 'as fast'),
    times('Cold start against brain.js', 'cold', nn1, /^brain/, 1, 'as fast'),
    size('predict', 'Bundle that only predicts', 12),
    size('train', 'Bundle that trains', 20),
    memoryGoal(results.memory),
  ];
}

/** The most that a training's process may take: what is needed, 60 MB for Node and the code, 12 MB for each executor. */
export const allowed = ({ needed, executors }: PeakMemory): number => needed + 60e6 + 12e6 * executors;

function memoryGoal(memory: readonly PeakMemory[]): Goal {
  const worst = memory.toSorted((a, b) => b.peak / allowed(b) - a.peak / allowed(a))[0];
  const reached = worst && {
    text: `at worst ${digits(worst.peak / 1e6)} of ${digits(allowed(worst) / 1e6)} MB (${worst.training}, ${worst.id})`,
    met: worst.peak <= allowed(worst),
  };
  return { what: 'Peak memory of A, B and C', wanted: 'at most data, vectors, 60 MB and 12 MB an executor', reached };
}
