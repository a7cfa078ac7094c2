/** What was given, as errors of all packages show it. Numbers, texts and short lists are shown as they are written, anything else by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) {
    return value.length > 8 ? `a list of ${value.length}` : `[${value.map(shown).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const kind = value.constructor?.name ?? 'Object';
  return kind === 'Object' ? 'an object' : `an object of ${kind}`;
}

/**
 * Throws unless it fits: `sgd: momentum: expected a number from 0 to below 1, got 2`. `what` is the function and its argument. RangeError where a number or a list is
 * not as it must be, TypeError where something is of another kind.
 */
export function checkOption(what: string, value: unknown, expected: string, fits: boolean): void {
  if (fits) return;
  const isNumeric = typeof value === 'number' || Array.isArray(value);
  throw new (isNumeric ? RangeError : TypeError)(`${what}: expected ${expected}, got ${shown(value)}`);
}
