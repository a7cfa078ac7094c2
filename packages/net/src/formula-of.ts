import { type Formula, fromExpression } from '@nn/formula';
import { forward } from './forward.js';
import type { Network } from './network.js';
import { checkModel } from './samples.js';

/**
 * A whole network as one formula of `x` (n x inputs) and of its parameters and buffers, in use (not in training). Those go by their full names, such as `layers.0.weight`. Whatever
 * prints, computes or translates formulas does so with a network: `simplify(formulaOf(model).expression, sizes)` is what `predict` computes. Throws TypeError where it is no network.
 */
export function formulaOf(model: Network): Formula {
  checkModel('formulaOf', model);
  const { output } = forward(model.inputShape, model.layers, { training: false }).at(-1)!;
  return fromExpression(output, ['x', ...[...model.parameters, ...model.buffers].map(({ name }) => name)]);
}
