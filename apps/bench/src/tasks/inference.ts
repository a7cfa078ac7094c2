import type { Measure, Task } from './task.js';

const sizes = [784, 128, 10];
const parameters = 784 * 128 + 128 + 128 * 10 + 10;

const inference = (rows: number, title: string, measure: Measure): Task => ({
  id: `inference-${rows}`,
  choice: 'inference',
  title,
  measure: { ...measure, bytes: 4 * (rows * 784 + parameters) },
  job: (inputs) => ({
    kind: 'inference',
    sizes,
    hidden: 'relu',
    output: 'softmax',
    weights: inputs.weights(sizes),
    x: inputs.test.x,
    rows,
  }),
});

/** What a network of B's size predicts: many rows, and how long one takes. */
export const inferences: readonly Task[] = [
  inference(1000, 'Inference: 784-128-10, 1,000 rows', { unit: 'rows/s', show: 'rate', work: 1000, scale: 1 }),
  inference(1, 'Inference: 784-128-10, one row', { unit: 'µs', show: 'time', work: 1, scale: 1e6 }),
];
