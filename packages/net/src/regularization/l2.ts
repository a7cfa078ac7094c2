import { checkOption, type Formula, formula, mul, square, sum } from '@nn/formula';

/**
 * The L2 penalty, rate Σw²: keeps all weights small. Its gradient is 2 rate w, that of a `weightDecay` of 2 rate of `sgd`. Hoerl and Kennard: Ridge
 * Regression (1970); scaled as Keras's.
 * Throws RangeError where the rate is not a finite number from 0.
 */
export function l2(rate: number): Formula<'w'> {
  checkOption('l2: rate', rate, 'a finite number from 0', Number.isFinite(rate) && rate >= 0);
  return formula(['w'], (w) => mul(rate, sum(square(w))));
}
