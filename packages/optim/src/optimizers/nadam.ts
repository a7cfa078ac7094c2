import { add, checkGiven, div, input, mul, scalar, sqrt, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { checkMoments, type MomentOptions } from './adam.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { moments } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * NAdam: Adam that looks ahead as Nesterov's momentum does. With mu_t = b1 (1 - ½ 0.96^(t momentumDecay)) and M_t = mu_1 … mu_t:
 * p <- p - learningRate ((1 - mu_t) / (1 - M_t) g + mu_t+1 / (1 - M_t mu_t+1) m) / (sqrt(v / (1 - b2^t)) + epsilon). `weightDecay` d adds d p to the gradient.
 * Dozat: Incorporating Nesterov Momentum into Adam (2016). As torch.optim.NAdam, whose defaults these are: 0.002, 0.9, 0.999, 1e-8, 0.004.
 */
export function nadam(options: MomentOptions & { readonly momentumDecay?: number } = {}): Optimizer {
  const {
    learningRate = 2e-3,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = 0,
    momentumDecay = 4e-3,
  } = checkGiven('nadam', options, '{ beta1: 0.8 }');
  checkMoments('nadam', { beta1, beta2, epsilon, weightDecay });
  checkRange('nadam', 'momentumDecay', momentumDecay);
  const gradient = decayedGradient(weightDecay);
  const { m, v } = moments(gradient, beta1, beta2);
  const ahead = add(mul(input('gradientSize'), gradient), mul(input('momentSize'), m));
  const mu = (step: number) => beta1 * (1 - 0.5 * scalar.pow(0.96, step * momentumDecay));
  return optimizer({
    name: 'nadam',
    learningRate,
    settings: { beta1, beta2, epsilon, weightDecay, momentumDecay },
    update: {
      parameter: sub(input('parameter'), div(ahead, add(mul(sqrt(v), input('rootScale')), epsilon))),
      slots: { m, v },
    },
    running: { muProduct: 1, beta2Power: 1 },
    scalars: ({ step, running }, { learningRate: rate, weightDecay: d }) => {
      const [now, next] = [mu(step), mu(step + 1)];
      running.muProduct! *= now;
      running.beta2Power! *= beta2;
      return {
        gradientSize: (rate * (1 - now)) / (1 - running.muProduct!),
        momentSize: (rate * next) / (1 - running.muProduct! * next),
        rootScale: 1 / Math.sqrt(1 - running.beta2Power!),
        ...decayScalar(weightDecay, d),
      };
    },
  });
}
