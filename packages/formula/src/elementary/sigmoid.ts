import type { DoubleLanes } from '../lanes.js';
import { exp } from './exp.js';
import { log1p } from './log.js';

/** 1 / (1 + e^-x), from e^-|x| so that neither side overflows and the small side keeps its digits. */
export function sigmoid<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const e = exp(o, o.neg(o.abs(x)));
  const large = o.div(o.constant(1), o.add(e, o.constant(1)));
  return o.select(o.less(x, o.constant(0)), o.mul(e, large), large);
}

/** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|). */
export function softplus<T, M>(o: DoubleLanes<T, M>, x: T): T {
  return o.add(o.max(x, o.constant(0)), log1p(o, exp(o, o.neg(o.abs(x)))));
}
