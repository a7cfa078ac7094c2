import { type Inputs, XOR_STEPS } from '../inputs.js';
import type { TrainingJob } from '../jobs.js';
import type { Task } from './task.js';

/** XOR in batches of all its four rows, this many times. */
export const xorJob = (inputs: Inputs, steps: number): TrainingJob => ({
  kind: 'training',
  sizes: [2, 8, 1],
  hidden: 'tanh',
  output: 'sigmoid',
  loss: 'meanSquaredError',
  optimizer: 'sgd',
  learningRate: 2,
  batchSize: 4,
  weights: inputs.weights([2, 8, 1]),
  train: { ...inputs.xor.train, rows: 4 * steps },
  test: inputs.xor.test,
});

/** The smallest of trainings: what a step costs beside its arithmetic. */
export const xor: Task = {
  id: 'xor',
  choice: 'xor',
  title: 'XOR: 2-8-1, tanh and sigmoid, mean squared error, SGD, batches of 4',
  measure: { unit: 'µs a step', show: 'time', work: XOR_STEPS, scale: 1e6 },
  job: (inputs, part) => xorJob(inputs, XOR_STEPS * part),
};
