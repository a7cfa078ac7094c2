import { abs, add, checkGiven, div, input, maximum, mul, sub } from '@nn/formula';
import { checkMoments, type MomentOptions } from './adam.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush, moments } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * AdaMax: Adam with the largest gradient so far, which fades by beta2, in place of the root of the mean square. The update is p <- p - learningRate /
 * (1 - b1^t) m / u, u <- max(b2 u, |g| + epsilon). `weightDecay` d adds d p to the gradient.
 * Kingma and Ba: Adam (2015), algorithm 2. As torch.optim.Adamax, whose defaults these are: 0.002, 0.9, 0.999, 1e-8.
 */
export function adaMax(options: MomentOptions = {}): Optimizer {
  const {
    learningRate = 2e-3,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = 0,
  } = checkGiven('adaMax', options, '{ beta1: 0.8 }');
  checkMoments('adaMax', { beta1, beta2, epsilon, weightDecay });
  const gradient = decayedGradient(weightDecay);
  const { m } = moments(gradient, beta1, beta2);
  const largest = flush(maximum(mul(beta2, input('largest')), add(abs(gradient), epsilon)));
  return optimizer({
    name: 'adaMax',
    learningRate,
    settings: { beta1, beta2, epsilon, weightDecay },
    update: {
      parameter: sub(input('parameter'), mul(input('stepSize'), div(m, largest))),
      slots: { m, largest },
    },
    running: { beta1Power: 1 },
    scalars: ({ running }, { learningRate: rate, weightDecay: d }) => {
      running.beta1Power! *= beta1;
      return { stepSize: rate / (1 - running.beta1Power!), ...decayScalar(weightDecay, d) };
    },
  });
}
