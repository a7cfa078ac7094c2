import type { ValuesOf } from '$lib/settings/address.js';
import { choice, type Field, number, whole } from '$lib/settings/fields.js';

const text = (pattern: RegExp): Field<string> => ({
  initial: '',
  read: (written) => (pattern.test(written) ? written : undefined),
  write: (value) => value,
});

/** Names of columns, which may hold anything. */
const names: Field<readonly string[]> = {
  initial: [],
  read: (written) => {
    try {
      const list: unknown = JSON.parse(written);
      return Array.isArray(list) && list.every((name) => typeof name === 'string') ? list : undefined;
    } catch {
      return undefined;
    }
  },
  write: (list) => JSON.stringify(list),
};

/** Tables that come along. */
export const samples = ['iris', 'flats', 'faulty'] as const;
export type Sample = (typeof samples)[number];

/** The reader's own table is in no link: it never leaves the browser. */
const sources = [...samples, 'own'] as const;
export const activations = ['relu', 'tanh', 'sigmoid', 'gelu', 'linear'] as const;
export const tasks = ['auto', 'classes', 'number'] as const;

/** What the reader can set. */
export const fields = {
  source: choice('iris', sources),
  /** The column to predict; empty for the last one. */
  target: text(/^[\s\S]{0,200}$/),
  task: choice('auto', tasks),
  ignored: names,
  /** Units of the hidden layers, `16,16`, or `none`; empty for what suits the table. */
  hidden: text(/^(none|[1-9]\d{0,3}(,[1-9]\d{0,3}){0,4}|)$/),
  activation: choice('relu', activations),
  rate: number(0.001, { min: 0.0001, max: 1 }),
  /** At most; 0 for what suits the table. */
  epochs: whole(0, { min: 0, max: 2000 }),
  seed: whole(0, { min: 0, max: 999 }),
};

export type Settings = ValuesOf<typeof fields>;
