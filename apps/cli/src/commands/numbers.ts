import { InvalidArgumentError } from 'commander';

const parse = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** A number that must satisfy a condition; said with what was expected. */
export const number =
  (expected: string, fits: (value: number) => boolean) =>
  (text: string): number => {
    const value = parse(text);
    if (!fits(value)) throw new InvalidArgumentError(`expected ${expected}, got '${text}'`);
    return value;
  };

/** Any number. */
export const finite = number('a number', Number.isFinite);

/** A number above 0. */
export const positive = number('a number above 0', (v) => Number.isFinite(v) && v > 0);

/** A whole number between two others. */
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER): ((text: string) => number) =>
  number(
    `a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}`,
    (v) => Number.isSafeInteger(v) && v >= least && v <= most,
  );

/** Nobody reads a lesson about more. */
const MOST = 100;

/** Numbers with commas between them. */
export function numbers(text: string): number[] {
  const parts = text.split(',');
  const wrong = parts.find((part) => !Number.isFinite(parse(part)));
  if (wrong !== undefined) {
    const which = parts.length > 1 ? ` has '${wrong}' in it` : ` is none`;
    throw new InvalidArgumentError(`expected numbers such as 1,2.5,-3, but '${text}'${which}`);
  }
  if (parts.length > MOST) throw new InvalidArgumentError(`expected at most ${MOST} numbers, got ${parts.length}`);
  return parts.map(parse);
}

/** Numbers above 0 with commas between them. */
export function positives(text: string): number[] {
  const all = numbers(text);
  const wrong = all.find((value) => value <= 0);
  if (wrong === undefined) return all;
  throw new InvalidArgumentError(`expected numbers above 0 such as 0.5,0.1, got ${wrong} in '${text}'`);
}
