import { binaryCrossEntropy, halfSquaredError, type Loss, meanSquaredError } from '@nn/loss';
import { type Matrix, matrix, reference } from '@nn/matrix';
import { dense, type Network, network, relu, sigmoid, tanh } from '@nn/net';
import { adam, type Optimizer, sgd } from '@nn/optim';
import type { Settings } from './settings.js';

const activations = { tanh, sigmoid, relu };

const losses: Readonly<Record<Settings['loss'], () => Loss>> = {
  halfSquaredError,
  meanSquaredError,
  binaryCrossEntropy,
};

const optimizers: Readonly<Record<Settings['optimizer'], () => Optimizer>> = {
  sgd: () => sgd(),
  momentum: () => sgd({ momentum: 0.9 }),
  adam: () => adam(),
};

/** What a training begins with. */
export interface Setup {
  readonly model: Network;
  readonly x: Matrix;
  readonly t: Matrix;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
}

type Rows = readonly (readonly number[])[];

/** The upper left corner of a matrix. */
const corner = (numbers: Rows, rows: number, cols: number): Matrix =>
  matrix(
    numbers.slice(0, rows).map((row) => row.slice(0, cols)),
    { dtype: 'f64' },
  );

/** The network of the settings, with their weights, and what it is trained with: in double precision, which few numbers can afford. */
export function setup(settings: Settings): Setup {
  const [inputs, hidden, outputs] = settings.size.split('-').map(Number) as [number, number, number];
  const layers = [dense(hidden, activations[settings.activation]), dense(outputs, sigmoid)];
  const model: Network = network({ inputs, layers, backend: reference({ dtype: 'f64' }) });
  const first: Readonly<Record<string, Rows>> = {
    'layers.0.weight': settings.W0,
    'layers.0.bias': [settings.b0],
    'layers.1.weight': settings.W1,
    'layers.1.bias': [settings.b1],
  };
  for (const { name, rows, cols, set } of model.parameters) set(corner(first[name]!, rows, cols));
  return {
    model,
    x: corner([settings.x], 1, inputs),
    t: corner([settings.t], 1, outputs),
    loss: losses[settings.loss](),
    optimizer: optimizers[settings.optimizer](),
    learningRate: settings.rate,
  };
}
