import type { Matrix } from '@nn/matrix';

/** Inputs and one-hot targets, one sample a row. */
export interface Samples {
  readonly x: Matrix;
  readonly t: Matrix;
}

/** How a made-up data set is made. */
export interface MakeOptions {
  /** How many samples; 200 by default. */
  readonly count?: number;
  /** The standard deviation of what is added to each coordinate; 0.1 by default. */
  readonly noise?: number;
  /** 0 by default. */
  readonly seed?: number;
}
