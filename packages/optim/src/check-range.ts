/** Throws RangeError unless from <= value < below. */
export function checkRange(
  optimizer: string,
  setting: string,
  value: number,
  from = 0,
  below = Number.POSITIVE_INFINITY,
): void {
  if (value >= from && value < below) return;
  const range =
    below === Number.POSITIVE_INFINITY ? `a finite number from ${from}` : `a number from ${from} to below ${below}`;
  throw new RangeError(`${optimizer}: ${setting}: expected ${range}, got ${value}`);
}
