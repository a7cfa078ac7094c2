import { add, checkGiven, div, input, mul, sqrt, sub } from '@nn/formula';
import { checkMoments, type MomentOptions } from './adam.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { moments } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * RAdam: Adam that goes by the mean gradient alone until the mean square is known well enough. It is where rho_t > 5, and the step is then Adam's times
 * r_t = sqrt((rho_t - 4) (rho_t - 2) rho / ((rho - 4) (rho - 2) rho_t)), with rho = 2 / (1 - b2) - 1 and rho_t = rho - 2 t b2^t / (1 - b2^t).
 * `weightDecay` d adds d p to the gradient. Liu et al.: On the Variance of the Adaptive Learning Rate and Beyond (2020), algorithm 2. As
 * torch.optim.RAdam, whose defaults these are: 0.001, 0.9, 0.999, 1e-8.
 */
export function radam(options: MomentOptions = {}): Optimizer {
  const {
    learningRate = 1e-3,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = 0,
  } = checkGiven('radam', options, '{ beta1: 0.8 }');
  checkMoments('radam', { beta1, beta2, epsilon, weightDecay });
  const { m, v } = moments(decayedGradient(weightDecay), beta1, beta2);
  const adaptive = mul(input('adaptiveSize'), div(m, add(sqrt(v), epsilon)));
  const rho = 2 / (1 - beta2) - 1;
  return optimizer({
    name: 'radam',
    learningRate,
    settings: { beta1, beta2, epsilon, weightDecay },
    update: { parameter: sub(input('parameter'), add(adaptive, mul(input('plainSize'), m))), slots: { m, v } },
    running: { beta1Power: 1, beta2Power: 1 },
    scalars: ({ step, running }, { learningRate: rate, weightDecay: d }) => {
      running.beta1Power! *= beta1;
      running.beta2Power! *= beta2;
      const size = rate / (1 - running.beta1Power!);
      const unbias = 1 - running.beta2Power!;
      const now = rho - (2 * step * running.beta2Power!) / unbias;
      const known = now > 5;
      const rectified = ((now - 4) * (now - 2) * rho) / ((rho - 4) * (rho - 2) * now);
      return {
        adaptiveSize: known ? size * Math.sqrt(rectified * unbias) : 0,
        plainSize: known ? 0 : size,
        ...decayScalar(weightDecay, d),
      };
    },
  });
}
