import { checkOption, scalar } from '@nn/formula';
import type { Network } from '../network.js';
import { checkSamples, type Rows, type Targets } from '../samples.js';
import { checkRunOptions } from './check-options.js';
import { NonFiniteError } from './non-finite.js';
import { type RunOptions, stepsOf } from './run.js';

/** How rates are tried; the rest is as in a training. */
export interface LearningRateOptions extends Omit<RunOptions, 'learningRate'> {
  /** The first rate; 1e-6 by default. */
  readonly from?: number;
  /** The last one, if the loss does not grow before; 10 by default. */
  readonly to?: number;
  /** How many are tried, one update each; 100 by default. */
  readonly steps?: number;
  /** How much of the smoothed loss stays from one update to the next, 0 to 1; 0.9 by default. Of all samples at once, 0 is enough. */
  readonly smoothing?: number;
}

/** One rate that was tried. */
export interface TriedRate {
  readonly learningRate: number;
  /** Of its batch, before the update by this rate. */
  readonly loss: number;
  /** The running mean of the losses up to here. */
  readonly smoothed: number;
}

/** What came of all rates. */
export interface FoundLearningRate {
  readonly curve: readonly TriedRate[];
  /** The rate at which the smoothed loss fell most steeply, with regard to how far it lags behind; absent where it did not fall. */
  readonly suggestion?: number;
  /** Why it ended: all rates were tried, or the loss grew to four times its smallest, or was no longer finite. */
  readonly ended: 'steps' | 'diverged';
}

/** How far the smoothed loss may rise above its smallest, in parts of that. */
const RISE = 3;

/** Where the curve falls most steeply before its lowest point; -1 where it does not. */
function steepest(curve: readonly TriedRate[]): number {
  const at = (k: number) => curve[k]!.smoothed;
  let lowest = 0;
  for (let k = 1; k < curve.length; k++) if (at(k) < at(lowest)) lowest = k;
  // Rates grow by the same factor each time, so a difference of neighbours is a slope over their logarithm.
  let [found, least] = [-1, 0];
  for (let k = 1; k < curve.length - 1 && k <= lowest; k++) {
    const slope = at(k + 1) - at(k - 1);
    if (slope < least) [found, least] = [k, slope];
  }
  return found;
}

function checkOptions({ from, to, steps, smoothing }: Required<Omit<LearningRateOptions, keyof RunOptions>>): void {
  const check = (name: string, value: number, expected: string, fits: boolean) =>
    checkOption(`findLearningRate: ${name}`, value, expected, fits);
  check('from', from, 'a finite number above 0', Number.isFinite(from) && from > 0);
  check('to', to, `a finite number above from (${from})`, Number.isFinite(to) && to > from);
  check('steps', steps, 'a whole number from 3', Number.isInteger(steps) && steps >= 3);
  check(
    'smoothing',
    smoothing,
    'a number from 0, below 1',
    Number.isFinite(smoothing) && smoothing >= 0 && smoothing < 1,
  );
}

/**
 * Tries ever larger learning rates until the loss diverges, and suggests the one at which it fell most steeply. They grow by the same factor with each
 * update: r_k = from (to / from)^(k / (steps - 1)). The network is as before afterwards. The smoothed loss is s_k / (1 - b^(k + 1)) with
 * s_k = b s_(k - 1) + (1 - b) loss_k and b the smoothing; it ends when that is four times its smallest. A running mean tells of earlier updates, so the
 * suggestion is the rate of their mean place: of r_k as many updates before as they are old, b / (1 - b) after the first ones.
 *
 * The range test of Smith: Cyclical Learning Rates for Training Neural Networks (2017), section 3.3, with smoothing and end as Gugger's How Do You Find A Good Learning Rate (2018) has them, and fastai's steepest point. A suggestion is where to begin: look at the curve. Where the loss first falls along other
 * directions than the one of the largest curvature, it may be larger than what is stable for long.
 * Throws RangeError where an option is out of range, what `fit` throws, and NonFiniteError where not even the first loss is finite.
 */
export function findLearningRate<In, Out>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>>,
  t: Targets<NoInfer<Out>>,
  options: LearningRateOptions,
): FoundLearningRate {
  checkRunOptions('findLearningRate', options);
  const { from = 1e-6, to = 10, steps = 100, smoothing = 0.9, ...ofRun } = options;
  checkOptions({ from, to, steps, smoothing });
  const [samples, targets] = checkSamples('findLearningRate', model, x, t);
  const rateOf = (k: number) => from * scalar.pow(to / from, k / (steps - 1));
  const learningRate = ({ step }: { step: number }) => rateOf(step);

  const curve: TriedRate[] = [];
  /** How many updates before each point its smoothed loss is of, in the mean. */
  const ages: number[] = [];
  let ended: FoundLearningRate['ended'] = 'steps';
  let [loss, age, left, smallest] = [0, 0, 1, Number.POSITIVE_INFINITY];
  const before = model.memory.copy();
  try {
    for (const report of stepsOf('findLearningRate', model, samples, targets, { ...ofRun, learningRate })) {
      loss = smoothing * loss + (1 - smoothing) * report.loss;
      // Whatever was there is one update older; the newest has no age.
      age = smoothing * (age + 1 - left);
      left *= smoothing;
      const smoothed = loss / (1 - left);
      curve.push({ learningRate: report.learningRate, loss: report.loss, smoothed });
      ages.push(age / (1 - left));
      smallest = Math.min(smallest, smoothed);
      if (smoothed > smallest + RISE * Math.abs(smallest)) ended = 'diverged';
      if (ended === 'diverged' || curve.length === steps) break;
    }
  } catch (error) {
    if (!(error instanceof NonFiniteError) || curve.length === 0) throw error;
    ended = 'diverged';
  } finally {
    model.memory.restore(before);
  }
  const k = steepest(curve);
  return { curve, ...(k >= 0 && { suggestion: rateOf(k - ages[k]!) }), ended };
}
