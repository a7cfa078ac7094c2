/** A number with so many decimals and a true minus sign; a very large one as `1.2e7`. */
export function fixed(value: number, decimals = 3): string {
  const text = Math.abs(value) >= 1e5 ? value.toExponential(1).replace('e+', 'e') : value.toFixed(decimals);
  // No minus before a zero.
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace(/-/g, '−').replace('Infinity', '∞');
}

/** A number that may be tiny, so that exactly 0 is told from almost 0: `0`, `4.1e−14`, `0.012`. */
export const telling = (value: number): string =>
  value === 0 ? '0' : Math.abs(value) < 1e-3 ? value.toExponential(1).replace(/-/g, '−') : fixed(value, 4);

/** w1 as people write it: w₁. */
export const subscript = (name: string): string =>
  name.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));

/** How many decimals the ticks of an axis from 0 to `most` need. */
export const decimalsFor = (most: number): number => (most >= 10 ? 0 : most >= 1 ? 1 : most >= 0.1 ? 2 : 4);

/** Two significant digits for a learning rate: 0.015, 1.2, 12. */
export const rateText = (rate: number): string => String(Number(rate.toPrecision(2)));
