import { checkGiven, scalar } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/** The rate times `factor` after every `every` epochs (or steps): torch's StepLR. 0.1 by default. */
export function stepDecay(learningRate: number, options: { every: number; factor?: number; per?: Unit }): Schedule {
  const { every, factor = 0.1, per = 'epoch' } = checkGiven('stepDecay', options, '{ every: 10 }');
  checkUnit('stepDecay', per);
  checkPositive('stepDecay', { learningRate, every, factor });
  return (time) => learningRate * scalar.pow(factor, Math.floor(time[per] / every));
}
