import { datasets } from './datasets.js';
import { engine } from './engine.js';
import type { Parameters, Report, Settings } from './protocol.js';
import type { Values } from './settings.js';

/** The weights and the bias by their names. */
export const parametersOf = ({ weights: [w1, w2, b] }: Values): Parameters => ({ w1: w1!, w2: w2!, b: b! });

/** What the worker is to be. */
export function settingsOf({ activation, data, sample: [x1, x2, t], rate, along }: Values): Settings {
  const samples = data === 'one' ? [{ x1: x1!, x2: x2!, t: t! }] : datasets[data];
  return { activation, samples, learningRate: rate, along };
}

/** All numbers of the neuron as it is set, before any step. */
export const compute = (values: Values): Report =>
  engine()({ settings: settingsOf(values), parameters: parametersOf(values), steps: 0 });
