import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, numbers, rows, truth, whole } from '$lib/settings/fields.js';

export const decays = ['none', 'inverse', 'halved'] as const;
/** What the descents are held against: who saw how many samples, or who made how many updates. */
export const clocks = ['samples', 'updates'] as const;
export const beginnings = ['random', 'ridge'] as const;
export const views = ['starts', 'ends'] as const;

/** What a coordinate may be. */
export const REACH = { min: -3, max: 5 } as const;
export const MOST_POINTS = 24;

/** x, t without its error, and the error, of which `noise` says how much is added. */
const POINTS = [
  [0, 0.5, 0.4],
  [0.3, 0.86, -1.1],
  [0.6, 1.22, 1.3],
  [0.9, 1.58, -0.5],
  [1.2, 1.94, -0.2],
  [1.5, 2.3, 1.1],
  [1.9, 2.78, -1.4],
  [2.3, 3.26, 0.3],
  [2.6, 3.62, 0.9],
  [3, 4.1, -0.6],
] as const;

/** What the reader can set. */
export const fields = {
  points: rows(POINTS, { least: 2, most: MOST_POINTS, min: -10, max: 10 }),
  noise: number(0.4, { min: 0, max: 2 }),
  start: numbers([-1.5, 3.5], REACH),
  rate: number(0.1, { min: 0.001, max: 1 }),
  decay: choice('none', decays),
  strength: number(0.2, { min: 0.01, max: 2 }),
  miniBatch: whole(3, { min: 1, max: MOST_POINTS }),
  epochs: whole(20, { min: 1, max: 60 }),
  seed: whole(1, { min: 0, max: 9999 }),
  clock: choice('samples', clocks),
  at: number(1, { min: 0, max: 1 }),
  from: choice('random', beginnings),
  view: choice('starts', views),
  seeds: whole(200, { min: 10, max: 500 }),
  surfaceRate: number(0.3, { min: 0.01, max: 0.6 }),
  surfaceBatch: whole(2, { min: 1, max: 12 }),
  surfaceEpochs: whole(40, { min: 2, max: 80 }),
  cooled: truth(true),
};

export type Settings = ValuesOf<typeof fields>;

/** States worth a look. */
export const presets = {
  even: {},
  few: { rate: 0.02, epochs: 10 },
  updates: { clock: 'updates' },
  restless: { rate: 0.22, noise: 0.8 },
  calmed: { rate: 0.22, noise: 0.8, decay: 'inverse', strength: 0.5, epochs: 40 },
  agreed: { noise: 0, rate: 0.15, epochs: 40 },
  ridge: { from: 'ridge', view: 'ends' },
  hot: { view: 'ends', cooled: false },
} satisfies Record<string, Partial<Settings>>;
