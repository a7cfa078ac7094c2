import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, rows } from '$lib/settings/fields.js';

/** The losses to compare, as @nn/loss calls them. */
export const lossNames = [
  'meanError',
  'meanAbsoluteError',
  'meanSquaredError',
  'halfSquaredError',
  'sumSquaredError',
  'rootMeanSquaredError',
  'huber',
] as const;

export type LossName = (typeof lossNames)[number];

/** How many points there may be, and between which numbers. */
export const MOST = 6;
export const SIDE = { min: 0, max: 10 } as const;

/** How far from certain a probability always is. */
export const CHANCE = { min: 0.001, max: 0.999 } as const;

/** What the reader can set: predictions with their targets, the loss whose slopes are drawn, and the probability of the right class. */
export const fields = {
  points: rows(
    [
      [6, 4],
      [3, 5],
      [7, 6],
      [7, 8],
    ],
    { ...SIDE, least: 1, most: MOST },
  ),
  loss: choice('meanSquaredError', lossNames),
  delta: number(1, { min: 0.1, max: 5 }),
  p: number(0.08, CHANCE),
};

export type Settings = ValuesOf<typeof fields>;

const pair = (y: number, t: number) => [y, t] as const;
const outlier = [pair(3.4, 3), pair(4.5, 5), pair(6.3, 6), pair(2, 9)];

/** States worth a look. */
export const presets = {
  cancel: { loss: 'meanError' },
  squares: {},
  outlier: { points: outlier },
  absolute: { points: outlier, loss: 'meanAbsoluteError' },
  huber: { points: outlier, loss: 'huber' },
  sum: { points: [...outlier, pair(5, 6), pair(8, 7)], loss: 'sumSquaredError' },
  perfect: { points: [pair(4, 4), pair(5, 5), pair(6, 6), pair(8, 8)], loss: 'rootMeanSquaredError' },
  sure: { p: 0.003 },
} satisfies Record<string, Partial<Settings>>;
