import { checkOption, div, type Formula, formula, maximum, mul, sqrt, square, sum } from '@nn/formula';

/**
 * Keeps the weights that lead into each unit no longer than `most`, after each update: w min(1, most / |w|). They are a column w, and |w| = sqrt(Σw²).
 * Srivastava et al.: Dropout (2014), section 5.1.
 * Throws RangeError where `most` is not a finite number above 0.
 */
export function maxNorm(most: number): Formula<'w'> {
  checkOption('maxNorm: most', most, 'a finite number above 0', Number.isFinite(most) && most > 0);
  return formula(['w'], (w) => mul(w, div(most, maximum(sqrt(sum(square(w), 'eachColumn')), most))));
}
