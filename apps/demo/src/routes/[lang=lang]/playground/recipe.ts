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
import type { Settings } from './settings.js';
import { lossNameOf, outputOf } from './targets.js';

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

const losses: Readonly<Record<Settings['loss'], () => Loss>> = {
  crossEntropy,
  meanSquaredError,
  hinge,
  squaredHinge,
  meanAbsoluteError,
  huber,
  logCosh,
};

/** The loss, made. */
export const lossOf = (settings: Settings): Loss => losses[lossNameOf(settings)]();

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
