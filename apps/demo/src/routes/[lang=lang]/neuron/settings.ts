import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, numbers } from '$lib/settings/fields.js';
import { activationNames } from './activations.js';
import { datasetNames, datasets } from './datasets.js';
import { directions, type Parameters, type Settings } from './protocol.js';

/** As far as a hand or a training can move something, if not as far as it is drawn. */
const anywhere = { min: -1e6, max: 1e6 };

/** What the reader can set, or let the steps move. */
export const fields = {
  activation: choice('sigmoid', activationNames),
  data: choice('one', datasetNames),
  /** x1, x2 and t of the reader's own sample. */
  sample: numbers([1, 0.5, 1], anywhere),
  rate: number(1, { min: 0, max: 100 }),
  along: choice('step', directions),
  /** w1, w2 and b. */
  weights: numbers([0.5, -1, 0.25], anywhere),
};

export type Values = ValuesOf<typeof fields>;

/** The weights and the bias by their names. */
export const parametersOf = ({ weights: [w1, w2, b] }: Values): Parameters => ({ w1: w1!, w2: w2!, b: b! });

/** What the worker is to be. */
export function settingsOf({ activation, data, sample: [x1, x2, t], rate, along }: Values): Settings {
  const samples = data === 'one' ? [{ x1: x1!, x2: x2!, t: t! }] : datasets[data];
  return { activation, samples, learningRate: rate, along };
}

/** States worth a look. */
export const presets = {
  begin: {},
  saturated: { weights: [6, 4, 2], sample: [1, 0.5, 0] },
  overshoot: { activation: 'linear', rate: 2 },
  and: { data: 'and', rate: 10 },
  xor: { data: 'xor', rate: 10 },
} satisfies Record<string, Partial<Values>>;
