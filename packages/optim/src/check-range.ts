import { checkOption } from '@nn/formula';

/** Throws RangeError unless from <= value < below, TypeError where it is no number. */
export function checkRange(
  optimizer: string,
  setting: string,
  value: number,
  from = 0,
  below = Number.POSITIVE_INFINITY,
): void {
  if (typeof value === 'number' && value >= from && value < below) return;
  const range =
    below === Number.POSITIVE_INFINITY ? `a finite number from ${from}` : `a number from ${from} to below ${below}`;
  checkOption(`${optimizer}: ${setting}`, value, range, false);
}
