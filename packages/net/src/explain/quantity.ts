import type { Formula } from '@nn/formula';
import type { Matrix } from '@nn/matrix';

/**
 * What a number of a training step is. Given: `input`, `target`, `weights` (of the samples), `parameter`, `buffer` (what a layer holds without learning it, such as the
 * running mean of `batchNorm`), `state` (a slot of the optimizer), `setting` (a number of the optimizer, such as the learning rate). Computed: `random` (what dropout draws), `sum`
 * (before the activation), `output`, `newBuffer` (what the step keeps in a buffer), `loss`; `error` (the derivative of the loss by an output), `delta` (by a sum), `gradient`
 * (by a parameter); `newState`, `newParameter` (of a parameter with a constraint two: what the update makes of it, and what the constraint makes of that).
 */
export const roles = [
  'input',
  'target',
  'weights',
  'parameter',
  'buffer',
  'state',
  'setting',
  'random',
  'sum',
  'output',
  'newBuffer',
  'loss',
  'error',
  'delta',
  'gradient',
  'newState',
  'newParameter',
] as const;
/** What a number of a training step is: one of `roles`. */
export type Role = (typeof roles)[number];

/** One matrix of a training step: what it is, what it holds, and what it was computed from. */
export interface Quantity {
  /** As formulas call it, with the layer's number from 0: `x`, `W_0`, `z_0`, `delta_1`, `dW_0`; `W_0'` is what W_0 becomes. */
  readonly name: string;
  readonly role: Role;
  /** Of which layer, counted from 0; absent where it is of none. */
  readonly layer?: number;
  /** The full name of the parameter or buffer that it is, or belongs to: `layers.0.weight`. */
  readonly parameter?: string;
  readonly value: Matrix;
  /** The very expression that computed it, over the names of quantities before it; absent where it was given. */
  readonly formula?: Formula;
}

/** A parameter in one training step. */
export interface TracedParameter {
  /** `layers.0.weight` */
  readonly name: string;
  readonly value: Quantity;
  readonly gradient: Quantity;
  /** What the step makes of it: the update, and its constraint if it has one. */
  readonly next: Quantity;
}

/** A buffer of a layer in one training step. */
export interface TracedBuffer {
  /** `layers.1.mean` */
  readonly name: string;
  readonly value: Quantity;
  /** What the step keeps in it; absent where layers compute as in use. */
  readonly next?: Quantity;
}

/** One layer in one training step. All but the parameters and buffers have a row for each sample. */
export interface TracedLayer {
  readonly kind: string;
  readonly activation?: string;
  readonly input: Quantity;
  readonly parameters: readonly TracedParameter[];
  readonly buffers: readonly TracedBuffer[];
  /** Before the activation; the output itself where there is none. */
  readonly sum: Quantity;
  readonly output: Quantity;
  /**
   * The derivative of the loss by the output: for a squared error output minus target, where texts that write the error as target minus output have -1 times this.
   * Under another rule than the gradient, what that rule sends back instead. Where the loss is computed from the logits, that of the logits.
   */
  readonly error: Quantity;
  /** The error times the slope of the activation: the derivative by the sum. The error itself where there is no activation. */
  readonly delta: Quantity;
}
