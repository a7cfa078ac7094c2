/** How much of a text an error shows. */
const LONGEST = 60;

/** What was given, as errors of all packages show it. Numbers, texts and short lists are shown as they are written, anything else by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > LONGEST ? `'${value.slice(0, LONGEST)}…'` : `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) {
    return value.length > 8 ? `a list of ${value.length}` : `[${value.map(shown).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const kind = value.constructor?.name ?? 'Object';
  return kind === 'Object' ? 'an object' : `an object of ${kind}`;
}

/**
 * Throws unless it fits: `sgd: momentum: expected a number from 0 to below 1, got 2`. `what` is the function and its argument. RangeError where something of the right kind (a number unless
 * said otherwise) is not as it must be, TypeError where it is of another kind; 'none' where no number and no list can be right.
 */
export function checkOption(
  what: string,
  value: unknown,
  expected: string,
  fits: boolean,
  kind: 'number' | 'list' | 'number or list' | 'none' = 'number',
): void {
  if (fits) return;
  const isOfKind = Array.isArray(value) ? kind.includes('list') : typeof value === 'number' && kind.includes('number');
  throw new (isOfKind ? RangeError : TypeError)(`${what}: expected ${expected}, got ${shown(value)}`);
}

/** Throws RangeError unless it is a whole number from `least`, TypeError where it is no number. */
export const checkCount = (what: string, value: unknown, least = 1): void =>
  checkOption(what, value, `a whole number from ${least}`, Number.isSafeInteger(value) && (value as number) >= least);

/** Throws RangeError unless it is a finite number, TypeError where it is no number. */
export const checkFinite = (what: string, value: unknown): void =>
  checkOption(what, value, 'a finite number', Number.isFinite(value));

/** Throws RangeError unless it is a whole number, TypeError where it is no number. */
export const checkSeed = (what: string, value: unknown): void =>
  checkOption(what, value, 'a whole number', Number.isSafeInteger(value));

/** Throws TypeError where something is not what a function of the library makes. Such a function may have been left uncalled, and the error says so. */
export function checkMade(what: string, value: unknown, expected: string, fits: unknown): void {
  if (fits) return;
  const got = typeof value === 'function' ? 'a function: call it, ()' : shown(value);
  throw new TypeError(`${what}: expected ${expected}, got ${got}`);
}

/** Throws TypeError unless it is true or false. */
export const checkTruth = (what: string, value: unknown): void =>
  checkMade(what, value, 'true or false', typeof value === 'boolean');

/** Gives a record back. Throws TypeError where it is none, and shows one such as it should be. */
export function checkRecord<T>(what: string, value: T, such: string): T {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  checkOption(what, value, `an object such as ${such}`, isRecord, 'none');
  return value;
}

/** Gives a function's options back. Throws TypeError where there are none, or something stands in their place. `such` shows some. */
export const checkGiven = <T>(who: string, options: T, such: string): T =>
  checkRecord(`${who}: options`, options, such);

/** Throws TypeError where what should be a list is none. */
export function checkList(what: string, value: unknown, expected: string): void {
  checkOption(what, value, expected, Array.isArray(value), 'list');
}
