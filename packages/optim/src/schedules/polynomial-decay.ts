import { checkGiven, scalar } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * The rate times (1 - t / over)^power, t in epochs (or steps), and 0 from `over` on. It is a straight line where the power is 1, as by default. torch's
 * PolynomialLR.
 */
export function polynomialDecay(learningRate: number, options: { over: number; power?: number; per?: Unit }): Schedule {
  const { over, power = 1, per = 'epoch' } = checkGiven('polynomialDecay', options, '{ over: 10 }');
  checkUnit('polynomialDecay', per);
  checkPositive('polynomialDecay', { learningRate, over, power });
  return (time) => learningRate * scalar.pow(Math.max(0, 1 - time[per] / over), power);
}
