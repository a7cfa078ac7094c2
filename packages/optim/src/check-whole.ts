import { checkOption } from '@nn/formula';

/** Throws RangeError unless the value is a whole number, not below `from`, TypeError where it is no number. */
export function checkWhole(who: string, setting: string, value: number, from?: number): void {
  const range = from === undefined ? '' : ` from ${from}`;
  const fits = Number.isSafeInteger(value) && value >= (from ?? value);
  checkOption(`${who}: ${setting}`, value, `a whole number${range}`, fits);
}
