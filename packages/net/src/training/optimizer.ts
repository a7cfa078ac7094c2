import type { Expr } from '@nn/formula';
import type { Matrix } from '@nn/matrix';

/** What an optimizer remembers: plain data, which `structuredClone` copies whole. */
export interface OptimizerState {
  /** How many updates were made. */
  step: number;
  /** Numbers that run along, such as the powers of beta1. */
  readonly running: Record<string, number>;
  /** Vectors as long as the parameters, such as the moments of Adam. */
  readonly slots: Record<string, Matrix>;
}

/** What the network needs of an optimizer: those of @nn/optim fit, and so does any object like it. */
export interface Optimizer {
  readonly name: string;
  /** What a step uses unless a schedule says otherwise. */
  readonly learningRate: number;
  readonly slots: readonly string[];
  /** What the whole gradient, `input('gradient')` as one row, is made into before the update; left as it is unless given. */
  readonly gradient?: Expr;
  /** The update over `input('parameter')`, `input('gradient')`, the slots and the scalars by name: it is compiled into the step. */
  readonly update: { readonly parameter: Expr; readonly slots: Readonly<Record<string, Expr>> };
  /** The state before the first step. A network asks for that of one parameter: what a slot begins with is the same for all. */
  init(parameters: Matrix): OptimizerState;
  /** Moves the state on by one step and gives the numbers that this step's update uses. */
  scalars(
    state: OptimizerState,
    options: {
      readonly learningRate: number;
      /** Instead of its own. */
      readonly weightDecay?: number;
    },
  ): Readonly<Record<string, number>>;
}

/**
 * An optimizer that looks at the loss again within one step, elsewhere, such as `lbfgs` of @nn/optim: what the network needs of it. It sees all samples at once, since
 * two batches have two losses.
 */
export interface SearchingOptimizer {
  readonly name: string;
  /** How far each search tries to go first, unless a schedule says otherwise. */
  readonly learningRate: number;
  init(parameters: Matrix): OptimizerState;
  /** One step of the parameters and the state, in place; `here` is what the objective says at the parameters. What it says elsewhere need not be finite. */
  search(
    parameters: Matrix,
    here: LossAndGradient,
    objective: (parameters: Matrix) => LossAndGradient,
    state: OptimizerState,
    options: { readonly learningRate: number },
  ): unknown;
}

/** The loss, and its gradient by all parameters as one row. */
export interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Matrix;
}

/**
 * The learning rate of a step: counted from 0, as are epochs. `losses` is what is watched, after each epoch done: the validation loss where there is one,
 * else the mean loss of the epoch's batches. Those of @nn/optim fit.
 */
export type Schedule = (time: {
  readonly step: number;
  readonly epoch: number;
  readonly losses: readonly number[];
}) => number;
