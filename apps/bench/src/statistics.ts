/** The middle of numbers, and where their middle half begins and ends. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The number below which a share q of them lies, straight between neighbours. */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

export function quartiles(values: readonly number[]): Quartiles {
  if (values.length === 0) throw new RangeError('quartiles: expected at least one number');
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

export const median = (values: readonly number[]): number => quartiles(values).median;

/** How many times as fast `a` is as `b`: within each round, so that what else the machine did in that round falls on both. */
export const ratios = (a: readonly number[], b: readonly number[]): Quartiles =>
  quartiles(a.map((seconds, round) => b[round]! / seconds));
