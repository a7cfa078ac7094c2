import type { ValuesOf } from '$lib/settings/address.js';
import { choice, type Field, number, numbers, whole } from '$lib/settings/fields.js';
import { featureList } from './features.js';
import { pointList } from './points.js';

export const dataNames = ['circles', 'moons', 'spiral', 'xor', 'blobs', 'saddle', 'own'] as const;
export const activationNames = [
  'tanh',
  'relu',
  'sigmoid',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'linear',
] as const;
export const optimizerNames = ['sgd', 'momentum', 'adaGrad', 'rmsProp', 'adam', 'adamW', 'nadam', 'lion'] as const;
export const scheduleNames = ['constant', 'step', 'exponential', 'inverse', 'cosine'] as const;
export const initNames = ['usual', 'glorot', 'he', 'lecun', 'orthogonal', 'normal', 'zeros'] as const;
const lossNames = [
  'crossEntropy',
  'meanSquaredError',
  'hinge',
  'squaredHinge',
  'meanAbsoluteError',
  'huber',
  'logCosh',
] as const;

export const MOST_LAYERS = 6;
export const MOST_UNITS = 8;

const hidden = numbers([4, 3], { min: 1, max: MOST_UNITS, least: 0, most: MOST_LAYERS });
const wholeUnits: Field<readonly number[]> = {
  ...hidden,
  read: (text) => {
    const units = hidden.read(text);
    return units?.every(Number.isInteger) ? units : undefined;
  },
};

/** What the reader can set; `at` is after how many updates the network is shown. */
export const fields = {
  data: choice('circles', dataNames),
  count: whole(200, { min: 4, max: 500 }),
  noise: number(0.1, { min: 0, max: 1 }),
  dataSeed: whole(0, { min: 0, max: 9999 }),
  share: number(0.3, { min: 0, max: 0.8 }),
  task: choice('classes', ['classes', 'number']),
  points: pointList,
  features: featureList,
  hidden: wholeUnits,
  activation: choice('tanh', activationNames),
  loss: choice('crossEntropy', lossNames),
  optimizer: choice('adam', optimizerNames),
  rate: number(0.01, { min: 0.00001, max: 10 }),
  schedule: choice('constant', scheduleNames),
  every: whole(100, { min: 1, max: 5000 }),
  decay: number(0.01, { min: 0.0001, max: 1 }),
  batch: whole(10, { min: 1, max: 500 }),
  l2: number(0, { min: 0, max: 0.1 }),
  init: choice('usual', initNames),
  seed: whole(0, { min: 0, max: 9999 }),
  at: whole(0, { min: 0, max: 500_000 }),
};

export type Settings = ValuesOf<typeof fields>;

/** Few points, much noise, and a large network. */
const noisyMoons = {
  data: 'moons',
  count: 60,
  noise: 0.3,
  dataSeed: 2,
  share: 0.5,
  hidden: [8, 8, 8],
  rate: 0.03,
} satisfies Partial<Settings>;

/** States worth a look. */
export const presets = {
  circles: {},
  line: { hidden: [] },
  squares: { hidden: [], features: ['x1^2', 'x2^2'] },
  xor: { data: 'xor', noise: 0.3, hidden: [4], activation: 'relu' },
  spiral: { data: 'spiral', count: 300, noise: 0.06, hidden: [8, 8, 6] },
  overfit: noisyMoons,
  tamed: { ...noisyMoons, l2: 0.01 },
  zeros: { data: 'xor', noise: 0.3, init: 'zeros' },
  deep: { hidden: [6, 6, 6, 6, 6, 6], activation: 'sigmoid', optimizer: 'sgd', rate: 0.1 },
  saddle: { data: 'saddle', loss: 'meanSquaredError', hidden: [6, 4] },
} satisfies Record<string, Partial<Settings>>;
