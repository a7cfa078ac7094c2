/** How a training went, as a whole. */
export interface Course {
  /** The loss before the first update. */
  readonly initial: number;
  /** After each epoch: of what is learnt from, and of what is held back. */
  readonly losses: readonly number[];
  readonly validationLosses: readonly number[];
  /** How many updates were made. */
  readonly updates: number;
  /** How far all weights moved together, in parts of how large they were at first. */
  readonly moved: number;
  /** The length of the gradient at the end, in parts of what it was at first. */
  readonly steepness: number;
  /** Of the last update. */
  readonly learningRate: number;
  /** Whether the best weights are put back at the end, as early stopping does. */
  readonly restoresBest: boolean;
}

/** A number that is by a part larger than another, which may be negative as some losses are. */
export const larger = (value: number, part: number): number => value + part * Math.abs(value);

export const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;

/** The last quarter of the epochs, at least one. */
export const lastQuarter = (values: readonly number[]): readonly number[] =>
  values.slice(-Math.max(1, Math.floor(values.length / 4)));
