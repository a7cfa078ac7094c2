import { checkFinite, type Expr, exp, greater, mul, select, sub } from '@nn/formula';
import { type Activation, activation } from './activation.js';

/** x above 0, alpha (eˣ - 1) at 0 and below. */
export const eluOf = (x: Expr, alpha: number): Expr => {
  const isPositive = greater(x, 0);
  // Where x is chosen, the exponential is of 0: one that overflows would make the slope NaN.
  return select(isPositive, x, mul(alpha, sub(exp(select(isPositive, 0, x)), 1)));
};

/**
 * f(x) = x above 0, alpha (eˣ - 1) at 0 and below, so above -alpha; its slope at 0 is alpha (as PyTorch has it).
 * Clevert, Unterthiner and Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units (2016), eq. 15.
 * Throws RangeError where alpha is not finite, TypeError where it is no number.
 */
export function elu(alpha = 1): Activation {
  checkFinite('elu: alpha', alpha);
  return activation('elu', (x) => eluOf(x, alpha));
}
