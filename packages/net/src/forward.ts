import { type Expr, input } from '@nn/formula';
import { activate } from './activations/activation.js';
import type { Layer } from './layers/layer.js';
import { streams } from './streams.js';

/** One layer of a network as expressions over the network's inputs. */
export interface LayerExpressions {
  readonly input: Expr;
  readonly parameters: Readonly<Record<string, Expr>>;
  /** What the layer computes before its activation. */
  readonly sum: Expr;
  /** The same number, for a loss that is computed from it: what the error comes back to. */
  readonly logits: Expr;
  readonly output: Expr;
}

/** A layer that is to be computed: its pieces as functions of its input. */
export interface LayerPieces {
  readonly input: Expr;
  readonly weight: Expr | undefined;
  sumOf(input: Expr): Expr;
  activate(sum: Expr): Expr;
}

/** Computes a layer so that its error goes back in another way than by the gradient; undefined where that is not for this layer. */
export type SendBack = (pieces: LayerPieces) => Pick<LayerExpressions, 'sum' | 'logits' | 'output'> | undefined;

/** The full name of a layer's parameter: `layers.0.weight`. */
export const parameterName = (layer: number, name: string): string => `layers.${layer}.${name}`;

/** The network's computation, layer by layer, over `input('x')` and its parameters by their full names. */
export function forward(
  inputs: number,
  layers: readonly Layer[],
  { training, sendBack }: { training: boolean; sendBack?: SendBack | undefined },
): LayerExpressions[] {
  const results: LayerExpressions[] = [];
  let x = input('x');
  let width = inputs;
  layers.forEach((layer, i) => {
    const parameters = Object.fromEntries(
      layer.parameters(width).map(({ name }) => [name, input(parameterName(i, name))]),
    );
    const pieces: LayerPieces = {
      input: x,
      weight: parameters.weight,
      sumOf: (from) => layer.forward(from, parameters, { training, stream: streams.layer(i) }),
      activate: (sum) => (layer.activation ? activate(layer.activation, sum) : sum),
    };
    const computed = sendBack?.(pieces) ?? byGradient(pieces);
    results.push({ input: x, parameters, ...computed });
    x = computed.output;
    width = layer.outputs(width);
  });
  return results;
}

function byGradient({ input: x, sumOf, activate: apply }: LayerPieces) {
  const sum = sumOf(x);
  return { sum, logits: sum, output: apply(sum) };
}
