import type { ValuesOf } from '$lib/settings/address.js';
import { choice, numbers, rows, whole } from '$lib/settings/fields.js';

export const unitCounts = ['2', '3', '4'] as const;
export const outputCounts = ['2', '3'] as const;
export const activations = ['linear', 'sigmoid', 'tanh', 'relu'] as const;
export const notations = ['rows', 'columns'] as const;
export const ruleNames = ['proportional', 'transposed', 'gradient'] as const;

/** How far a number may be from 0. */
export const REACH = 20;
const range = { min: -REACH, max: REACH };

/** What the reader can set. The matrices are the largest that there may be; a smaller layer is their upper left corner. */
export const fields = {
  units: choice('3', unitCounts),
  outputs: choice('2', outputCounts),
  x: numbers([0.9, 0.1, 0.8, 0.5], range),
  W: rows(
    [
      [0.9, 0.3, 0.4],
      [0.2, 0.8, -0.2],
      [0.1, 0.5, 0.6],
      [-0.6, 0.4, 0.3],
    ],
    range,
  ),
  t: numbers([0.1, 0.9, 0.5], range),
  activation: choice('sigmoid', activations),
  notation: choice('rows', notations),
  /** Whose error is drawn. */
  rule: choice('gradient', ruleNames),
  /** The weight that is pinned, counted from 1; 0 for none. */
  from: whole(2, { min: 0, max: 4 }),
  to: whole(1, { min: 0, max: 3 }),
};

export type Settings = ValuesOf<typeof fields>;
export type Notation = Settings['notation'];

/** States worth a look. */
export const presets = {
  first: {},
  byHand: {
    units: '2',
    activation: 'linear',
    x: [1, 1, 0, 0],
    W: [
      [2, 1, 0],
      [3, 4, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    t: [-5, 0, 0],
    rule: 'proportional',
  },
  columns: { notation: 'columns' },
  saturated: { x: [6, 4, 5, 0.5], t: [0, 0, 0.5], rule: 'transposed' },
  cancelling: {
    W: [
      [0.9, 0.3, 0.4],
      [-0.7, 0.8, -0.2],
      [-0.19, 0.5, 0.6],
      [-0.6, 0.4, 0.3],
    ],
    rule: 'proportional',
  },
  zeroSum: {
    W: [
      [1, 0.3, 0.4],
      [-1, 0.8, -0.2],
      [0, 0.5, 0.6],
      [0, 0.4, 0.3],
    ],
    rule: 'proportional',
  },
  silent: { activation: 'relu', x: [-1, 0.4, -0.6, 0.5], from: 1 },
  larger: { units: '4', outputs: '3', from: 4, to: 2 },
} satisfies Record<string, Partial<Settings>>;
