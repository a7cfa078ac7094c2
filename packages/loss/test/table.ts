import * as losses from '../src/index.js';

/** One loss and what the shared suite has to know about it. */
export interface Row {
  /** Of the loss, and of its cases in fixtures/pytorch.json. */
  readonly name: string;
  /** Which of several cases of one loss this is, in words that follow its name. */
  readonly options?: string;
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
  {
    name: 'crossEntropy',
    options: ', labelSmoothing 0.1',
    make: () => losses.crossEntropy({ labelSmoothing: 0.1 }),
    outputs: 'distribution',
    over: 'mean',
  },
  { name: 'binaryCrossEntropy', make: losses.binaryCrossEntropy, outputs: 'probability', over: 'mean' },
  { name: 'meanAbsoluteError', make: losses.meanAbsoluteError, outputs: 'real', over: 'mean' },
  { name: 'huber', make: losses.huber, outputs: 'real', over: 'mean' },
  { name: 'huber', options: ', delta 0.5', make: () => losses.huber({ delta: 0.5 }), outputs: 'real', over: 'mean' },
  { name: 'logCosh', make: losses.logCosh, outputs: 'real', over: 'mean' },
  { name: 'hinge', make: losses.hinge, outputs: 'real', over: 'mean' },
  { name: 'squaredHinge', make: losses.squaredHinge, outputs: 'real', over: 'mean' },
  { name: 'klDivergence', make: losses.klDivergence, outputs: 'distribution', over: 'mean' },
  { name: 'poisson', make: losses.poisson, outputs: 'probability', over: 'mean' },
  { name: 'quantile', make: losses.quantile, outputs: 'real', over: 'mean' },
  { name: 'quantile', options: ', q 0.9', make: () => losses.quantile({ q: 0.9 }), outputs: 'real', over: 'mean' },
  { name: 'cosineSimilarity', make: losses.cosineSimilarity, outputs: 'real', over: 'mean' },
  { name: 'focal', make: losses.focal, outputs: 'distribution', over: 'mean' },
  {
    name: 'focal',
    options: ', gamma 0',
    make: () => losses.focal({ gamma: 0 }),
    outputs: 'distribution',
    over: 'mean',
  },
];
