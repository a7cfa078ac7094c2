import { Worker } from 'node:worker_threads';
import { type Formula, formula, mul } from '@nn/formula';
import { compile, executable, fmaAvailable, matmul, random, setDefaultBackend, wasm } from '@nn/matrix';
import { TURN_FLOPS, turnModule } from '../contestants/peak.js';
import { short, table } from './table.js';

const SECONDS = 0.5;

/** In a thread of its own: how many turns of multiplications and additions it makes in a while. */
const peakProgram = `
const { parentPort, workerData } = require('node:worker_threads');
const { turn } = new WebAssembly.Instance(new WebAssembly.Module(workerData.bytes)).exports;
turn(1e6);
parentPort.once('message', () => {
  let turns = 0;
  const began = performance.now();
  while (performance.now() - began < ${1000 * SECONDS}) { turn(2e5); turns += 2e5; }
  parentPort.postMessage(turns / (performance.now() - began) * 1000);
});
parentPort.postMessage('ready');`;

/** Operations a second that so many threads make at once, each by itself. */
async function peak(threads: number): Promise<number> {
  const bytes = turnModule();
  const workers = Array.from({ length: threads }, () => new Worker(peakProgram, { eval: true, workerData: { bytes } }));
  const next = (worker: Worker) => new Promise<unknown>((resolve) => worker.once('message', resolve));
  await Promise.all(workers.map(next));
  const rates = workers.map(async (worker) => {
    worker.postMessage('go');
    return (await next(worker)) as number;
  });
  const total = (await Promise.all(rates)).reduce((a, b) => a + b, 0);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return total * TURN_FLOPS;
}

/** The best of some runs, in seconds. */
function fastest(run: () => void, milliseconds = 400): number {
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const began = performance.now();
    run();
    best = Math.min(best, performance.now() - began);
  }
  return best / 1000;
}

/** Bytes a second that y = 2 x reads and writes, of matrices of so many bytes each. */
function bandwidth(threads: number, bytes: number): number {
  const backend = wasm({ threads });
  const count = bytes / 4;
  const place = () => ({ region: backend.region(count), offset: 0, rows: 1, cols: count });
  const [x, y] = [place(), place()];
  const twice: Formula = formula(['x'], (of) => mul(2, of));
  const plan = compile({ backend, inputs: { x }, outputs: [{ value: twice.expression, into: y }], batch: 0 });
  const program = executable(backend, [plan]);
  const seconds = fastest(() => program.run(0));
  program.free();
  for (const { region } of [x, y]) region.free();
  return (2 * bytes) / seconds;
}

/** Operations a second of a product of square matrices, copies included. */
function product(threads: number, n: number, fma: boolean): number {
  setDefaultBackend(wasm({ threads, fma }));
  const [a, b] = [random(1).uniform(n, n), random(2).uniform(n, n)];
  const out = matmul(a, b);
  return (2 * n ** 3) / fastest(() => matmul(a, b, { out }));
}

/** What the machine can do at most, and what products reach of it. */
export async function roofline(): Promise<string> {
  const giga = (rate: number) => short(rate / 1e9);
  const both = (measure: (threads: number) => number) => [1, 2].map((threads) => giga(measure(threads)));
  const fused = fmaAvailable()
    ? [['product of 1024 x 1024 with fma, GFLOP/s', ...both((t) => product(t, 1024, true))]]
    : [];
  const rows = [
    ['multiplications and additions of four numbers, GFLOP/s', giga(await peak(1)), giga(await peak(2))],
    ...[128, 512, 1024].map((n) => [`product of ${n} x ${n}, GFLOP/s`, ...both((t) => product(t, n, false))]),
    ...fused,
    ...(
      [
        ['256 KiB', 2 ** 18],
        ['4 MiB', 2 ** 22],
        ['128 MiB', 2 ** 27],
      ] as const
    ).map(([name, bytes]) => [`reading and writing ${name} each, GB/s`, ...both((t) => bandwidth(t, bytes))]),
  ];
  return `## What the machine can do\n\n${table(['', 'one thread', 'two threads'], rows)}\n`;
}
