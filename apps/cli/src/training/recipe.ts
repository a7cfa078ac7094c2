import {
  binaryCrossEntropy,
  crossEntropy,
  halfSquaredError,
  type Loss,
  meanSquaredError,
  rootMeanSquaredError,
  sumSquaredError,
} from '@nn/loss';
import { type Activation, dense, gelu, type Layer, linear, relu, sigmoid, softmax, tanh } from '@nn/net';
import { glorot } from '@nn/net/init';
import { adam, adamW, type Optimizer, sgd } from '@nn/optim';

/** All that decides a training besides the data: what a model file keeps. */
export interface Recipe {
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly loss: string;
  readonly optimizer: string;
  readonly learningRate: number;
  readonly batchSize: number | 'all';
  /** The most epochs; fewer where the validation loss stops falling. */
  readonly epochs: number;
  readonly patience: number;
  readonly weightDecay: number;
  readonly validation: number;
  readonly seed: number;
}

export const activations: Readonly<Record<string, Activation>> = { gelu, linear, relu, sigmoid, tanh };
export const losses: Readonly<Record<string, () => Loss>> = {
  binaryCrossEntropy,
  crossEntropy,
  halfSquaredError,
  meanSquaredError,
  rootMeanSquaredError,
  sumSquaredError,
};
type MakeOptimizer = (options: { learningRate?: number; weightDecay?: number }) => Optimizer;
export const optimizers: Readonly<Record<string, MakeOptimizer>> = {
  adam,
  adamW,
  sgd,
  momentum: (options) => sgd({ ...options, momentum: 0.9 }),
};

/** What an optimizer's own defaults are: those of the recipe belong to the optimizer of the recipe. */
export function settingsOf(optimizer: string): Pick<Recipe, 'learningRate' | 'weightDecay'> {
  const { learningRate, settings } = optimizers[optimizer]!({});
  return { learningRate, weightDecay: Number(settings.weightDecay) };
}

/** What the last layer does to its sums: one of several classes, or any number. */
export const outputActivation = (task: 'classes' | 'number'): Activation => (task === 'classes' ? softmax : linear);

/**
 * The layers of a recipe. Hidden layers start as glorot has it, also those of ReLU: on tables, smaller first weights tend to
 * generalize better than those of `he` (the accuracy benchmark of apps/bench judges the defaults).
 */
export const layersOf = ({ hidden, activation }: Recipe, task: 'classes' | 'number', outputs: number): Layer[] => [
  ...hidden.map((units) => dense(units, activations[activation], { init: glorot() })),
  dense(outputs, outputActivation(task)),
];
