import type { Formula, Given } from '@nn/formula';

/** A number, and what it was computed from: `text(formula, { values })` writes it out, `2 / (2 + 3) = 0.4`. */
export interface Computed {
  readonly value: number;
  readonly formula: Formula;
  readonly values: Readonly<Record<string, Given>>;
}

/** Computes a formula that gives one number, in double precision, and remembers how. */
export const computed = <Names extends string>(
  formula: Formula<Names>,
  values: Readonly<Record<Names, Given>>,
): Computed => ({ value: formula(values) as number, formula, values });

/** How the numbers of `T` were computed: for a number one `Computed`, for a list of numbers a list. */
export type Work<T> = { readonly [K in keyof T]: T[K] extends number ? Computed : readonly Computed[] };

/** The numbers themselves. */
export const numbersOf = <T>(work: Work<T>): T =>
  Object.fromEntries(
    Object.entries<Computed | readonly Computed[]>(work).map(([name, of]) => [
      name,
      'value' in of ? of.value : of.map(({ value }) => value),
    ]),
  ) as T;
