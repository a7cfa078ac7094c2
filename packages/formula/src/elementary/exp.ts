import type { DoubleLanes } from '../lanes.js';
import { LN2_HIGH, LN2_LOW } from './constants.js';

const LOG2_E = Math.LOG2E;

/** x = k ln 2 + r with |r| <= ln 2 / 2; gives k and e^r - 1 (its Taylor series, whose first term left out is below 2^-58). */
function reduce<T, M>(o: DoubleLanes<T, M>, x: T): { k: T; p: T } {
  const k = o.round(o.mul(x, o.constant(LOG2_E)));
  const r = o.sub(o.sub(x, o.mul(k, o.constant(LN2_HIGH))), o.mul(k, o.constant(LN2_LOW)));
  let factorial = 6227020800; // 13!
  let q = o.constant(1 / factorial);
  for (let n = 13; n > 2; n--) {
    factorial /= n;
    q = o.add(o.mul(q, r), o.constant(1 / factorial));
  }
  return { k, p: o.add(r, o.mul(o.mul(r, r), q)) };
}

/** e^x: within one unit in the last place of a double; 0 and infinity where it under- and overflows. */
export function exp<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const { k, p } = reduce(o, o.max(o.min(x, o.constant(710)), o.constant(-746)));
  // 2^k in two steps: the first of them alone may be out of range where the product is not.
  const half = o.round(o.mul(k, o.constant(0.5)));
  const y = o.mul(o.add(p, o.constant(1)), o.powerOfTwo(half));
  return o.mul(y, o.powerOfTwo(o.sub(k, half)));
}

/** e^x - 1 for x <= 0, exact also where e^x is close to 1. */
export function expm1OfNegative<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const { k, p } = reduce(o, o.max(x, o.constant(-60)));
  const scale = o.powerOfTwo(k);
  return o.add(o.mul(scale, p), o.sub(scale, o.constant(1)));
}
