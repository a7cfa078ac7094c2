import { scalar } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * The rate times (1 - t / over)^power, t in epochs (or steps), and 0 from `over` on. It is a straight line where the power is 1, as by default. torch's
 * PolynomialLR.
 */
export function polynomialDecay(
  learningRate: number,
  { over, power = 1, per = 'epoch' }: { over: number; power?: number; per?: Unit },
): Schedule {
  checkUnit('polynomialDecay', per);
  checkPositive('polynomialDecay', { learningRate, over, power });
  return (time) => learningRate * scalar.pow(Math.max(0, 1 - time[per] / over), power);
}
