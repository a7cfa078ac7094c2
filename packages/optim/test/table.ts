import { readFileSync } from 'node:fs';
import * as optim from '../src/index.js';

/** One optimizer and what the shared harness has to know about it. */
export interface Row {
  /** Of the optimizer, and of its cases in fixtures/pytorch.json. */
  readonly name: string;
  readonly make: (settings?: Readonly<Record<string, number | boolean>>) => optim.Optimizer;
  /** Settings with which all of its state is in use. */
  readonly full: Readonly<Record<string, number | boolean>>;
  /** For each setting, numbers that it cannot be. */
  readonly bad: Readonly<Record<string, readonly number[]>>;
}

const below0 = [-1e-9, Number.NaN];
const notBelow1 = [...below0, 1, 2];
const notFinite = [...below0, Number.POSITIVE_INFINITY];
const badOfAdam = {
  learningRate: notFinite,
  beta1: notBelow1,
  beta2: notBelow1,
  epsilon: notFinite,
  weightDecay: notFinite,
};

/** Every optimizer of this package. To add one, add its row here and its cases in tools/reference/optimizers.py. */
export const table: readonly Row[] = [
  {
    name: 'sgd',
    make: optim.sgd,
    full: { learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1 },
    bad: { learningRate: notFinite, momentum: notBelow1, weightDecay: notFinite },
  },
  { name: 'adam', make: optim.adam, full: { learningRate: 0.1, weightDecay: 0.1 }, bad: badOfAdam },
  { name: 'adamW', make: optim.adamW, full: { learningRate: 0.1, weightDecay: 0.1, amsgrad: true }, bad: badOfAdam },
  { name: 'adaMax', make: optim.adaMax, full: { learningRate: 0.1, weightDecay: 0.1 }, bad: badOfAdam },
  {
    name: 'nadam',
    make: optim.nadam,
    full: { learningRate: 0.1, weightDecay: 0.1, momentumDecay: 0.01 },
    bad: { ...badOfAdam, momentumDecay: notFinite },
  },
  { name: 'radam', make: optim.radam, full: { learningRate: 0.1, beta2: 0.9, weightDecay: 0.1 }, bad: badOfAdam },
  {
    name: 'rmsProp',
    make: optim.rmsProp,
    full: { learningRate: 0.1, momentum: 0.9, centered: true, weightDecay: 0.1 },
    bad: { learningRate: notFinite, rho: notBelow1, epsilon: notFinite, momentum: notBelow1, weightDecay: notFinite },
  },
  {
    name: 'adaGrad',
    make: optim.adaGrad,
    full: { learningRate: 0.1, weightDecay: 0.1 },
    bad: { learningRate: notFinite, epsilon: notFinite, weightDecay: notFinite },
  },
  {
    name: 'adaDelta',
    make: optim.adaDelta,
    full: { learningRate: 0.1, weightDecay: 0.1 },
    bad: { learningRate: notFinite, rho: notBelow1, epsilon: notFinite, weightDecay: notFinite },
  },
  {
    name: 'lion',
    make: optim.lion,
    full: { learningRate: 0.1, weightDecay: 0.1 },
    bad: { learningRate: notFinite, beta1: notBelow1, beta2: notBelow1, weightDecay: notFinite },
  },
];

/** A clip, and its size. */
export type Clip = readonly ['clipValue' | 'clipGlobalNorm', number];

interface Case {
  readonly settings: Readonly<Record<string, number | boolean>>;
  /** Instead of the optimizer's own, one for each step. */
  readonly learningRates?: readonly number[];
  readonly groups?: readonly optim.Group[];
  /** The parameters after so many steps. */
  readonly after: Readonly<Record<'1' | '10' | '100', readonly number[]>>;
}

interface ClippedCase extends Case {
  readonly optimizer: 'sgd' | 'adam';
  /** In the order in which they change the gradient. */
  readonly clips: readonly Clip[];
}

/** What PyTorch computes: tools/reference/optimizers.py. */
export const pytorch: {
  readonly start: readonly number[];
  /** One row for each step. */
  readonly gradients: readonly (readonly number[])[];
  readonly optimizers: Readonly<Record<string, readonly Case[]>>;
  readonly clipped: readonly ClippedCase[];
} = JSON.parse(readFileSync(new URL('./fixtures/pytorch.json', import.meta.url), 'utf8'));
