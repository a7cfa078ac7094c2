import { type Missing, toNumber } from '../cells.js';
import { quoted } from '../message.js';
import { TableError } from '../table.js';

/** How one column becomes numbers: a number standardized, or one 0-or-1 column for each category. Plain data. */
export type Feature =
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly std: number }
  | { readonly kind: 'category'; readonly name: string; readonly categories: readonly string[]; readonly fill: string };

/** How many columns of numbers a feature becomes. */
export const width = (feature: Feature): number => (feature.kind === 'number' ? 1 : feature.categories.length);

/** (value - mean) / std. Throws TableError where that is beyond single precision, in which networks compute. */
export function standardize(value: number, { mean, std }: { mean: number; std: number }, where: string): number {
  const standard = (value - mean) / std;
  if (Number.isFinite(Math.fround(standard))) return standard;
  throw new TableError(
    `${where}: ${value} is too far from the training table (mean ${mean}, standard deviation ${std}); is it a slip, or another unit?`,
  );
}

/** Whether a number was read that may be a value. */
export const isValue = (read: number, missing: Missing) =>
  !Number.isNaN(read) && (missing.values.size === 0 || !missing.values.has(read));

/** What stands in a cell that is read as text: a number, null where it is missing, undefined where there is something else. */
export const ofText = (text: string, missing: Missing): number | null | undefined =>
  missing.number(text) ? null : toNumber(text);

export const theMean = (mean: number) => `the mean, ${Number(mean.toPrecision(4))}`;
export const theMode = (fill: string) => `the most frequent, ${quoted(fill)}`;
