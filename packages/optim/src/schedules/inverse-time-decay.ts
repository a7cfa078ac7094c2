import { checkGiven } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/** The rate over 1 + decay t, t in epochs (or steps): fast at first, then ever slower (Robbins and Monro, 1951). */
export function inverseTimeDecay(learningRate: number, options: { decay: number; per?: Unit }): Schedule {
  const { decay, per = 'epoch' } = checkGiven('inverseTimeDecay', options, '{ decay: 0.1 }');
  checkUnit('inverseTimeDecay', per);
  checkPositive('inverseTimeDecay', { learningRate, decay });
  return (time) => learningRate / (1 + decay * time[per]);
}
