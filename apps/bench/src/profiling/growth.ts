import { wasm } from '@nn/matrix';
import { stepTime } from './measure.js';
import { short, table } from './table.js';
import { type Training, trainings } from './trainings.js';

/** How the time of a sample grows with batch, width, depth and data, beginning from training B. */
export async function growth(): Promise<string> {
  const base = trainings.find(({ name }) => name === 'B')!;
  const perSample = (training: Training, threads: number, rows?: number) =>
    stepTime(training, wasm({ threads }), rows === undefined ? {} : { rows }).microseconds / training.batchSize;
  const line = (name: string | number, training: Training, rows?: number) => [
    name,
    short(perSample(training, 1, rows)),
    short(perSample(training, 2, rows)),
  ];
  const head = (what: string) => [what, 'one thread', 'two threads'];
  return [
    '## How it grows',
    'Microseconds a sample of training B (784-128-10, batches of 32), with one thing changed.',
    table(
      head('batch'),
      [1, 4, 16, 32, 64, 128, 512].map((batchSize) => line(batchSize, { ...base, batchSize })),
    ),
    table(
      head('width of the hidden layer'),
      [16, 64, 128, 256, 512, 1024].map((w) => line(w, { ...base, sizes: [784, w, 10] })),
    ),
    table(
      head('hidden layers of 128'),
      [1, 2, 4, 8, 16].map((n) => line(n, { ...base, sizes: [784, ...Array(n).fill(128), 10] })),
    ),
    table(
      head('samples in the data'),
      [320, 3200, 32_000, 128_000].map((rows) => line(rows, base, rows)),
    ),
  ].join('\n\n');
}
