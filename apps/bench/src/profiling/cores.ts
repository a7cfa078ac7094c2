import { Worker } from 'node:worker_threads';
import { wasm } from '@nn/matrix';
import { stepTime } from './measure.js';
import { short, table } from './table.js';
import { trainings } from './trainings.js';

/** How often a word goes back and forth. */
const TURNS = 5000;
const BURSTS = 20;
const ROUNDS = 30;

/** In a thread of its own: answers every odd number with the even one after it. */
const answerProgram = `
const { parentPort, workerData: word } = require('node:worker_threads');
parentPort.on('message', () => {
  for (let turn = 0; turn < ${TURNS}; turn++) {
    while (Atomics.load(word, 0) !== 2 * turn + 1);
    Atomics.store(word, 0, 2 * turn + 2);
  }
  parentPort.postMessage('done');
});`;

/** Nanoseconds from the writing of a word on one core to its being seen on the other, in one burst. */
async function burst(worker: Worker, word: Int32Array): Promise<number> {
  word[0] = 0;
  const done = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage('go');
  let began = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    Atomics.store(word, 0, 2 * turn + 1);
    while (Atomics.load(word, 0) !== 2 * turn + 2);
    // The first turn waits for the thread to wake.
    if (turn === 0) began = performance.now();
  }
  const milliseconds = performance.now() - began;
  await done;
  return (1e6 * milliseconds) / (2 * (TURNS - 1));
}

/** The same undisturbed: what disturbs makes a burst longer. */
async function handover(worker: Worker, word: Int32Array): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < BURSTS; k++) best = Math.min(best, await burst(worker, word));
  return best;
}

/** How far apart the two cores are, again and again, and what training B takes on both meanwhile: a virtual machine's cores may move. */
export async function cores(): Promise<string> {
  const training = trainings.find(({ name }) => name === 'B')!;
  const word = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(answerProgram, { eval: true, workerData: word });
  const rows: string[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const nanoseconds = await handover(worker, word);
    rows.push([short(nanoseconds), short(stepTime(training, wasm({ threads: 2 })).microseconds)]);
  }
  await worker.terminate();
  return [
    '## How far apart the cores are',
    'In the order of time; a step of training B.',
    table(['from core to core, nanoseconds', 'a step on two threads, microseconds'], rows),
  ].join('\n\n');
}
