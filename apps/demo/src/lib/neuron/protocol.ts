import type { ActivationName } from './activations.js';
import type { Sample } from './datasets.js';
import type { ParameterName } from './formulas.js';

/** The weights and the bias, or a number for each of them. */
export type Parameters = Readonly<Record<ParameterName, number>>;

/** What the neuron is and what it learns from. */
export interface Settings {
  readonly activation: ActivationName;
  readonly samples: readonly Sample[];
  readonly learningRate: number;
  /** Along which weight the loss is drawn. */
  readonly along: ParameterName;
}

/** From the page to the worker: be this neuron, learn so many steps, and say everything. */
export interface Request {
  readonly id: number;
  readonly settings: Settings;
  readonly parameters: Parameters;
  /** 0 to look only. */
  readonly steps: number;
}

/** One sample on its way forward and back. */
export interface Pass extends Sample {
  readonly z: number;
  readonly y: number;
  readonly loss: number;
  readonly gradient: Parameters;
}

/** The loss along one weight, the others kept: `values` at even steps from `from` to `to`. */
export interface Curve {
  readonly from: number;
  readonly to: number;
  readonly values: Float64Array;
}

/** From the worker to the page: all numbers of the neuron after the steps. */
export interface Report {
  readonly id: number;
  readonly parameters: Parameters;
  readonly passes: readonly Pass[];
  /** The mean over the samples, and its gradient. */
  readonly loss: number;
  readonly gradient: Parameters;
  /** What the loss would be after one step more. */
  readonly lossAfterStep: number;
  /** The loss after each of the steps. */
  readonly losses: readonly number[];
  readonly curve: Curve;
  /** The output over the plane, `PLANE.count` rows of `PLANE.count`, x2 downwards from its largest. */
  readonly plane: Float64Array;
  /** The steps were so long that the loss is no longer a number; the last good weights are kept. */
  readonly diverged: boolean;
}

/** The part of the plane of x1 and x2 that is drawn. */
export const PLANE = { from: -0.5, to: 1.5, count: 33 } as const;

/** The weights that can be reached by hand. */
export const REACH = 8;
