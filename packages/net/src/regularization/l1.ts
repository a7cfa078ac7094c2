import { abs, checkOption, type Formula, formula, mul, sum } from '@nn/formula';

/**
 * The L1 penalty, rate Σ|w|: drives weights that hardly matter to 0. Tibshirani: Regression Shrinkage and Selection via the Lasso (1996).
 * Throws RangeError where the rate is not a finite number from 0.
 */
export function l1(rate: number): Formula<'w'> {
  checkOption('l1: rate', rate, 'a finite number from 0', Number.isFinite(rate) && rate >= 0);
  return formula(['w'], (w) => mul(rate, sum(abs(w))));
}
