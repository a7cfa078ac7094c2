import {
  checkFormula,
  checkGiven,
  checkMade,
  type Formula,
  type GradientCheck,
  type GradientCheckOptions,
  joinChecks,
  weighted,
} from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { given, type Weights } from './given.js';
import type { Loss, Target } from './loss.js';

/**
 * Checks the derivative of a loss by the output against central differences, and that of its link by the logits. All is in double precision, with
 * `weights` if given; as logits the numbers of `output` are taken once more (any number is one). The worst element is called `formula: y[0, 1]` or
 * `link: y[0, 1]`. Output and target are n x outputs (or class numbers), weights n x 1, `classWeights` one for each class. Throws RangeError where sizes differ or an option is out of range.
 */
export function checkLoss<R, C>(
  loss: Pick<Loss, 'name' | 'formula' | 'link'>,
  output: Matrix<R, C>,
  target: Target<NoInfer<R>, NoInfer<C>>,
  options: GradientCheckOptions & Weights = {},
): GradientCheck {
  checkMade('checkLoss: loss', loss, 'a loss such as meanSquaredError()', loss?.formula);
  const { name, formula, link } = loss;
  const { weights, classWeights, ...counts } = checkGiven('checkLoss', options, '{ samples: 100 }');
  const importance = { ...(weights && { weights }), ...(classWeights && { classWeights }) };
  const from = given(`checkLoss: ${name}`, output, target, importance);
  const check = (f: Formula<'y' | 't'>) =>
    from.weights
      ? checkFormula(weighted(f), { y: from.y, t: from.t, weights: from.weights }, { by: ['y'], ...counts })
      : checkFormula(f, { y: from.y, t: from.t }, { by: ['y'], ...counts });
  return joinChecks({ formula: check(formula), ...(link && { link: check(link.formula) }) });
}
