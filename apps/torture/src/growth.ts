/** The median of the slopes between all pairs of numbers (Theil and Sen): few outliers do not move it. */
function medianSlope(values: readonly number[]): number {
  const slopes = values.flatMap((a, i) => values.slice(i + 1).map((b, k) => (b - a) / (k + 1)));
  return slopes.sort((a, b) => a - b)[slopes.length >> 1] ?? 0;
}

/** By how much something grows from the middle of its samples to the last one, outliers aside: what comes before is warming up. */
export function growth(samples: readonly number[]): number {
  const half = samples.slice(samples.length >> 1);
  return medianSlope(half) * (half.length - 1);
}

/** Bytes in MiB, with one decimal. */
export const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
