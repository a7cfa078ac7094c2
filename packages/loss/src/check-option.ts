/** Throws TypeError where an option of a loss is no number, RangeError where it is not a finite one that `fits`. */
export function checkOption(what: string, value: number, expected: string, fits: (value: number) => boolean): void {
  if (typeof value !== 'number') {
    const got = typeof value === 'string' ? `'${value}'` : value === null ? 'null' : typeof value;
    throw new TypeError(`${what}: expected ${expected}, got ${got}`);
  }
  if (!(Number.isFinite(value) && fits(value))) throw new RangeError(`${what}: expected ${expected}, got ${value}`);
}
