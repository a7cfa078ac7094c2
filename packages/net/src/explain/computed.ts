import { checkMade, type Formula, type Given } from '@nn/formula';

/** A number, and what it was computed from: `text(formula, { values })` writes it out, `2 / (2 + 3) = 0.4`. */
export interface Computed {
  readonly value: number;
  readonly formula: Formula;
  readonly values: Readonly<Record<string, Given>>;
}

/** Computes a formula that gives one number, in double precision, and remembers how. Throws TypeError where it is no formula, RangeError where it gives more numbers, and what formulas throw. */
export function computed<Names extends string>(
  formula: Formula<Names>,
  values: Readonly<Record<Names, Given>>,
): Computed {
  checkMade('computed: formula', formula, 'a formula', formula?.expression);
  const value = formula(values);
  if (typeof value === 'number') return { value, formula, values };
  throw new RangeError(`computed: formula: expected one number to come out, got ${value.rows} x ${value.cols}`);
}

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
