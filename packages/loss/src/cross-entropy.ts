import {
  add,
  checkGiven,
  checkOption,
  count,
  div,
  type Expr,
  exp,
  log,
  max,
  maximum,
  mean,
  mul,
  neg,
  stopGradient,
  sub,
  sum,
  withAdjoint,
} from '@nn/formula';
import { type Loss, loss } from './loss.js';
import { TINY } from './tiny.js';

/** -sum(t log softmax(z)) of each sample: n x 1. */
export function crossEntropyOfLogits(z: Expr, t: Expr): Expr {
  // Taking one number off every logit of a row changes nothing, so the largest: what is left is exact at logits of 1e4.
  const shifted = sub(z, stopGradient(max(z, 'eachRow')));
  // The derivative of log(sum(e^s)) is softmax, written so that it is never larger than 1.
  const logSumExp = withAdjoint(log(sum(exp(shifted), 'eachRow')), shifted, (result, gradient) =>
    mul(gradient, exp(sub(shifted, result))),
  );
  return sum(mul(t, sub(logSumExp, shifted)), 'eachRow');
}

/**
 * Cross-entropy: -sum(t log y) over the classes of a sample, the mean of that over the samples. y are probabilities (rows of softmax); t
 * is one-hot, or any distribution. A probability of exactly 0 counts as 2^-126 and has no slope to leave by. Where a network ends in softmax it is computed from the logits z as sum(t) logSumExp(z) - sum(t z):
 * PyTorch's CrossEntropyLoss, right also for targets that do not sum to 1.
 *
 * With `labelSmoothing` e, t is (1 - e) t + e / classes, so that no answer is wanted for certain. Szegedy et al.: Rethinking the Inception Architecture (2016), section 7. Throws
 * RangeError where it is not from 0 to below 1.
 */
export function crossEntropy(options: { labelSmoothing?: number } = {}): Loss {
  const { labelSmoothing = 0 } = checkGiven('crossEntropy', options, '{ labelSmoothing: 0.1 }');
  const fits = Number.isFinite(labelSmoothing) && labelSmoothing >= 0 && labelSmoothing < 1;
  checkOption('crossEntropy: labelSmoothing', labelSmoothing, 'a number from 0 to below 1', fits);
  const wanted = (t: Expr) =>
    labelSmoothing === 0 ? t : add(mul(1 - labelSmoothing, t), div(labelSmoothing, count(t, 'eachRow')));
  return loss('crossEntropy', (y, t) => mean(sum(neg(mul(wanted(t), log(maximum(y, TINY)))), 'eachRow')), {
    activation: 'softmax',
    build: (z, t) => mean(crossEntropyOfLogits(z, wanted(t))),
  });
}
