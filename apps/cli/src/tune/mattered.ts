import { badness, type Metric, type TrialResult } from './result.js';
import { isRange, type Space } from './space.js';

/** What a setting had to do with the results, of trials that were trained for as long as one another. */
export type Mattered =
  | {
      readonly setting: string;
      /** Spearman's rank correlation of the setting with the loss, or with the accuracy, from -1 to 1. Lost trials count as the worst. */
      readonly correlation: number;
    }
  | {
      readonly setting: string;
      /** The mean of each value's trials, but for those that are lost. */
      readonly values: readonly ValueMean[];
    };

export interface ValueMean {
  readonly value: unknown;
  readonly trials: number;
  readonly lost: number;
  /** Absent where all its trials are lost. */
  readonly mean?: number;
}

/** The places of numbers in their order, from 1; equal ones share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}

/** Pearson's correlation of the ranks; 0 where all of one side are the same. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [ra, rb] = [ranks(a), ranks(b)];
  const mean = (a.length + 1) / 2;
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean) * (y[i]! - mean), 0);
  const spread = Math.sqrt(product(ra, ra) * product(rb, rb));
  return spread === 0 ? 0 : product(ra, rb) / spread;
}

/** A correlation of so many trials that is smaller is seen in one of twenty searches by chance alone (1.96 standard errors). */
export const byChance = (trials: number): number => 1.96 / Math.sqrt(trials - 1);

/** What each setting of a space had to do with how good trials were. */
export function mattered(space: Space, results: readonly TrialResult[], metric: Metric): Mattered[] {
  const sign = metric === 'loss' ? 1 : -1;
  const scored = (result: TrialResult) => sign * badness(result, metric);
  return Object.entries(space).map(([setting, dimension]): Mattered => {
    const settingOf = ({ settings }: TrialResult) => settings[setting as keyof typeof settings];
    if (isRange(dimension)) {
      const correlation = spearman(
        results.map((result) => Number(settingOf(result))),
        results.map(scored),
      );
      return { setting, correlation };
    }
    const values = dimension.flatMap((value): ValueMean[] => {
      const of = results.filter((result) => JSON.stringify(settingOf(result)) === JSON.stringify(value));
      const found = of.filter(({ best }) => best).map(scored);
      if (of.length === 0) return [];
      const mean = found.reduce((sum, score) => sum + score / found.length, 0);
      return [{ value, trials: of.length, lost: of.length - found.length, ...(found.length > 0 && { mean }) }];
    });
    return { setting, values };
  });
}
