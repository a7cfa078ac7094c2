import {
  crossEntropy,
  hinge,
  huber,
  type Loss,
  logCosh,
  meanAbsoluteError,
  meanSquaredError,
  squaredHinge,
} from '@nn/loss';
import {
  type Activation,
  dense,
  elu,
  gelu,
  type Layer,
  l2,
  leakyRelu,
  linear,
  mish,
  relu,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
} from '@nn/net';
import { glorot, he, type Initializer, lecun, normal, orthogonal, zeros } from '@nn/net/init';
import {
  adaGrad,
  adam,
  adamW,
  constant,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  lion,
  nadam,
  type Optimizer,
  rmsProp,
  type Schedule,
  sgd,
  stepDecay,
} from '@nn/optim';
import { type Task, taskOf } from './datasets.js';
import type { Settings } from './settings.js';

/** The activations of the hidden layers, by what the packages call them. */
export const activations: Readonly<Record<Settings['activation'], Activation>> = {
  tanh,
  relu,
  sigmoid,
  leakyRelu: leakyRelu(),
  elu: elu(),
  selu,
  gelu,
  silu,
  mish,
  softplus,
  softsign,
  linear,
};

const losses = {
  classes: { crossEntropy, meanSquaredError, hinge, squaredHinge },
  number: { meanSquaredError, meanAbsoluteError, huber, logCosh },
} satisfies Record<Task, Record<string, () => Loss>>;

/** The losses that make sense for what the targets are. */
export const lossNamesOf = (task: Task): readonly Settings['loss'][] => Object.keys(losses[task]) as Settings['loss'][];

/** The loss that was asked for, or the usual one where that does not fit the targets. */
export function lossNameOf(settings: Settings): Settings['loss'] {
  const names = lossNamesOf(taskOf(settings));
  return names.includes(settings.loss) ? settings.loss : names[0]!;
}

/** It, made. */
export const lossOf = (settings: Settings): Loss =>
  (losses[taskOf(settings)] as Readonly<Record<string, () => Loss>>)[lossNameOf(settings)]!();

/** The optimizers; momentum is one of `sgd`. */
export const optimizers: Readonly<Record<Settings['optimizer'], () => Optimizer>> = {
  sgd: () => sgd(),
  momentum: () => sgd({ momentum: 0.9 }),
  adaGrad: () => adaGrad(),
  rmsProp: () => rmsProp(),
  adam: () => adam(),
  adamW: () => adamW(),
  nadam: () => nadam(),
  lion: () => lion(),
};

/** How the learning rate goes on. */
export function scheduleOf({ schedule, rate, every, decay }: Settings): Schedule {
  switch (schedule) {
    case 'step':
      return stepDecay(rate, { every, factor: 0.5 });
    case 'exponential':
      return exponentialDecay(rate, { decay });
    case 'inverse':
      return inverseTimeDecay(rate, { decay });
    case 'cosine':
      return cosineDecay(rate, { over: every });
    default:
      return constant(rate);
  }
}

const initializers: Readonly<Record<Exclude<Settings['init'], 'usual'>, Initializer>> = {
  glorot: glorot(),
  he: he(),
  lecun: lecun(),
  orthogonal: orthogonal(),
  normal: normal({ std: 1 }),
  zeros,
};

/** How many outputs the network has, and what its last layer does: a probability for each class, a score for each, or a number. */
export function outputOf(settings: Settings): { readonly units: number; readonly name: 'softmax' | 'linear' } {
  if (taskOf(settings) === 'number') return { units: 1, name: 'linear' };
  const isScore = lossNameOf(settings) === 'hinge' || lossNameOf(settings) === 'squaredHinge';
  return { units: 2, name: isScore ? 'linear' : 'softmax' };
}

/** The layers of the network. */
export function layersOf(settings: Settings): Layer[] {
  const { init, l2: rate } = settings;
  const options = { ...(init !== 'usual' && { init: initializers[init] }), ...(rate > 0 && { penalty: l2(rate) }) };
  const { units, name } = outputOf(settings);
  return [
    ...settings.hidden.map((count) => dense(count, activations[settings.activation], options)),
    dense(units, name === 'softmax' ? softmax : linear, options),
  ];
}
