import { checkGiven, checkOption, log, maximum, mean, mul, neg, pow, sub, sum } from '@nn/formula';
import { type Loss, loss } from './loss.js';
import { TINY } from './tiny.js';

/**
 * Focal loss: -sum((1 - y)^gamma t log y) over the classes of a sample, the mean of that over the samples. It is `crossEntropy` where what is right
 * already counts little, for classes of which one is rare. y are probabilities (rows of softmax), t one-hot. Throws RangeError where gamma is neither 0
 * nor at least 1: between, the slope is infinite at 1. Lin et al.: Focal Loss for Dense Object Detection (2017), eq. 4, whose gamma of 2 is the default.
 */
export function focal(options: { gamma?: number } = {}): Loss {
  const { gamma = 2 } = checkGiven('focal', options, '{ gamma: 2 }');
  checkOption('focal: gamma', gamma, '0 or a number from 1', gamma === 0 || (Number.isFinite(gamma) && gamma >= 1));
  return loss('focal', (y, t) => {
    const easy = pow(maximum(sub(1, y), 0), gamma);
    return mean(sum(neg(mul(easy, mul(t, log(maximum(y, TINY))))), 'eachRow'));
  });
}
