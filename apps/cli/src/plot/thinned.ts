import { random } from '@nn/matrix';

/** At most so many of a list, evenly, with the first and the last: for curves. */
export const thinned = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);

/** At most so many places of 0 to n - 1, by chance but always the same ones, in order: for clouds of points. */
export const sampled = (n: number, most: number): number[] =>
  n <= most
    ? Array.from({ length: n }, (_, i) => i)
    : Array.from(random(0).permutation(n).slice(0, most)).sort((a, b) => a - b);
