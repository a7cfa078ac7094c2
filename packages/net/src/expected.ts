import { shown } from '@nn/formula';

/** Throws TypeError where something is not what a function of this library makes: such a function may have been left uncalled. */
export function checkMade(what: string, value: unknown, expected: string, fits: unknown): void {
  if (fits) return;
  const got = typeof value === 'function' ? 'a function: call it, ()' : shown(value);
  throw new TypeError(`${what}: expected ${expected}, got ${got}`);
}

/** Throws TypeError where there are no options and some are needed. */
export function checkGiven(who: string, options: unknown, such: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new TypeError(`${who}: options: expected an object such as ${such}, got ${shown(options)}`);
}

/** Throws TypeError where what should be a list is none. */
export function checkList(what: string, value: unknown, expected: string): void {
  if (!Array.isArray(value)) throw new TypeError(`${what}: expected ${expected}, got ${shown(value)}`);
}
