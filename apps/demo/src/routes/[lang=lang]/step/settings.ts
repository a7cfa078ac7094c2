import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, numbers, rows, whole } from '$lib/settings/fields.js';

export const sizes = ['2-3-1', '2-2-2'] as const;
export const activations = ['tanh', 'sigmoid', 'relu'] as const;
export const losses = ['halfSquaredError', 'meanSquaredError', 'binaryCrossEntropy'] as const;
export const optimizers = ['sgd', 'momentum', 'adam'] as const;

/** How far a weight or an input may be from 0. */
export const REACH = 10;
/** How many steps can be taken before the one that is shown. */
export const MOST_STEPS = 60;
const range = { min: -REACH, max: REACH };

/** What the reader can set. The matrices are the largest that there may be; a smaller network has their upper left corner. */
export const fields = {
  size: choice('2-3-1', sizes),
  activation: choice('tanh', activations),
  loss: choice('halfSquaredError', losses),
  optimizer: choice('sgd', optimizers),
  rate: number(0.5, { min: 0.001, max: 10 }),
  x: numbers([1, 0.5], range),
  t: numbers([1, 0], { min: 0, max: 1 }),
  W0: rows(
    [
      [0.4, -0.6, 0.2],
      [0.7, 0.1, -0.5],
    ],
    range,
  ),
  b0: numbers([0.1, 0, -0.1], range),
  W1: rows(
    [
      [0.5, -0.3],
      [-0.8, 0.6],
      [0.3, 0.2],
    ],
    range,
  ),
  b1: numbers([-0.2, 0.1], range),
  /** How many steps are taken already. */
  taken: whole(0, { min: 0, max: MOST_STEPS }),
  /** Which of the computed quantities is looked at, and which of its cells, counted from 0. */
  at: whole(0, { min: 0, max: 99 }),
  row: whole(0, { min: 0, max: 2 }),
  col: whole(0, { min: 0, max: 2 }),
};

export type Settings = ValuesOf<typeof fields>;

/** States worth a look. */
export const presets = {
  begin: {},
  hiddenError: { at: 9, col: 1 },
  update: { at: 13, row: 1 },
  entropy: { loss: 'binaryCrossEntropy', at: 5 },
  twoOutputs: { size: '2-2-2', at: 9 },
  dead: {
    activation: 'relu',
    W0: [
      [-0.4, -0.6, 0.2],
      [-0.7, 0.1, 0.5],
    ],
    b0: [-0.1, 0, -0.1],
    at: 10,
  },
  adam: { optimizer: 'adam', rate: 0.1, at: 15 },
  momentum: { optimizer: 'momentum', rate: 0.2, taken: 5, at: 13 },
  learnt: { rate: 2, taken: 60, at: 4 },
} satisfies Record<string, Partial<Settings>>;
