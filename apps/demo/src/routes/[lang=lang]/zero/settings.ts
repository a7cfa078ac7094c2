import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, numbers, whole } from '$lib/settings/fields.js';

export const activations = ['sigmoid', 'tanh', 'relu'] as const;
export const randoms = ['glorot', 'he', 'normal'] as const;
export const optimizers = ['sgd', 'adam'] as const;
/** The weights of a hidden unit: from either input, its bias, and the one that leads on to the output. */
export const weights = ['x1', 'x2', 'bias', 'out'] as const;

/** What the reader can set. */
export const fields = {
  /** What is asked for of the four samples. */
  targets: numbers([0, 1, 1, 0], { min: 0, max: 1 }),
  activation: choice('tanh', activations),
  units: whole(4, { min: 2, max: 6 }),
  constant: number(0.5, { min: -3, max: 3 }),
  random: choice('glorot', randoms),
  spread: number(0.5, { min: 0.01, max: 3 }),
  large: number(12, { min: 1, max: 40 }),
  seed: whole(3, { min: 0, max: 9999 }),
  optimizer: choice('sgd', optimizers),
  rate: number(0.5, { min: 0.001, max: 5 }),
  steps: whole(500, { min: 1, max: 2000 }),
  weight: choice('x1', weights),
  at: number(1, { min: 0, max: 1 }),
};

export type Settings = ValuesOf<typeof fields>;

/** States worth a look. */
export const presets = {
  xor: {},
  or: { targets: [0, 1, 1, 1] },
  sigmoids: { activation: 'sigmoid', optimizer: 'adam', rate: 0.05, steps: 1000 },
  and: { targets: [0, 0, 0, 1], activation: 'sigmoid', rate: 1 },
  dead: { activation: 'relu', random: 'he', large: 30 },
  almost: { random: 'normal', spread: 0.01, steps: 1000 },
  adam: { optimizer: 'adam', rate: 0.05 },
} satisfies Record<string, Partial<Settings>>;
