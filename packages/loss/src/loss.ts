import { type Expr, type Formula, formula, fromExpression, gradients } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkNumber, checkSizes, compute, store } from './compute.js';
import { weighted } from './weighted.js';

/** What a loss becomes when it is computed before the last activation of a network. */
export interface Link {
  /** The name of the activation that this link is for. */
  readonly activation: string;
  /** The loss over `y`, the sums that the activation would be applied to, and `t`. */
  readonly formula: Formula<'y' | 't'>;
}

/** How the samples count: one number for each row, 1 each if not given. */
export interface Weights {
  /** n x 1. */
  readonly weights?: Matrix;
}

/** A number that says how far outputs are from their targets; smaller is better. */
export interface Loss {
  readonly name: string;
  /** The loss over the output `y` and the target `t`, both n x outputs. */
  readonly formula: Formula<'y' | 't'>;
  readonly link?: Link;
  /** The loss in double precision. Throws RangeError where the sizes differ. */
  value<R, C>(output: Matrix<R, C>, target: Matrix<NoInfer<R>, NoInfer<C>>, options?: Weights): number;
  /** Its derivative by the output: n x outputs, in `out` if given. Throws RangeError where the sizes differ. */
  gradient<R, C>(
    output: Matrix<R, C>,
    target: Matrix<NoInfer<R>, NoInfer<C>>,
    options?: Weights & { readonly out?: Matrix },
  ): Matrix<R, C>;
}

/**
 * Makes a loss of one's own: `loss('cubic', (y, t) => mean(pow(abs(sub(y, t)), 3)))`. The expression must give one number;
 * its derivative, its kernels and its print follow from it. `link` states the same loss over the logits of one activation.
 * Throws TypeError where an expression gives more than one number.
 */
export function loss(
  name: string,
  build: (y: Expr, t: Expr) => Expr,
  link?: { readonly activation: string; readonly build: (z: Expr, t: Expr) => Expr },
): Loss {
  const plain = formula(['y', 't'], build);
  checkNumber(name, plain);
  const linked = link && { activation: link.activation, formula: formula(['y', 't'], link.build) };
  if (linked) checkNumber(`${name}: link`, linked.formula);
  const withWeights = weighted(plain);
  const slope = fromExpression(gradients(plain.expression, ['y']).y!, ['y', 't']);
  const weightedSlope = fromExpression(gradients(withWeights.expression, ['y']).y!, ['y', 't', 'weights']);
  return {
    name,
    formula: plain,
    ...(linked && { link: linked }),
    value: (output, target, { weights } = {}) => {
      checkSizes(name, output, target, weights);
      return compute(weights ? withWeights : plain, { y: output, t: target, ...(weights && { weights }) }).data[0]!;
    },
    gradient: (output, target, { weights, out } = {}) => {
      checkSizes(name, output, target, weights, out);
      return store(
        compute(weights ? weightedSlope : slope, { y: output, t: target, ...(weights && { weights }) }),
        output,
        out,
      );
    },
  };
}
