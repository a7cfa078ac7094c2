import { type Expr, type Formula, input, substitute } from '@nn/formula';
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

/** Whether the loss is computed from the logits of a network that ends in this layer. */
export const isLinked = (loss: Loss, layer: Layer): boolean =>
  loss.link !== undefined && layer.activation?.name === loss.link.activation;

/** The loss of a network's last layer as an expression over `input('t')` and what the layer is made of. */
export function lossExpression(loss: Loss, layer: Layer, last: LayerExpressions): Expr {
  const linked = isLinked(loss, layer);
  const formula = linked ? loss.link!.formula : loss.formula;
  return substitute(formula.expression, { y: linked ? last.sum : last.output, t: input('t') });
}
