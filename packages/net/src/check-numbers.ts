import { checkList, shown } from '@nn/formula';

/** Throws TypeError where it is no number, RangeError where it is not finite. */
export function checkNumber(what: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`${what}: expected a number, got ${shown(value)}`);
  if (!Number.isFinite(value)) throw new RangeError(`${what}: expected a finite number, got ${value}`);
}

/** Throws TypeError where it is no list of numbers, RangeError where it is empty or a number is not finite. */
export function checkNumbers(what: string, values: unknown): asserts values is readonly number[] {
  checkList(what, values, 'a list of numbers');
  const list = values as readonly unknown[];
  if (list.length === 0) throw new RangeError(`${what}: expected at least one number, got none`);
  for (const [i, value] of list.entries()) checkNumber(`${what}[${i}]`, value);
}
