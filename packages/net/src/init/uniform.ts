import { checkFinite, checkGiven, checkOption } from '@nn/formula';
import type { Initializer } from './initializer.js';

/** Uniform in [min, max); -0.05 to 0.05 by default, as in Keras. Throws RangeError where max is below min or one is not finite, TypeError where one is no number. */
export function uniform(options: { min?: number; max?: number } = {}): Initializer {
  const { min = -0.05, max = 0.05 } = checkGiven('uniform', options, '{ min: -1, max: 1 }');
  checkFinite('uniform: min', min);
  checkOption('uniform: max', max, `a finite number from min (${min})`, Number.isFinite(max) && max >= min);
  return (rows, cols, random) => random.uniform(rows, cols, { min, max });
}
