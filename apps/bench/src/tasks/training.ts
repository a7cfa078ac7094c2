import type { TrainingJob } from '../jobs.js';
import type { Task } from './task.js';

type Recipe = Pick<TrainingJob, 'sizes' | 'hidden' | 'output' | 'loss' | 'optimizer' | 'learningRate' | 'batchSize'>;

const classifier = {
  hidden: 'relu',
  output: 'softmax',
  loss: 'crossEntropy',
  optimizer: 'adam',
  learningRate: 0.001,
} as const;

/** The three reference trainings. */
const recipes = {
  A: {
    sizes: [784, 30, 10],
    hidden: 'sigmoid',
    output: 'sigmoid',
    loss: 'meanSquaredError',
    optimizer: 'sgd',
    learningRate: 3,
    batchSize: 10,
  },
  B: { ...classifier, sizes: [784, 128, 10], batchSize: 32 },
  C: { ...classifier, sizes: [784, 512, 256, 10], batchSize: 128 },
} satisfies Record<string, Recipe>;

const titles: Record<keyof typeof recipes, string> = {
  A: 'A: 784-30-10, sigmoid, mean squared error, SGD, batches of 10',
  B: 'B: 784-128-10, ReLU and softmax, cross-entropy, Adam, batches of 32',
  C: 'C: 784-512-256-10, ReLU and softmax, cross-entropy, Adam, batches of 128',
};

/** One epoch of A, B and C over the images. */
export const trainings = (rows: number): Task[] =>
  (['A', 'B', 'C'] as const).map((id) => ({
    id,
    choice: id,
    title: titles[id],
    measure: { unit: 'samples/s', show: 'rate', work: rows, scale: 1 },
    job: (inputs, part) => ({
      kind: 'training',
      ...recipes[id],
      weights: inputs.weights(recipes[id].sizes),
      train: { ...inputs.train, rows: Math.round(rows * part) },
      test: inputs.test,
    }),
  }));
