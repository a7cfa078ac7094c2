const shown = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));

/** Throws TypeError where it is no number, RangeError where it is not finite. */
export function checkNumber(what: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`${what}: expected a number, got ${shown(value)}`);
  if (!Number.isFinite(value)) throw new RangeError(`${what}: expected a finite number, got ${value}`);
}

/** Throws TypeError where it is no list of numbers, RangeError where it is empty or a number is not finite. */
export function checkNumbers(what: string, values: unknown): void {
  if (!Array.isArray(values)) throw new TypeError(`${what}: expected a list of numbers, got ${shown(values)}`);
  if (values.length === 0) throw new RangeError(`${what}: expected at least one number, got none`);
  for (const [i, value] of values.entries()) checkNumber(`${what}[${i}]`, value);
}
