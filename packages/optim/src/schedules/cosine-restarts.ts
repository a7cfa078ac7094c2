import { checkGiven } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { halfCosine } from './cosine-decay.js';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * `cosineDecay` again and again, each time `longer` times as long as before. Down to `least` over the first `every` epochs (or steps), then from the
 * rate anew; `longer` is 1 by default.
 * Throws RangeError where `longer` is below 1. Loshchilov and Hutter: SGDR (2017); torch's CosineAnnealingWarmRestarts.
 */
export function cosineRestarts(
  learningRate: number,
  options: { every: number; longer?: number; least?: number; per?: Unit },
): Schedule {
  const { every, longer = 1, least = 0, per = 'epoch' } = checkGiven('cosineRestarts', options, '{ every: 10 }');
  checkUnit('cosineRestarts', per);
  checkPositive('cosineRestarts', { learningRate, every, longer });
  checkRange('cosineRestarts', 'longer', longer, 1);
  checkRange('cosineRestarts', 'least', least);
  return (time) => {
    let [left, length] = [time[per], every];
    if (longer === 1) left %= every;
    while (left >= length) {
      left -= length;
      length *= longer;
    }
    return least + (learningRate - least) * halfCosine(left / length);
  };
}
