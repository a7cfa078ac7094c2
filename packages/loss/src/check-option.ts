/** Throws RangeError where an option of a loss is not a finite number that `fits`. */
export function checkOption(what: string, value: number, expected: string, fits: (value: number) => boolean): void {
  if (Number.isFinite(value) && fits(value)) return;
  const got = typeof value === 'string' ? `'${value}'` : value;
  throw new RangeError(`${what}: expected ${expected}, got ${got}`);
}
