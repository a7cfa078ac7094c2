import { add, greater, log, maximum, mean, mul, select, sub, sum } from '@nn/formula';
import { crossEntropyOfLogits } from './cross-entropy.js';
import { type Loss, loss } from './loss.js';
import { TINY } from './tiny.js';

/**
 * Kullback-Leibler divergence: sum(t log(t / y)) over the classes of a sample, the mean of that over the samples. That is what y costs beyond what t
 * itself would, so 0 where they are equal. Its slope is that of `crossEntropy`. y are probabilities (rows of softmax), t is a distribution; classes of
 * probability 0 in t add nothing. Where a network ends in softmax it is computed from the logits. Kullback and Leibler: On Information and Sufficiency
 * (1951); PyTorch's KLDivLoss(reduction='batchmean').
 */
export const klDivergence = (): Loss =>
  loss(
    'klDivergence',
    (y, t) => mean(sum(mul(t, sub(log(select(greater(t, 0), t, 1)), log(maximum(y, TINY)))), 'eachRow')),
    {
      activation: 'softmax',
      build: (z, t) => mean(add(sum(mul(t, log(select(greater(t, 0), t, 1))), 'eachRow'), crossEntropyOfLogits(z, t))),
    },
  );
