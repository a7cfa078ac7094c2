import type { Missing } from '../cells.js';
import type { Cells } from '../column.js';
import { count, quoted } from '../message.js';
import { TableError } from '../table.js';
import { exactSum } from './exact-sum.js';
import { eachValue, type Look } from './look.js';

/**
 * Whether a column that was looked at holds numbers. One in which numbers are mixed with other words is an error, with advice, when at least half of it is
 * numbers or it was said to be one of numbers, and no column of numbers else.
 */
export function holdsNumbers(
  { name, type, numbers, wrong, firstWrong }: Look,
  source: string,
  advice: string,
): boolean {
  if (type === 'category') return false;
  if (firstWrong === undefined) return numbers > 0;
  if (numbers < wrong && type !== 'number') return false;
  const { line, text } = firstWrong;
  throw new TableError(
    `${source}:${line}, column ${name}: expected a number, got ${quoted(text)} (${count(wrong, 'such cell')}; ${advice})`,
  );
}

/** A second pass over a column of numbers. */
export interface Moments {
  add(cells: Cells, missing: Missing): void;
  /** The mean and the standard deviation (of the population). Throws TableError where numbers are so large that their squares are none any more. */
  end(): { readonly mean: number; readonly std: number };
}

/** Finds out how far numbers are from their mean, sqrt(sum (value - mean)² / n); sums are rounded once, so the order of rows does not matter. */
export function moments({ name, numbers, sum, largest, different }: Look, source: string): Moments {
  // The mean of 0.1, 0.1, 0.1 is not 0.1 once it is rounded, and a constant would get a spread.
  const [only] = different.size === 1 ? different : [];
  const mean = only ?? sum.value / numbers;
  const squares = exactSum();
  return {
    add: (cells, missing) =>
      eachValue(cells, missing, (value) => {
        if (typeof value === 'number') squares.add((value - mean) ** 2);
      }),
    end: () => {
      const std = Math.sqrt(squares.value / numbers);
      if (Number.isFinite(mean) && Number.isFinite(std)) return { mean, std };
      throw new TableError(
        `${source}, column ${name}: expected numbers below 1e150, got ${largest}; the likely cause is a slip in the data, or a unit that is far too small`,
      );
    },
  };
}
