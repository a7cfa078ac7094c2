/** Throws RangeError unless the value is a whole number, not below `from`. */
export function checkWhole(who: string, setting: string, value: number, from?: number): void {
  if (Number.isSafeInteger(value) && value >= (from ?? value)) return;
  const range = from === undefined ? '' : ` from ${from}`;
  throw new RangeError(`${who}: ${setting}: expected a whole number${range}, got ${value}`);
}
