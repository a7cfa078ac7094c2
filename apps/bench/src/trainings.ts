import { crossEntropy, type Loss, meanSquaredError } from '@nn/loss';
import { random } from '@nn/matrix';
import { type Activation, dense, relu, sigmoid, softmax } from '@nn/net';
import { adam, type Optimizer, sgd } from '@nn/optim';

/** A training whose speed is compared, on 8,000 made images of 784 pixels in 10 classes, one epoch. */
export interface Training {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: () => Loss;
  readonly optimizer: () => Optimizer;
  readonly batchSize: number;
}

export const A: Training = {
  name: 'A: 784-30-10 sigmoid, mean squared error, SGD, batches of 10',
  sizes: [784, 30, 10],
  hidden: sigmoid,
  output: sigmoid,
  loss: meanSquaredError,
  optimizer: () => sgd({ learningRate: 3 }),
  batchSize: 10,
};

export const B: Training = {
  name: 'B: 784-128-10 ReLU and softmax, cross-entropy, Adam, batches of 32',
  sizes: [784, 128, 10],
  hidden: relu,
  output: softmax,
  loss: crossEntropy,
  optimizer: () => adam(),
  batchSize: 32,
};

export const C: Training = {
  name: 'C: 784-512-256-10 ReLU and softmax, cross-entropy, Adam, batches of 128',
  sizes: [784, 512, 256, 10],
  hidden: relu,
  output: softmax,
  loss: crossEntropy,
  optimizer: () => adam(),
  batchSize: 128,
};

export const layersOf = ({ sizes, hidden, output }: Training) =>
  sizes.slice(1).map((units, k) => dense(units, k === sizes.length - 2 ? output : hidden));

/** Images like MNIST's as arithmetic sees them: a fifth of the pixels is not 0. */
export function images(count: number) {
  const rng = random(0);
  const x = rng.uniform(count, 784);
  for (let i = 0; i < x.data.length; i++) x.data[i] = Math.max(0, x.data[i]! - 0.8) * 5;
  const classes = Int32Array.from(rng.uniform(count, 1).data, (u) => Math.min(9, Math.floor(u * 10)));
  const t = rng.uniform(count, 10);
  t.data.fill(0);
  classes.forEach((c, i) => {
    t.data[i * 10 + c] = 1;
  });
  return { x, t };
}
