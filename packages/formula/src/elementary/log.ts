import type { DoubleLanes } from '../lanes.js';
import { LN2_HIGH, LN2_LOW } from './constants.js';

const SMALLEST_NORMAL = 2 ** -1022;

/**
 * The natural logarithm. With x = m 2^e and f = m - 1, log m = 2 atanh s for s = f / (2 + f); the series of atanh is
 * added as fdlibm does it, f - (f²/2 - s (f²/2 + R)), so that nothing is lost near 1.
 */
export function log<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const c = o.constant;
  const tiny = o.less(x, c(SMALLEST_NORMAL));
  const normal = o.select(tiny, o.mul(x, c(2 ** 54)), x);
  const significand = o.significand(normal);
  const large = o.less(c(Math.SQRT2), significand);
  const m = o.select(large, o.mul(significand, c(0.5)), significand);
  const e = o.add(o.add(o.exponent(normal), o.select(large, c(1), c(0))), o.select(tiny, c(-54), c(0)));

  const f = o.sub(m, c(1));
  const s = o.div(f, o.add(f, c(2)));
  const z = o.mul(s, s);
  let R = c(2 / 23);
  for (let n = 21; n >= 3; n -= 2) R = o.add(o.mul(R, z), c(2 / n));
  R = o.mul(R, z);
  const halfSquare = o.mul(o.mul(f, f), c(0.5));
  const tail = o.add(o.mul(s, o.add(halfSquare, R)), o.mul(e, c(LN2_LOW)));
  const y = o.sub(o.mul(e, c(LN2_HIGH)), o.sub(o.sub(halfSquare, tail), f));

  // NaN and infinity stay, 0 becomes -infinity, what is negative has no logarithm.
  const finite = o.select(o.less(x, c(Infinity)), y, x);
  return o.select(o.less(c(0), x), finite, o.select(o.equal(x, c(0)), c(-Infinity), c(NaN)));
}

/** log(1 + u) for u >= 0, exact also for a small u: the rounding of 1 + u is divided out again (Kahan). */
export function log1p<T, M>(o: DoubleLanes<T, M>, u: T): T {
  const w = o.add(u, o.constant(1));
  const lost = o.equal(w, o.constant(1));
  const denominator = o.select(lost, o.constant(1), o.sub(w, o.constant(1)));
  return o.select(lost, u, o.mul(log(o, w), o.div(u, denominator)));
}
