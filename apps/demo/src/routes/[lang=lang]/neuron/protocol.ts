import type { ActivationName } from './activations.js';
import type { Sample } from './datasets.js';
import { type ParameterName, parameterNames } from './formulas.js';

/** The weights and the bias, or a number for each of them. */
export type Parameters = Readonly<Record<ParameterName, number>>;

/** Along what the loss is drawn: along the step, which moves all weights at once, or along one of them with the others kept. */
export const directions = ['step', ...parameterNames] as const;
export type Direction = (typeof directions)[number];

/** What the neuron is and what it learns from. */
export interface Settings {
  readonly activation: ActivationName;
  readonly samples: readonly Sample[];
  readonly learningRate: number;
  readonly along: Direction;
}

/** From the page to the worker: be this neuron, learn so many steps, and say everything. */
export interface Request {
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

/**
 * The loss along a direction, at even distances from `from` to `to`. The places are values of the weight; along the step
 * they are learning rates, so that 0 is where the neuron is.
 */
export interface Curve {
  readonly along: Direction;
  readonly from: number;
  readonly to: number;
  readonly values: Float64Array;
  /** Where the neuron is, and the slope there. */
  readonly here: number;
  readonly slope: number;
  /** Where the next step leads, and the loss there. */
  readonly next: number;
  readonly lossAtNext: number;
}

/** From the worker to the page: all numbers of the neuron after the steps. */
export interface Report {
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
