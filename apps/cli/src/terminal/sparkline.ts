import type { Terminal } from './io.js';

const BLOCKS = '▁▂▃▄▅▆▇█';
/** As much ink as height. */
const ASCII = '_.-:=+*#';

/** The characters of a small curve, from low to high: blocks, or ASCII where the terminal or the locale says that it has no others. */
export function marksOf({ LC_ALL, LC_CTYPE, LANG, TERM }: Terminal['env']): string {
  const locale = LC_ALL || LC_CTYPE || LANG;
  const unicode = TERM !== 'linux' && (!locale || /utf-?8/i.test(locale));
  return unicode ? BLOCKS : ASCII;
}

/** The lowest and the highest number of some series that are drawn to one scale. */
export type Range = readonly [low: number, high: number];

/** What several series have as their common scale. */
export function rangeOf(...series: readonly (readonly number[])[]): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of series) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/** A series of at most so many numbers, each the mean of a stretch. */
const condensed = (values: readonly number[], most: number): readonly number[] =>
  values.length <= most
    ? values
    : Array.from({ length: most }, (_, i) => {
        const stretch = values.slice(
          Math.floor((i * values.length) / most),
          Math.floor(((i + 1) * values.length) / most),
        );
        return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
      });

/**
 * A series as a small curve of at most so many characters. Its scale is logarithmic where all numbers are above 0, since losses fall by factors;
 * what is not finite is drawn as the highest.
 */
export function sparkline(values: readonly number[], most: number, [low, high]: Range, marks = BLOCKS): string {
  const scale = low > 0 ? Math.log : (value: number) => value;
  const [bottom, spread] = [scale(low), scale(high) - scale(low)];
  const mark = (value: number) => {
    const height = Number.isFinite(value) ? (scale(value) - bottom) / spread : 1;
    // Where all are the same there is no height.
    return marks[Math.min(marks.length - 1, Math.floor((height || 0) * marks.length))];
  };
  return condensed(values, most).map(mark).join('');
}
