import { type Backend, type Matrix, random, zeros } from '@nn/matrix';
import { network, steps } from '@nn/net';
import { layersOf, type Training } from './trainings.js';

/** So many made-up samples: how long a training takes does not depend on what they are. */
function samples(rows: number, inputs: number, outputs: number): { x: Matrix; t: Matrix } {
  const x = random(0).uniform(rows, inputs);
  const t = zeros(rows, outputs);
  for (let i = 0; i < rows; i++) t.data[i * outputs + (i % outputs)] = 1;
  return { x, t };
}

/** How often steps are timed; the fastest counts, since all that disturbs makes them slower. */
const ROUNDS = 9;
/** How long a round takes, in milliseconds. */
const ROUND = 150;

/** The time of one training step in microseconds; `reset` is called when all is warm. */
export function stepTime(
  training: Training,
  backend: Backend,
  { rows = 8000, reset = () => {} } = {},
): { microseconds: number; steps: number } {
  const { sizes, loss, optimizer, batchSize } = training;
  const { x, t } = samples(rows, sizes[0]!, sizes.at(-1)!);
  const model = network({ inputs: sizes[0]!, layers: layersOf(training), backend });
  const updates = steps(model, x, t, { loss, optimizer: optimizer(), batchSize, shuffle: false });
  const run = (count: number): number => {
    const began = performance.now();
    for (let i = 0; i < count; i++) updates.next();
    return performance.now() - began;
  };
  let count = 1;
  while (run(count) < ROUND) count *= 2;
  run(count);
  reset();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) best = Math.min(best, run(count));
  return { microseconds: (1000 * best) / count, steps: ROUNDS * count };
}
