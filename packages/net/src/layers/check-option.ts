/** Throws RangeError unless a setting of a layer is as it must be. */
export function checkOption(what: string, value: unknown, expected: string, fits: boolean): void {
  if (!fits) throw new RangeError(`${what}: expected ${expected}, got ${JSON.stringify(value) ?? String(value)}`);
}

/** Throws RangeError unless it is a whole number from 1. */
export const checkCount = (what: string, value: number): void =>
  checkOption(what, value, 'a whole number from 1', Number.isInteger(value) && value >= 1);
