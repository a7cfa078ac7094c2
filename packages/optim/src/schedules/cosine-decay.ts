import { checkGiven, scalar } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/** Half a turn of the cosine, from 1 at 0 to 0 at 1. */
export const halfCosine = (part: number): number => (1 + scalar.cosineOfTurns(part / 2)) / 2;

/**
 * From the rate down to `least` along half a turn of the cosine, `over` so many epochs (or steps). Until then it is
 * least + (rate - least) (1 + cos(pi t / over)) / 2, from then on `least`. 0 is the least by default. Loshchilov and Hutter: SGDR (2017), eq. 5, without restarts; torch's
 * CosineAnnealingLR as far as `over`.
 */
export function cosineDecay(learningRate: number, options: { over: number; least?: number; per?: Unit }): Schedule {
  const { over, least = 0, per = 'epoch' } = checkGiven('cosineDecay', options, '{ over: 10 }');
  checkUnit('cosineDecay', per);
  checkPositive('cosineDecay', { learningRate, over });
  checkRange('cosineDecay', 'least', least);
  return (time) => least + (learningRate - least) * halfCosine(Math.min(time[per] / over, 1));
}
