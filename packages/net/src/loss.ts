import { add, checkMade, type Expr, type Formula, input, substitute, toJSON, weighted } from '@nn/formula';
import type { Activation } from './activations/activation.js';
import { sigmoid } from './activations/sigmoid.js';
import { softmax } from './activations/softmax.js';
import type { LayerExpressions } from './forward.js';
import type { Layer } from './layers/layer.js';

/** What the network needs of a loss: those of @nn/loss fit, and so does any object like it. */
export interface Loss {
  readonly name: string;
  /** One number from the output `y` and the target `t`, both n x outputs. */
  readonly formula: Formula<'y' | 't'>;
  /** The same number from the sums `y` that this activation is applied to: stable where the activation saturates. */
  readonly link?: { readonly activation: string; readonly formula: Formula<'y' | 't'> } | undefined;
}

/** Throws TypeError where it is no loss. */
export const checkLoss = (who: string, loss: Loss): void =>
  checkMade(`${who}: loss`, loss, 'a loss such as crossEntropy()', loss?.formula);

/** The activations that a link may name. One of another's own that bears their name is not meant. */
const linkable: readonly Activation[] = [sigmoid, softmax];
const written = ({ formula }: Activation): string => JSON.stringify(toJSON(formula.expression));

/** Whether the loss is computed from the logits of a network that ends in this layer. */
export function isLinked({ link }: Loss, { activation }: Layer): boolean {
  if (!link || activation?.name !== link.activation) return false;
  // An activation from a model file is another object with the same formula.
  return linkable.some((known) => known.name === activation.name && written(known) === written(activation));
}

/** What a training makes small: the loss, and what parameters add to it. */
export const objective = (
  loss: Loss,
  layers: readonly Layer[],
  expressions: readonly LayerExpressions[],
  weights?: Expr,
): Expr =>
  expressions
    .flatMap(({ penalties }) => penalties)
    .reduce(add, lossExpression(loss, layers.at(-1)!, expressions.at(-1)!, weights));

/** The loss of a network's last layer as an expression over `input('t')`, the weights of the samples if there are any, and what the layer is made of. */
function lossExpression(loss: Loss, layer: Layer, last: LayerExpressions, weights?: Expr): Expr {
  const linked = isLinked(loss, layer);
  const formula = linked ? loss.link!.formula : loss.formula;
  const given = { y: linked ? last.logits : last.output, t: input('t') };
  return weights
    ? substitute(weighted(formula).expression, { ...given, weights })
    : substitute(formula.expression, given);
}
