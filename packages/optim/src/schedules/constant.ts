import { checkPositive, type Schedule } from './schedule.js';

/** One rate for ever, for what takes a schedule: `warmup(constant(0.1), { over: 5 })`. Throws RangeError where it is not a finite number above 0. */
export function constant(learningRate: number): Schedule {
  checkPositive('constant', { learningRate });
  return () => learningRate;
}
