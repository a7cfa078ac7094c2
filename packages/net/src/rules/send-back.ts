import {
  checkGiven,
  derivative,
  type Expr,
  type Formula,
  formula,
  matmul,
  mul,
  substitute,
  toValues,
} from '@nn/formula';
import { fromData, type Matrix, map, transpose } from '@nn/matrix';
import type { Activation } from '../activations/activation.js';
import { linear } from '../activations/linear.js';
import { checkNumber } from '../check-numbers.js';
import { checkActivation } from '../layers/check-activation.js';
import { checkColumns, type Rows } from '../samples.js';
import { type RuleName, rules } from './index.js';
import type { Rule } from './rule.js';

/** The matrix that leads forward and the one that leads back, in one notation. */
export interface MatrixPair {
  readonly forward: Matrix;
  readonly backward: Matrix;
}

/** What one rule makes of an error. */
export interface SentBack {
  readonly rule: string;
  /** Over the error `e`, the weights `W` and the slope of the activation `slope`. */
  readonly formula: Formula<'e' | 'W' | 'slope'>;
  /** Those of them that this rule uses: `text(formula, { values })` writes it out. */
  readonly values: Readonly<Partial<Record<'e' | 'W' | 'slope', Matrix>>>;
  /** The error of the layer's inputs: n x inputs. */
  readonly error: Matrix;
  /** One sample is a row: y = x W, and back e B. */
  readonly rows: MatrixPair;
  /** One sample is a column, as in the study notes: y = Wᵀ x, and back Bᵀ e. With B = Wᵀ the matrix that leads back there looks like ours forward. */
  readonly columns: MatrixPair;
}

/** In double precision. Throws RangeError or TypeError where there is something else than finite numbers. */
function doubled(given: Rows, what: string): Matrix {
  const { rows, cols, data } = toValues(given, what);
  if (rows === 0 || cols === 0) throw new RangeError(`${what}: expected at least one number, got ${rows} x ${cols}`);
  const numbers = Array.from(data);
  for (const [k, value] of numbers.entries()) {
    checkNumber(`${what}: row ${Math.floor(k / cols)}, column ${k % cols}`, value);
  }
  return fromData(rows, cols, Float64Array.from(numbers));
}

/**
 * Sends the error of a layer's outputs back through its weights by each of the three rules, to be compared. The error is n x outputs, the weights are
 * inputs x outputs. `sums` (n x outputs) are what the activation was applied to: the gradient multiplies the error by its slope there; without them the
 * slope is 1. Shares of weights that sum to 0 are not a number. Throws RangeError and TypeError where sizes do not fit or a number is not finite.
 */
export function sendBack(
  weights: Rows,
  error: Rows,
  options: { activation?: Activation; sums?: Rows } = {},
): Record<RuleName, SentBack> {
  const { activation = linear, sums } = checkGiven('sendBack', options, '{ activation: sigmoid }');
  checkActivation('sendBack', activation);
  const W = doubled(weights, 'sendBack: weights');
  const e = doubled(error, 'sendBack: error');
  checkColumns('sendBack: error', e, W.cols, 'the weights have');
  const z = doubled(sums === undefined ? e : sums, 'sendBack: sums');
  if (z.rows !== e.rows || z.cols !== e.cols) {
    throw new RangeError(
      `sendBack: sums are ${z.rows} x ${z.cols} and the error ${e.rows} x ${e.cols}; expected one size`,
    );
  }
  checkActivation('sendBack', activation);
  const slope = map(derivative(sums ? activation.formula : linear.formula, 'x'), { x: z });
  const by = (rule: Rule): SentBack => {
    const sent = (e: Expr, slope: Expr) => (rule.sends === 'error' ? e : mul(e, slope));
    const back = formula(['e', 'W', 'slope'], (e, W, slope) =>
      matmul(sent(e, slope), substitute(rule.backward.expression, { W })),
    );
    const backward = map(rule.backward, { W });
    return {
      rule: rule.name,
      formula: back,
      values: { e, W, ...(rule.sends === 'delta' && { slope }) },
      error: map(back, { e, W, slope }),
      rows: { forward: W, backward },
      columns: { forward: transpose(W), backward: transpose(backward) },
    };
  };
  return { proportional: by(rules.proportional), transposed: by(rules.transposed), gradient: by(rules.gradient) };
}
