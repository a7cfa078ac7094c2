import type { Settings } from './sample.js';
import type { Outcome } from './trial.js';

/** What trials are judged by, on the rows held back: the lowest loss, or the highest accuracy in the epoch of the lowest loss. */
export type Metric = 'loss' | 'accuracy';

export const metrics: readonly Metric[] = ['loss', 'accuracy'];

/** A trial after so many epochs. */
export interface TrialResult extends Outcome {
  /** Counted from 1. */
  readonly trial: number;
  /** How many epochs it was given so far. */
  readonly epochs: number;
  readonly settings: Settings;
}

/** How bad a result is by a metric: smaller is better, and a trial that is lost is the worst. */
export function badness({ best }: TrialResult, metric: Metric): number {
  if (!best) return Number.POSITIVE_INFINITY;
  return metric === 'loss' ? best.validationLoss : -best.validationAccuracy!;
}

/** Results from best to worst; of equal accuracy the lower loss is better, of equal loss the earlier trial. */
export const ranked = (results: readonly TrialResult[], metric: Metric): TrialResult[] => {
  const keys = (result: TrialResult) => [badness(result, metric), badness(result, 'loss'), result.trial];
  return [...results].sort((a, b) => {
    const [of, beside] = [keys(a), keys(b)];
    const at = of.findIndex((key, i) => key !== beside[i]);
    return at < 0 ? 0 : of[at]! < beside[at]! ? -1 : 1;
  });
};
