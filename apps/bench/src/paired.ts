/** How often `a` does as much in a second as `b`: the middle of the ratios of runs that stood beside each other, and their middle half. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** The best rates of each, in what `work` counts per second. */
  readonly a: number;
  readonly b: number;
}

const seconds = async (f: () => unknown): Promise<number> => {
  const began = performance.now();
  await f();
  return (performance.now() - began) / 1000;
};

const quantile = (sorted: readonly number[], q: number) => sorted[Math.round(q * (sorted.length - 1))]!;

/**
 * Times two functions in turns, so that what else the machine does falls on both alike. `work` is what one call does, in any unit;
 * calls are repeated until a turn takes at least `turn` seconds.
 */
export async function paired(
  { a, b, work }: { a: () => unknown; b: () => unknown; work: { a: number; b: number } },
  { rounds = 15, turn = 0.1 } = {},
): Promise<Ratio> {
  const repeated = async (f: () => unknown, work: number) => {
    await f();
    const once = Math.max(1e-6, Math.min(await seconds(f), await seconds(f)));
    const calls = Math.max(1, Math.ceil(turn / once));
    return async () => {
      const time = await seconds(async () => {
        for (let i = 0; i < calls; i++) await f();
      });
      return (calls * work) / time;
    };
  };
  const rateOf = { a: await repeated(a, work.a), b: await repeated(b, work.b) };
  const rates: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes from round to round.
    const first = round % 2 === 0 ? 'a' : 'b';
    const one = await rateOf[first]();
    const other = await rateOf[first === 'a' ? 'b' : 'a']();
    rates.push(first === 'a' ? { a: one, b: other } : { a: other, b: one });
  }
  const ratios = rates.map((r) => r.a / r.b).sort((x, y) => x - y);
  return {
    median: quantile(ratios, 0.5),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
    a: Math.max(...rates.map((r) => r.a)),
    b: Math.max(...rates.map((r) => r.b)),
  };
}

/** One line about a ratio: `matmul 512: 1.31 times tfjs-wasm (1.25 to 1.38); 38 and 29 GFLOP/s`. */
export const line = (what: string, than: string, unit: string, r: Ratio): string =>
  `${what}: ${r.median.toPrecision(3)} times ${than} (middle half ${r.low.toPrecision(3)} to ${r.high.toPrecision(3)}; best ${r.a.toPrecision(3)} and ${r.b.toPrecision(3)} ${unit})`;
