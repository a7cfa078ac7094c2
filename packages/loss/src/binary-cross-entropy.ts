import { add, log, maximum, mean, mul, neg, softplus, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';
import { TINY } from './tiny.js';

/**
 * Binary cross-entropy: -(t log y + (1 - t) log(1 - y)), the mean over all elements. y are probabilities (sigmoid), t is 0, 1 or between: PyTorch's
 * BCELoss, but that the logarithm of 0 is -87.3 here and -100 there. Where a probability is exactly 0 or 1 and wrong, the loss has no slope to leave by:
 * use the link. Where a network ends in sigmoid it is computed from the logits z as softplus(z) - t z: PyTorch's BCEWithLogitsLoss.
 */
export const binaryCrossEntropy = (): Loss =>
  loss(
    'binaryCrossEntropy',
    (y, t) => {
      const yes = mul(t, log(maximum(y, TINY)));
      const no = mul(sub(1, t), log(maximum(sub(1, y), TINY)));
      return mean(neg(add(yes, no)));
    },
    { activation: 'sigmoid', build: (z, t) => mean(sub(softplus(z), mul(t, z))) },
  );
