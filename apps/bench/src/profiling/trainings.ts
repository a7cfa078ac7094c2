import { crossEntropy, type Loss, meanSquaredError } from '@nn/loss';
import { type Activation, dense, type Layer, relu, sigmoid, softmax } from '@nn/net';
import { adam, type Optimizer, sgd } from '@nn/optim';

/** A reference training, as its tasks in `src/tasks` have it. */
export interface Training {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
  readonly optimizer: () => Optimizer;
  readonly batchSize: number;
}

export const trainings: readonly Training[] = [
  {
    name: 'A',
    sizes: [784, 30, 10],
    hidden: sigmoid,
    output: sigmoid,
    loss: meanSquaredError(),
    optimizer: () => sgd({ learningRate: 3 }),
    batchSize: 10,
  },
  {
    name: 'B',
    sizes: [784, 128, 10],
    hidden: relu,
    output: softmax,
    loss: crossEntropy(),
    optimizer: adam,
    batchSize: 32,
  },
  {
    name: 'C',
    sizes: [784, 512, 256, 10],
    hidden: relu,
    output: softmax,
    loss: crossEntropy(),
    optimizer: adam,
    batchSize: 128,
  },
];

export const layersOf = ({ sizes, hidden, output }: Training): Layer[] =>
  sizes.slice(1).map((units, k) => dense(units, k === sizes.length - 2 ? output : hidden));

/** Multiplications and additions of the products of one sample: forward, gradients of weights, and back to all layers but the first. */
export const flopsOf = ({ sizes }: Training): number =>
  sizes.slice(1).reduce((sum, units, k) => sum + (k === 0 ? 4 : 6) * sizes[k]! * units, 0);
