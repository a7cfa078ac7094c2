import {
  batchNorm,
  conv2d,
  dense,
  dropout,
  gelu,
  type Layer,
  maxPool2d,
  type Optimizer,
  relu,
  type SampleShape,
  sigmoid,
  tanh,
} from '@nn/net';
import { adam, sgd } from '@nn/optim';
import { losses } from './losses.js';

/** What is trained in one case. */
export interface Case {
  /** `conv, adam, hinge, batches of 16` */
  readonly name: string;
  readonly inputs: SampleShape;
  /** All layers but the last, which is one of three outputs. */
  readonly hidden: readonly Layer[];
  readonly optimizer: () => Optimizer;
  readonly loss: string;
  readonly batchSize: number;
  /** Whether each operation is large enough for several threads; where not, it is cut into parts all the same. */
  readonly large: boolean;
}

/** Samples of every case: 20 divides them, 16 does not. */
export const SAMPLES = 60;
const BATCHES = [20, 16];

const optimizers = {
  sgd: () => sgd({ learningRate: 0.005, momentum: 0.9, weightDecay: 1e-3 }),
  adam: () => adam({ learningRate: 0.005 }),
};

const small = {
  dense: { inputs: 10, hidden: [dense(16, tanh), dense(9, sigmoid)] },
  conv: { inputs: [6, 6, 2], hidden: [conv2d(4, 3, relu), maxPool2d(2)] },
  dropout: { inputs: 10, hidden: [dense(17, relu), dropout(0.3)] },
  batchNorm: { inputs: 10, hidden: [dense(16), batchNorm(), dense(8, gelu)] },
} satisfies Record<string, Pick<Case, 'inputs' | 'hidden'>>;

const large = {
  'large dense': { inputs: 100, hidden: [dense(300, tanh), dense(120, relu)] },
  'large conv': { inputs: [14, 14, 3], hidden: [conv2d(12, 3, relu), maxPool2d(2), conv2d(8, 3, gelu)] },
  'large dropout': { inputs: 100, hidden: [dropout(0.2), dense(400, relu), dropout(0.5)] },
  'large batchNorm': { inputs: [12, 12, 2], hidden: [conv2d(9, 3), batchNorm(), dense(100, relu), batchNorm()] },
} satisfies Record<string, Pick<Case, 'inputs' | 'hidden'>>;

const casesOf = (networks: typeof small | typeof large, of: readonly string[]): Case[] =>
  Object.entries(networks).flatMap(([network, layers]) =>
    Object.entries(optimizers).flatMap(([by, optimizer]) =>
      of.flatMap((loss) =>
        BATCHES.map((batchSize) => ({
          name: `${network}, ${by}, ${loss}, batches of ${batchSize}`,
          ...layers,
          optimizer,
          loss,
          batchSize,
          large: networks === large,
        })),
      ),
    ),
  );

/** Each network by each optimizer with each loss in batches that divide the samples, and that do not; large ones with one loss. */
export const cases: readonly Case[] = [...casesOf(small, Object.keys(losses)), ...casesOf(large, ['crossEntropy'])];
