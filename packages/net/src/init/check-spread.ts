import { checkFinite, checkOption } from '@nn/formula';

/** Throws RangeError unless the mean is finite and the standard deviation is so from 0, TypeError where one is no number. */
export function checkSpread(initializer: string, mean: number, std: number): void {
  checkFinite(`${initializer}: mean`, mean);
  checkOption(`${initializer}: std`, std, 'a finite number from 0', Number.isFinite(std) && std >= 0);
}
