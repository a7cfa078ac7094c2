import type { DoubleLanes } from '../lanes.js';
import { TWO_OVER_ROOT_PI } from './constants.js';
import { exp, expm1OfNegative } from './exp.js';

/** Before this, erfc has become 0 in double precision. */
const END = 28;

// S of the exponent below as a ratio of polynomials, highest power first: relative to a + S it is within 2^-54 up to the end (tools/reference/erf.py).
const TOP = [
  9.589422880602132e-12, 8.773413919060877e-9, 1.5056126684510336e-6, 8.46360074521051e-5, 0.001979376494985558,
  0.022519258268238928, 0.14353888009109436, 0.5721476994333882, 1.481325569144888, 2.476984138602486,
  2.4481402365193685, 1.1283791670955126,
];
const BOTTOM = [
  1.0564511001328784e-12, 1.317889912890014e-9, 2.832237543720969e-7, 1.9523983333344753e-5, 0.0005586365928594684,
  0.00778220636132318, 0.06042005310071189, 0.29288582521323886, 0.9413246952073067, 2.038803357665435,
  2.906492966126661, 2.4916451367927595, 1,
];

/** log erfc a = -a (a + S(a)) for a = |x|. S is smooth: 2/√π at 0, and it falls slowly towards 0. */
function exponent<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const a = o.min(o.abs(x), o.constant(END));
  const polynomial = ([highest, ...rest]: readonly number[]) =>
    rest.reduce((sum, c) => o.add(o.mul(sum, a), o.constant(c)), o.constant(highest!));
  return o.mul(o.neg(a), o.add(a, o.div(polynomial(TOP), polynomial(BOTTOM))));
}

/** erf |x| = 1 - erfc |x|, as the negative of an e^y - 1 that is exact near 0 too; there erf x is 2x/√π, sign of zero included. */
export function erf<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const y = expm1OfNegative(o, exponent(o, x));
  const signed = o.select(o.less(x, o.constant(0)), y, o.neg(y));
  return o.select(o.less(o.abs(x), o.constant(2 ** -28)), o.mul(x, o.constant(TWO_OVER_ROOT_PI)), signed);
}

/** erfc x = 1 - erf x, and 2 - erfc |x| below 0: its small side keeps its digits, with a relative error below (1 + x²) 2^-51. */
export function erfc<T, M>(o: DoubleLanes<T, M>, x: T): T {
  const y = exp(o, exponent(o, x));
  return o.select(o.less(x, o.constant(0)), o.sub(o.constant(2), y), y);
}
