import type { Matrix } from '@nn/matrix';

/** A number that says how good outputs are. Those of `@nn/net/metrics` fit, so do losses of `@nn/loss`, and any object like it. */
export interface Metric<Name extends string = string> {
  /** What `evaluate` and `fit` report it under. */
  readonly name: Name;
  /** One number from the outputs of a network and their targets, both n x outputs. */
  value(output: Matrix, target: Matrix): number;
}
