import { checkGiven } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { halfCosine } from './cosine-decay.js';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * Up and then down once, both along half a turn of the cosine: `oneCycle(0.1, { over: 2000, per: 'step' })`. In the part `rise` of so many epochs
 * (or steps) it goes from `from` times the rate to all of it, and until their last to `least`, which goes on from there. By default rise 0.3, from 1 /
 * 25, and least a ten-thousandth of where it begins. Throws RangeError where a setting is out of range. Smith and Topin: Super-Convergence (2018);
 * torch's OneCycleLR, whose defaults these are, with `over` as its total_steps; momentum stays.
 */
export function oneCycle(
  learningRate: number,
  options: { over: number; rise?: number; from?: number; least?: number; per?: Unit },
): Schedule {
  const {
    over,
    rise = 0.3,
    from = 1 / 25,
    least = (learningRate * from) / 1e4,
    per = 'epoch',
  } = checkGiven('oneCycle', options, '{ over: 10 }');
  checkUnit('oneCycle', per);
  checkPositive('oneCycle', { learningRate, over, from });
  checkRange('oneCycle', 'rise', rise, 0, 1);
  checkRange('oneCycle', 'least', least);
  const start = learningRate * from;
  // Counted from 0, so that the last is one less; as torch has it, the peak is too.
  const [peak, last] = [rise * over - 1, over - 1];
  return (time) => {
    const t = time[per];
    if (t < peak) return learningRate + (start - learningRate) * halfCosine(t / peak);
    return least + (learningRate - least) * halfCosine(Math.min((t - peak) / (last - peak), 1));
  };
}
