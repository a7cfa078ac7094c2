import { checkGiven, scalar } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/** The rate times e^(-decay t), t in epochs (or steps): it falls by the same part each time. */
export function exponentialDecay(learningRate: number, options: { decay: number; per?: Unit }): Schedule {
  const { decay, per = 'epoch' } = checkGiven('exponentialDecay', options, '{ decay: 0.1 }');
  checkUnit('exponentialDecay', per);
  checkPositive('exponentialDecay', { learningRate, decay });
  return (time) => learningRate * scalar.exp(-decay * time[per]);
}
