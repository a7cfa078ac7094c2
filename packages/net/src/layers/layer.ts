import type { Expr, Formula } from '@nn/formula';
import type { Activation } from '../activations/activation.js';
import type { Initializer } from '../init/initializer.js';
import type { AnyFlow, Flow } from './flow.js';
import type { SampleShape } from './shape.js';

/** Numbers that a layer has: their size and how they start. */
export interface BufferSpec {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly init: Initializer;
}

/** Numbers that a layer learns. */
export interface ParameterSpec extends BufferSpec, Regularization {}

/** What keeps a parameter `w` small. */
export interface Regularization {
  /** One number that is added to the loss while training: `l1`, `l2`, or a formula of one's own. */
  readonly penalty?: Formula<'w'> | undefined;
  /** What the parameter becomes after each update: `maxNorm`, or a formula of one's own that keeps its size. */
  readonly constraint?: Formula<'w'> | undefined;
}

/** What a layer may need to know beside its input. */
export interface ForwardContext {
  readonly training: boolean;
  /** What one sample is that comes in. */
  readonly inputs: SampleShape;
  /** The number of a random stream that is this layer's own; each call gives another. */
  stream(): number;
  /** While training: what one of the layer's buffers holds after this step. */
  keep(buffer: string, value: Expr): void;
}

/**
 * A layer: its parameters and its forward expression. The backward pass is derived from that expression; nobody writes it. `F` says in types what it does to the shape of a sample;
 * a layer that does not say so fits everywhere.
 */
export interface Layer<F extends Flow = AnyFlow> {
  readonly kind: string;
  /** What one sample is that comes out where `inputs` comes in. Throws RangeError where the layer cannot take it. */
  outputs(inputs: SampleShape): SampleShape;
  parameters(inputs: SampleShape): readonly ParameterSpec[];
  /** Numbers that a training moves without a gradient, such as the running mean of `batchNorm`. */
  readonly buffers?: ((inputs: SampleShape) => readonly BufferSpec[]) | undefined;
  /** What the layer computes of x (n rows, a sample each), before its activation. Parameters and buffers are there by their names. */
  forward(x: Expr, parameters: Readonly<Record<string, Expr>>, context: ForwardContext): Expr;
  readonly activation?: Activation | undefined;
  /** The layers that it is made of: paths side by side, each of layers one behind the other. */
  readonly paths?: readonly (readonly Layer[])[] | undefined;
  /** Plain data from which `load` makes the layer again. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Only a type: how the shape of a sample goes through it. */
  readonly flow?: F | undefined;
}
