import type { DoubleLanes } from '../lanes.js';
import { exp } from './exp.js';
import { log } from './log.js';

/** x to a whole power, by repeated squaring. */
function whole<T, M>(o: DoubleLanes<T, M>, x: T, n: number): T {
  if (n === 0) return o.constant(1);
  const half = whole(o, x, Math.floor(n / 2));
  const even = n === 1 ? x : o.mul(half, half);
  return n > 1 && n % 2 === 1 ? o.mul(even, x) : even;
}

/**
 * x to the power of a constant. Whole powers up to 64 are products; larger ones are e^(p log |x|) with the sign of the product; powers that are
 * not whole are e^(p log x), NaN for a negative x. Where a logarithm is used the relative error is about |p log x| 2^-53.
 */
export function pow<T, M>(o: DoubleLanes<T, M>, x: T, p: number): T {
  if (Number.isInteger(p) && Math.abs(p) <= 64) {
    const y = whole(o, x, Math.abs(p));
    return p < 0 ? o.div(o.constant(1), y) : y;
  }
  const power = (base: T) => exp(o, o.mul(o.constant(p), log(o, base)));
  if (!Number.isInteger(p)) return power(x);
  const size = power(o.abs(x));
  return p % 2 === 0 ? size : o.select(o.less(x, o.constant(0)), o.neg(size), size);
}
