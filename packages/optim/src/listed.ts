import { checkPositive, type Schedule, type Unit } from './schedule.js';

/**
 * The rates of a list, one for each epoch (or step); the last one goes on: `listed([0.5, 0.5, 0.6, 0.9])`. Throws RangeError where the
 * list is empty or a rate is not a finite number above 0.
 */
export function listed(rates: readonly number[], { per = 'epoch' }: { per?: Unit } = {}): Schedule {
  if (!Array.isArray(rates) || rates.length === 0) {
    throw new RangeError(
      `listed: rates: expected a list of one rate or more, got ${Array.isArray(rates) ? 'an empty list' : rates}`,
    );
  }
  checkPositive('listed', Object.fromEntries(rates.map((rate, i) => [`rates[${i}]`, rate])));
  const own = [...rates];
  return (time) => own[Math.min(time[per], own.length - 1)]!;
}
