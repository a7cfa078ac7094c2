import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/** The rate over 1 + decay t, t in epochs (or steps): fast at first, then ever slower (Robbins and Monro, 1951). */
export function inverseTimeDecay(
  learningRate: number,
  { decay, per = 'epoch' }: { decay: number; per?: Unit },
): Schedule {
  checkUnit('inverseTimeDecay', per);
  checkPositive('inverseTimeDecay', { learningRate, decay });
  return (time) => learningRate / (1 + decay * time[per]);
}
