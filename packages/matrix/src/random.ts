import { checkCount, checkFinite, checkGiven, checkSeed, scalar, streamKey, uniformAt } from '@nn/formula';
import { blank, checkSize, fromData } from './create.js';
import type { Dim, DType, Matrix } from './matrix.js';

/** A stream of random numbers: each call takes the next ones. The same seed gives the same bits in every engine. */
export interface Random {
  readonly seed: number;
  /** Uniform from min to max, 0 to 1 by default. max itself is not drawn, but a number close to it may be rounded to it. */
  uniform<R extends number, C extends number>(
    rows: R,
    cols: C,
    options?: { min?: number; max?: number; dtype?: DType },
  ): Matrix<Dim<R>, Dim<C>>;
  /** Normal with a mean of 0 and a standard deviation of 1 by default (Box and Muller, 1958). */
  normal<R extends number, C extends number>(
    rows: R,
    cols: C,
    options?: { mean?: number; std?: number; dtype?: DType },
  ): Matrix<Dim<R>, Dim<C>>;
  /** The numbers 0 to n - 1 in random order, each order equally likely (Fisher and Yates; Durstenfeld, 1964). */
  permutation(n: number): Int32Array;
}

/** Throws RangeError unless all are finite, TypeError where one is no number. */
function checkNumbers(who: string, settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) {
    checkFinite(`${who}: ${name}`, value);
  }
}

/**
 * A stream of random numbers from a seed, any integer from -2^53 to 2^53, 0 included. Counter-based (Threefry-2x32, see
 * `threefry`): call k draws from key (seed, stream, k), so streams of one seed with other numbers are independent. `from` is the k of the first
 * call, 0 unless given: `random(seed, stream, 2)` goes on as `random(seed, stream)` does after two calls. Throws RangeError where seed is no such integer, or `from` not one from 0.
 */
export function random(seed: number, stream = 0, from = 0): Random {
  checkSeed('random: seed', seed);
  checkSize('random: stream', stream);
  checkCount('random: from', from, 0);
  let call = from;
  const draw = () => {
    const key = streamKey({ seed, step: call++ }, stream);
    return (index: number) => uniformAt(key, index);
  };
  const fill = <R extends number, C extends number>(
    who: string,
    rows: R,
    cols: C,
    dtype: DType,
    at: (index: number) => number,
  ) => {
    const result = blank(who, rows, cols, { dtype });
    for (let i = 0; i < result.data.length; i++) result.data[i] = at(i);
    return fromData(rows, cols, result.data);
  };
  return {
    seed,
    uniform: (rows, cols, options = {}) => {
      const { min = 0, max = 1, dtype = 'f32' } = checkGiven('uniform', options, '{ min: -1, max: 1 }');
      checkNumbers('uniform', { min, max });
      const next = draw();
      return fill('uniform', rows, cols, dtype, (i) => min + (max - min) * next(i));
    },
    normal: (rows, cols, options = {}) => {
      const { mean = 0, std = 1, dtype = 'f32' } = checkGiven('normal', options, '{ std: 0.1 }');
      checkNumbers('normal', { mean, std });
      const next = draw();
      return fill('normal', rows, cols, dtype, (i) => {
        const radius = Math.sqrt(-2 * scalar.log(1 - next(2 * i)));
        return mean + std * radius * scalar.cosineOfTurns(next(2 * i + 1));
      });
    },
    permutation: (n) => {
      checkSize('permutation: n', n);
      const next = draw();
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        // Two draws of 24 bits: one would favour some places of a long list.
        const j = Math.floor((next(2 * i) + next(2 * i + 1) * 2 ** -24) * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
