import { type Expr, input } from '@nn/formula';
import { activate } from './activations/activation.js';
import type { Layer } from './layers/layer.js';
import { streams } from './streams.js';

/** One layer of a network as expressions over the network's inputs. */
export interface LayerExpressions {
  /** What the layer computes before its activation: the logits, if it is the last. */
  readonly sum: Expr;
  readonly output: Expr;
}

/** The full name of a layer's parameter: `layers.0.weight`. */
export const parameterName = (layer: number, name: string): string => `layers.${layer}.${name}`;

/** The network's computation, layer by layer, over `input('x')` and its parameters by their full names. */
export function forward(
  inputs: number,
  layers: readonly Layer[],
  { training }: { training: boolean },
): LayerExpressions[] {
  const results: LayerExpressions[] = [];
  let x = input('x');
  let width = inputs;
  layers.forEach((layer, i) => {
    const parameters = Object.fromEntries(
      layer.parameters(width).map(({ name }) => [name, input(parameterName(i, name))]),
    );
    const sum = layer.forward(x, parameters, { training, stream: streams.layer(i) });
    x = layer.activation ? activate(layer.activation, sum) : sum;
    width = layer.outputs(width);
    results.push({ sum, output: x });
  });
  return results;
}
