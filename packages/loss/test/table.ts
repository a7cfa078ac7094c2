import * as losses from '../src/index.js';

/** One loss and what the shared suite has to know about it. */
export interface Row {
  /** Of the loss, and of its cases in fixtures/pytorch.json. */
  readonly name: string;
  readonly make: () => losses.Loss;
  /** What outputs may be: any numbers, probabilities of their own, or rows of probabilities that sum to 1. */
  readonly outputs: 'real' | 'probability' | 'distribution';
  /** How it grows with the number of samples. */
  readonly over: 'mean' | 'sum';
}

/** Every loss of this package. To add one, add its row here and its line in tools/reference/losses.py. */
export const table: readonly Row[] = [
  { name: 'meanError', make: losses.meanError, outputs: 'real', over: 'mean' },
  { name: 'meanSquaredError', make: losses.meanSquaredError, outputs: 'real', over: 'mean' },
  { name: 'halfSquaredError', make: losses.halfSquaredError, outputs: 'real', over: 'mean' },
  { name: 'sumSquaredError', make: losses.sumSquaredError, outputs: 'real', over: 'sum' },
  { name: 'rootMeanSquaredError', make: losses.rootMeanSquaredError, outputs: 'real', over: 'mean' },
  { name: 'crossEntropy', make: losses.crossEntropy, outputs: 'distribution', over: 'mean' },
  { name: 'binaryCrossEntropy', make: losses.binaryCrossEntropy, outputs: 'probability', over: 'mean' },
];
