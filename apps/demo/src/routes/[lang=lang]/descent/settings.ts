import type { ValuesOf } from '$lib/settings/address.js';
import { choice, number, whole } from '$lib/settings/fields.js';

export const curves = ['bowl', 'wells', 'flat'] as const;
export const decays = ['none', 'inverse', 'exponential', 'halved'] as const;

/** What the reader can set. */
export const fields = {
  curve: choice('bowl', curves),
  start: number(3.4, { min: -4, max: 4 }),
  rate: number(0.6, { min: 0.001, max: 4 }),
  decay: choice('none', decays),
  strength: number(0.2, { min: 0.01, max: 2 }),
  momentum: number(0, { min: 0, max: 0.99 }),
  steps: whole(20, { min: 1, max: 60 }),
};

export type Settings = ValuesOf<typeof fields>;

/** States worth a look. */
export const presets = {
  right: {},
  short: { rate: 0.02 },
  overshoot: { rate: 1.85 },
  diverge: { rate: 2.05 },
  tamed: { rate: 2.05, decay: 'inverse', strength: 0.3 },
  wrongWell: { curve: 'wells', start: 3.4, rate: 0.05, steps: 30 },
  overTheHill: { curve: 'wells', start: 3.4, rate: 0.05, momentum: 0.9, steps: 60 },
  plateau: { curve: 'flat', start: 3.6, rate: 1, steps: 40 },
} satisfies Record<string, Partial<Settings>>;
