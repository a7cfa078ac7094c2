import { type Expr, input } from '@nn/formula';
import { applyActivation } from './activations/activation.js';
import type { Layer } from './layers/layer.js';
import type { SampleShape } from './layers/shape.js';
import { walk } from './layers/walk.js';
import { penaltyOf } from './regularization/apply.js';
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
  /** What its parameters add to the loss while training. */
  readonly penalties: readonly Expr[];
  /** While training: what its buffers hold after the step, by their full names. */
  readonly buffers: Readonly<Record<string, Expr>>;
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

/** The network's computation, layer by layer, over `input('x')` and its parameters and buffers by their full names. */
export function forward(
  inputs: SampleShape,
  layers: readonly Layer[],
  { training, sendBack }: { training: boolean; sendBack?: SendBack | undefined },
): LayerExpressions[] {
  let x = input('x');
  return walk(inputs, layers).map(({ layer, inputs: shape }, i) => {
    const named = (specs: readonly { readonly name: string }[]) =>
      Object.fromEntries(specs.map(({ name }) => [name, input(parameterName(i, name))]));
    const specs = layer.parameters(shape);
    const parameters = named(specs);
    const held = { ...parameters, ...named(layer.buffers?.(shape) ?? []) };
    const buffers: Record<string, Expr> = {};
    const keep = (name: string, value: Expr) => {
      buffers[parameterName(i, name)] = value;
    };
    const pieces: LayerPieces = {
      input: x,
      weight: parameters.weight,
      sumOf: (from) => {
        let drawn = 0;
        const stream = () => streams.layer(i, drawn++);
        return layer.forward(from, held, { training, inputs: shape, stream, keep });
      },
      activate: (sum) => (layer.activation ? applyActivation(layer.activation, sum) : sum),
    };
    const computed = sendBack?.(pieces) ?? byGradient(pieces);
    const penalties = specs.flatMap((spec) => penaltyOf(spec, parameters[spec.name]!));
    const expressions = { input: x, parameters, ...computed, penalties, buffers };
    x = computed.output;
    return expressions;
  });
}

function byGradient({ input: x, sumOf, activate: apply }: LayerPieces) {
  const sum = sumOf(x);
  return { sum, logits: sum, output: apply(sum) };
}
