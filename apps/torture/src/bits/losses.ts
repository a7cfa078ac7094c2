import {
  binaryCrossEntropy,
  cosineSimilarity,
  crossEntropy,
  focal,
  halfSquaredError,
  hinge,
  huber,
  klDivergence,
  type Loss,
  logCosh,
  meanAbsoluteError,
  meanError,
  meanSquaredError,
  poisson,
  quantile,
  rootMeanSquaredError,
  squaredHinge,
  sumSquaredError,
} from '@nn/loss';
import { type Activation, linear, sigmoid, softmax, softplus, tanh } from '@nn/net';

/** What a loss compares with: one class of three, shares of three, truths, signs, counts, or any numbers. */
export type Targets = 'classes' | 'shares' | 'truths' | 'signs' | 'counts' | 'numbers';

/** A loss, the last activation of a network that it fits, and the targets that it takes. */
interface Fitting {
  readonly loss: Loss;
  readonly last: Activation;
  readonly targets: Targets;
}

const of = (loss: Loss, last: Activation, targets: Targets): Fitting => ({ loss, last, targets });

/** Every loss of @nn/loss, by name. */
export const losses: Readonly<Record<string, Fitting>> = {
  crossEntropy: of(crossEntropy(), softmax, 'classes'),
  'crossEntropy of sigmoid': of(crossEntropy(), sigmoid, 'classes'),
  binaryCrossEntropy: of(binaryCrossEntropy(), sigmoid, 'truths'),
  focal: of(focal(), softmax, 'classes'),
  klDivergence: of(klDivergence(), softmax, 'shares'),
  hinge: of(hinge(), tanh, 'signs'),
  squaredHinge: of(squaredHinge(), tanh, 'signs'),
  poisson: of(poisson(), softplus, 'counts'),
  cosineSimilarity: of(cosineSimilarity(), linear, 'numbers'),
  halfSquaredError: of(halfSquaredError(), linear, 'numbers'),
  huber: of(huber(), linear, 'numbers'),
  logCosh: of(logCosh(), linear, 'numbers'),
  meanAbsoluteError: of(meanAbsoluteError(), linear, 'numbers'),
  meanError: of(meanError(), sigmoid, 'numbers'),
  meanSquaredError: of(meanSquaredError(), linear, 'numbers'),
  quantile: of(quantile({ q: 0.9 }), linear, 'numbers'),
  rootMeanSquaredError: of(rootMeanSquaredError(), linear, 'numbers'),
  sumSquaredError: of(sumSquaredError(), tanh, 'numbers'),
};
