import { checkGiven, checkOption } from '@nn/formula';
import { checkPositive, checkUnit, type Schedule, type Unit } from './schedule.js';

/**
 * The rates of a list, one for each epoch (or step); the last one goes on: `listed([0.5, 0.5, 0.6, 0.9])`. Throws RangeError where the
 * list is empty or a rate is not a finite number above 0.
 */
export function listed(rates: readonly number[], options: { per?: Unit } = {}): Schedule {
  const { per = 'epoch' } = checkGiven('listed', options, "{ per: 'step' }");
  checkOption('listed: rates', rates, 'a list of one rate or more', Array.isArray(rates) && rates.length > 0, 'list');
  checkUnit('listed', per);
  checkPositive('listed', Object.fromEntries(rates.map((rate, i) => [`rates[${i}]`, rate])));
  const own = [...rates];
  return (time) => own[Math.min(time[per], own.length - 1)]!;
}
