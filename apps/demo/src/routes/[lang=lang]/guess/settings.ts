import type { ValuesOf } from '$lib/settings/address.js';
import { type Field, number, rows, whole } from '$lib/settings/fields.js';

/** How many inputs there may be. */
export const MOST = 4;

/** How far inputs and weights may be from 0. */
export const REACH = 100;

/** An input nearer to 0 than this would throw its weight out of the picture: it is 0, or not as near. */
export const NEAREST = 0.01;

/** An input and the weight that is guessed first for it, for each line of the network. */
const pairs = rows(
  [
    [1, 2],
    [2, 3],
  ],
  { min: -REACH, max: REACH, least: 1, most: MOST },
);
const lines: Field<readonly (readonly number[])[]> = {
  ...pairs,
  read: (text) => {
    const values = pairs.read(text);
    return values?.every(([x]) => x === 0 || Math.abs(x!) >= NEAREST) ? values : undefined;
  },
};

/** What the reader can set: `at` is the guess to look at, `of` the weight whose numbers are written out. */
export const fields = {
  lines,
  target: number(10, { min: -20, max: 20 }),
  rate: number(0.5, { min: 0.05, max: 2.2 }),
  guesses: whole(8, { min: 1, max: 20 }),
  at: whole(0, { min: 0, max: 19 }),
  of: whole(0, { min: 0, max: MOST - 1 }),
};

export type Settings = ValuesOf<typeof fields>;

const pair = (x: number, w: number) => [x, w] as const;

/** States worth a look. */
export const presets = {
  start: {},
  uneven: { lines: [pair(1, 1), pair(1, 9)], target: 16 },
  three: { lines: [pair(1, 1), pair(2, 2), pair(3, 0.5)], target: 12, rate: 0.3, at: 2 },
  once: { rate: 1, guesses: 3 },
  over: { rate: 1.7 },
  away: { rate: 2.1, guesses: 12 },
  negative: { lines: [pair(2, 4), pair(1, -1)], target: 10 },
  cancel: { lines: [pair(1, 3), pair(2, -3)], target: 5 },
  silent: { lines: [pair(0, 5), pair(2, 3)] },
} satisfies Record<string, Partial<Settings>>;
