import { checkFormula, type Formula, type GradientCheck, type GradientCheckOptions, joinChecks } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { checkSizes } from './compute.js';
import type { Loss, Weights } from './loss.js';
import { weighted } from './weighted.js';

/**
 * Checks the derivative of a loss by the output against central differences in double precision, with `weights` if given; and that of its link by the
 * logits, for which the numbers of `output` are taken once more (any number is a logit). The worst element is called `formula: y[0, 1]` or
 * `link: y[0, 1]`. Output and target are n x outputs, weights n x 1. Throws RangeError where sizes differ or an option is out of range.
 */
export function checkLoss<R, C>(
  { name, formula, link }: Pick<Loss, 'name' | 'formula' | 'link'>,
  output: Matrix<R, C>,
  target: Matrix<NoInfer<R>, NoInfer<C>>,
  { weights, ...options }: GradientCheckOptions & Weights = {},
): GradientCheck {
  checkSizes(`checkLoss: ${name}`, output, target, weights);
  const check = (f: Formula<'y' | 't'>) =>
    weights
      ? checkFormula(weighted(f), { y: output, t: target, weights }, { by: ['y'], ...options })
      : checkFormula(f, { y: output, t: target }, { by: ['y'], ...options });
  return joinChecks({ formula: check(formula), ...(link && { link: check(link.formula) }) });
}
