import type { Matrix } from '@nn/matrix';
import type { OptimizerState } from '../optimizers/optimizer.js';

/** The loss at a vector, and its gradient there. */
export interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Matrix;
}

/** What a search goes down, asked at any vector. Where the loss or its gradient is not finite, it may say so, or say undefined. */
export type Objective = (parameters: Matrix) => LossAndGradient | undefined;

/** What one step of a search came to. */
export interface Searched {
  /** How far it went along its direction; 0 where it did not move. */
  readonly learningRate: number;
  /** How often it asked for the loss and its gradient. */
  readonly evaluations: number;
}

/** An optimizer that looks at the loss again within one step, elsewhere: plain data and functions without a state of their own. */
export interface SearchingOptimizer {
  readonly name: string;
  /** How far each search tries to go first. */
  readonly learningRate: number;
  /** As they were given, for a model file's recipe. */
  readonly settings: Readonly<Record<string, number | boolean>>;
  init(parameters: Matrix): OptimizerState;
  /**
   * One step of the parameters and the state, in place. `here` is what the objective says at the parameters, and finite. Throws RangeError where the
   * learning rate is out of range.
   */
  search(
    parameters: Matrix,
    here: LossAndGradient,
    objective: Objective,
    state: OptimizerState,
    options?: { readonly learningRate?: number },
  ): Searched;
}
