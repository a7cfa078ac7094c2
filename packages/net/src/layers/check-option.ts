import { checkOption } from '@nn/formula';
import { checkMade } from '../expected.js';

export { checkOption };

/** Throws RangeError unless it is a whole number from `least`, TypeError where it is no number. */
export const checkCount = (what: string, value: unknown, least = 1): void =>
  checkOption(what, value, `a whole number from ${least}`, Number.isSafeInteger(value) && (value as number) >= least);

/** Throws RangeError unless it is a finite number, TypeError where it is no number. */
export const checkFinite = (what: string, value: unknown): void =>
  checkOption(what, value, 'a finite number', Number.isFinite(value));

/** Throws RangeError unless it is a whole number, TypeError where it is no number. */
export const checkSeed = (what: string, value: unknown): void =>
  checkOption(what, value, 'a whole number', Number.isSafeInteger(value));

/** Throws TypeError unless it is true or false. */
export const checkTruth = (what: string, value: unknown): void =>
  checkMade(what, value, 'true or false', typeof value === 'boolean');
