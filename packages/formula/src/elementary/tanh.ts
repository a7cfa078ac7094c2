import type { DoubleLanes } from '../lanes.js';
import { expm1OfNegative } from './exp.js';

/** tanh |x| = -t / (t + 2) with t = e^(-2|x|) - 1; below 2^-28 it is x itself, to the last bit, sign of zero included. */
export function tanh<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const size = o.abs(x);
  const t = expm1OfNegative(o, o.mul(size, o.constant(-2)));
  const y = o.div(o.neg(t), o.add(t, o.constant(2)));
  const signed = o.select(o.less(x, o.constant(0)), o.neg(y), y);
  return o.select(o.less(size, o.constant(2 ** -28)), x, signed);
}
