import { random } from '@nn/matrix';

/** Whole numbers from a seed, one after the other, for choosing what to do next. */
export interface Chance {
  /** From 0 to below n. */
  below(n: number): number;
  /** One of some. */
  of<T>(some: readonly T[]): T;
}

export function chance(seed: number): Chance {
  const MANY = 4096;
  let [stream, numbers, at] = [0, new Float64Array(0) as ArrayLike<number>, 0];
  const next = () => {
    if (at === numbers.length) [numbers, at] = [random(seed, stream++).uniform(1, MANY, { dtype: 'f64' }).data, 0];
    return numbers[at++]!;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, of: (some) => some[below(some.length)]! };
}
