import type { ValuesOf } from '$lib/settings/address.js';
import { type Field, number, whole } from '$lib/settings/fields.js';
import { first } from './drawn.js';
import { FULL, imageOf, PIXELS } from './image.js';

/** An image in an address: a digit of base 17 for each pixel. */
const image = (initial: readonly number[]): Field<readonly number[]> => ({
  initial,
  read: (text) =>
    /^[0-9a-g]*$/.test(text) && text.length === PIXELS ? Array.from(text, (c) => Number.parseInt(c, 17)) : undefined,
  write: (counts) => counts.map((count) => count.toString(FULL + 1)).join(''),
});

/** What the reader can set. */
export const fields = {
  hidden: whole(128, { min: 0, max: 256 }),
  rate: number(0.005, { min: 0.0001, max: 1 }),
  batch: whole(32, { min: 1, max: 512 }),
  epochs: whole(30, { min: 1, max: 100 }),
  seed: whole(2, { min: 0, max: 999 }),
  /** The digit, and what it is taken for, whose images are shown: 10 times the one plus the other; -1 for all that are wrong. */
  cell: whole(-1, { min: -1, max: 99 }),
  /** What is to be read: 64 counts from 0 to 16. */
  image: image(imageOf(first)),
};

export type Settings = ValuesOf<typeof fields>;

/** States worth a look. */
export const presets = {
  usual: {},
  linear: { hidden: 0 },
  narrow: { hidden: 4 },
  brief: { epochs: 2 },
  timid: { rate: 0.0001 },
  bold: { rate: 0.3 },
} satisfies Record<string, Partial<Settings>>;
