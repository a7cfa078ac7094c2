import type { Expr } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import type { Initializer } from '../init/initializer.js';

/** A parameter that a layer learns: its size and how it starts. */
export interface ParameterSpec {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly init: Initializer;
}

/** What a layer may need to know beside its input. */
export interface ForwardContext {
  readonly training: boolean;
  /** A number of random streams that is this layer's own. */
  readonly stream: number;
}

/**
 * A layer: its parameters and its forward expression. The backward pass is derived from that expression; nobody writes it.
 */
export interface Layer {
  readonly kind: string;
  /** How many columns come out when `inputs` columns come in. */
  outputs(inputs: number): number;
  parameters(inputs: number): readonly ParameterSpec[];
  /** What the layer computes of x (n x inputs), before its activation. `parameters` are there by their names. */
  forward(x: Expr, parameters: Readonly<Record<string, Expr>>, context: ForwardContext): Expr;
  readonly activation?: Activation;
  /** Plain data from which `load` makes the layer again. */
  readonly config: Readonly<Record<string, unknown>>;
}
