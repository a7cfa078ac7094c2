import {
  checkOption,
  checkRecord,
  type Expr,
  type Formula,
  formula,
  fromExpression,
  gradients,
  weighted,
} from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkNumber, compute, store } from './compute.js';
import { checkOut, given, type Weights } from './given.js';

/** What a loss becomes when it is computed before the last activation of a network. */
export interface Link {
  /** The name of the activation that this link is for. */
  readonly activation: string;
  /** The loss over `y`, the sums that the activation would be applied to, and `t`. */
  readonly formula: Formula<'y' | 't'>;
}

/** What outputs should be: a matrix of their size, or for one-hot rows the class numbers, as `argmaxRows` gives them. */
export type Target<R, C> = Matrix<R, C> | Int32Array;

/** A number that says how far outputs are from their targets; smaller is better. */
export interface Loss {
  readonly name: string;
  /** The loss over the output `y` and the target `t`, both n x outputs. */
  readonly formula: Formula<'y' | 't'>;
  readonly link?: Link;
  /**
   * The loss in double precision. The target has the output's size, or is a class number for each sample in the place of one-hot rows. Throws RangeError
   * where sizes, classes or weights do not fit, TypeError where something is no matrix.
   */
  value<R, C>(output: Matrix<R, C>, target: Target<NoInfer<R>, NoInfer<C>>, options?: Weights): number;
  /** Its derivative by the output: n x outputs, in `out` if given. Throws what `value` throws. */
  gradient<R, C>(
    output: Matrix<R, C>,
    target: Target<NoInfer<R>, NoInfer<C>>,
    options?: Weights & { readonly out?: Matrix },
  ): Matrix<R, C>;
}

/** The formula that a function of output and target gives. Throws TypeError where it gives none. */
const written = (what: string, build: (y: Expr, t: Expr) => Expr): Formula<'y' | 't'> =>
  formula(['y', 't'], (y, t) => {
    const expression = typeof build === 'function' ? build(y, t) : undefined;
    const such = 'a function such as (y, t) => mean(square(sub(y, t)))';
    checkOption(what, build, such, typeof expression?.op === 'string', 'none');
    return expression!;
  });

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
  checkOption('loss: name', name, 'a name', typeof name === 'string', 'none');
  if (link !== undefined) checkRecord('loss: link', link, "{ activation: 'softmax', build: (z, t) => … }");
  const plain = written('loss: build', build);
  checkNumber(name, plain);
  const linked = link && { activation: link.activation, formula: written('loss: link: build', link.build) };
  if (linked) checkNumber(`${name}: link`, linked.formula);
  const withWeights = weighted(plain);
  const slope = fromExpression(gradients(plain.expression, ['y']).y!, ['y', 't']);
  const weightedSlope = fromExpression(gradients(withWeights.expression, ['y']).y!, ['y', 't', 'weights']);
  return {
    name,
    formula: plain,
    ...(linked && { link: linked }),
    value: (output, target, options) => {
      const from = given(name, output, target, options);
      return compute(from.weights ? withWeights : plain, from).data[0]!;
    },
    gradient: (output, target, options) => {
      const from = given(name, output, target, options);
      checkOut(name, output, options?.out);
      return store(compute(from.weights ? weightedSlope : slope, from), output, options?.out);
    },
  };
}
