/** A number with three digits that count: 31.2, 1,250, 0.0123, 2.18e-5. */
export function digits(value: number, count = 3): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(count - 1);
  const rounded = Number(value.toPrecision(count));
  const decimals = rounded === 0 ? 0 : Math.max(0, count - 1 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** 0.25 as 1/4. */
export const fraction = (part: number): string => `1/${Math.round(1 / part)}`;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
