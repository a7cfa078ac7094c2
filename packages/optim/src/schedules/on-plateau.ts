import { checkCount, checkGiven } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { checkPositive, type Schedule } from './schedule.js';

/**
 * The rate times `factor` whenever the loss has not fallen for more than `patience` epochs, never below `least`. It has fallen where it is below the best one by more than `threshold` times that;
 * after the rate was lowered, `cooldown` epochs are not counted. Looks at `losses` of `Time` alone, from the first on, so that a run that goes on has the rates of one that
 * never stopped. By default factor 0.1, patience 10, threshold 1e-4, cooldown 0, least 0. Throws RangeError where a setting is out of range. torch's ReduceLROnPlateau (mode
 * min, threshold_mode rel, whose defaults these are), without its eps, which leaves a rate as it is that would move by 1e-8 or less; for losses below 0 the threshold counts by their size.
 */
export function onPlateau(
  learningRate: number,
  options: { factor?: number; patience?: number; threshold?: number; cooldown?: number; least?: number } = {},
): Schedule {
  const {
    factor = 0.1,
    patience = 10,
    threshold = 1e-4,
    cooldown = 0,
    least = 0,
  } = checkGiven('onPlateau', options, '{ patience: 5 }');
  checkPositive('onPlateau', { learningRate });
  checkRange('onPlateau', 'factor', factor, 0, 1);
  checkCount('onPlateau: patience', patience, 0);
  checkRange('onPlateau', 'threshold', threshold);
  checkCount('onPlateau: cooldown', cooldown, 0);
  checkRange('onPlateau', 'least', least);
  return ({ losses }) => {
    let [rate, best, bad, resting] = [learningRate, losses[0]!, 0, 0];
    for (const loss of losses.slice(1)) {
      if (loss < best - threshold * Math.abs(best)) {
        best = loss;
        bad = 0;
      } else bad++;
      if (resting > 0) {
        resting--;
        bad = 0;
      }
      if (bad > patience) {
        rate = Math.max(rate * factor, least);
        resting = cooldown;
        bad = 0;
      }
    }
    return rate;
  };
}
