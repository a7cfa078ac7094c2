import { initialOf } from '$lib/settings/address.js';
import type { Field } from '$lib/settings/fields.js';
import { fields, type Settings } from './settings.js';

/** One setting in which two runs differ, as it is written in an address. */
export interface Difference {
  readonly name: keyof Settings;
  readonly before: string;
  readonly after: string;
}

const LONGEST = 24;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** In what a run differs from another. */
export const differences = (before: Settings, after: Settings): Difference[] =>
  (Object.keys(initialOf(fields)) as (keyof Settings)[]).flatMap((name) => {
    const { write } = fields[name] as Field<unknown>;
    const [a, b] = [write(before[name]), write(after[name])];
    return name === 'at' || a === b ? [] : [{ name, before: cut(a) || '–', after: cut(b) || '–' }];
  });
