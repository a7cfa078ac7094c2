import { datasets } from './datasets.js';
import type { Parameters, Settings } from './protocol.js';

/** What the page begins with, and what 'Reset' goes back to. */
export const START: Settings & { readonly parameters: Parameters } = {
  activation: 'sigmoid',
  samples: datasets.one,
  learningRate: 1,
  along: 'step',
  parameters: { w1: 0.5, w2: -1, b: 0.25 },
};
