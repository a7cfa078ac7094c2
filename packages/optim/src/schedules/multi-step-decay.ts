import { checkGiven, checkOption, scalar } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * The rate times `factor` (0.1 by default) at each of these epochs (or steps): torch's MultiStepLR. Throws RangeError where one of them is not a finite number above 0.
 */
export function multiStepDecay(
  learningRate: number,
  options: { at: readonly number[]; factor?: number; per?: Unit },
): Schedule {
  const { at, factor = 0.1, per = 'epoch' } = checkGiven('multiStepDecay', options, '{ at: [10, 20] }');
  checkUnit('multiStepDecay', per);
  checkPositive('multiStepDecay', { learningRate, factor });
  checkOption('multiStepDecay: at', at, 'a list of times', Array.isArray(at), 'list');
  checkPositive('multiStepDecay', Object.fromEntries(at.map((time, i) => [`at[${i}]`, time])));
  const times = [...at];
  return (time) => learningRate * scalar.pow(factor, times.filter((t) => t <= time[per]).length);
}
