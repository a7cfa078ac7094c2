import { add, checkGiven, checkTruth, div, input, mul, sqrt, square, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * RMSProp: the gradient over the root of the running mean s of its square. The update is p <- p - learningRate g / (sqrt(s) + epsilon), s <- rho s +
 * (1 - rho) g². `centered` takes the square of the running mean of g off s, which leaves its variance; `momentum` makes a velocity of the steps;
 * `weightDecay` d adds d p to the gradient. Tieleman and Hinton: Lecture 6.5 (2012); `centered`: Graves (2013). As torch.optim.RMSprop, whose defaults
 * these are: 0.01, 0.99, 1e-8.
 */
export function rmsProp(
  options: {
    learningRate?: number;
    rho?: number;
    epsilon?: number;
    momentum?: number;
    centered?: boolean;
    weightDecay?: number;
  } = {},
): Optimizer {
  const {
    learningRate = 0.01,
    rho = 0.99,
    epsilon = 1e-8,
    momentum = 0,
    centered = false,
    weightDecay = 0,
  } = checkGiven('rmsProp', options, '{ rho: 0.9 }');
  checkRange('rmsProp', 'rho', rho, 0, 1);
  checkRange('rmsProp', 'epsilon', epsilon);
  checkRange('rmsProp', 'momentum', momentum, 0, 1);
  checkRange('rmsProp', 'weightDecay', weightDecay);
  checkTruth('rmsProp: centered', centered);
  const gradient = decayedGradient(weightDecay);
  const squares = flush(add(mul(rho, input('squares')), mul(1 - rho, square(gradient))));
  const means = flush(add(mul(rho, input('means')), mul(1 - rho, gradient)));
  const root = sqrt(centered ? sub(squares, square(means)) : squares);
  const direction = div(gradient, add(root, epsilon));
  const velocity = flush(add(mul(momentum, input('velocity')), direction));
  return optimizer({
    name: 'rmsProp',
    learningRate,
    settings: { rho, epsilon, momentum, centered, weightDecay },
    update: {
      parameter: sub(input('parameter'), mul(input('learningRate'), momentum === 0 ? direction : velocity)),
      slots: { squares, ...(centered && { means }), ...(momentum !== 0 && { velocity }) },
    },
    scalars: (_, { learningRate: rate, weightDecay: d }) => ({ learningRate: rate, ...decayScalar(weightDecay, d) }),
  });
}
