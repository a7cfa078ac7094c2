import { add, checkGiven, div, input, mul, sqrt, square, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * AdaGrad: the gradient over the root of the sum of all its squares so far. The update is p <- p - learningRate g / (sqrt(sum) + epsilon), sum <- sum +
 * g². What seldom has a gradient keeps large steps; all steps shrink for ever. `weightDecay` d adds d p to the gradient.
 * Duchi, Hazan and Singer: Adaptive Subgradient Methods (2011). As torch.optim.Adagrad, whose defaults these are: 0.01, 1e-10.
 */
export function adaGrad(options: { learningRate?: number; epsilon?: number; weightDecay?: number } = {}): Optimizer {
  const {
    learningRate = 0.01,
    epsilon = 1e-10,
    weightDecay = 0,
  } = checkGiven('adaGrad', options, '{ learningRate: 0.1 }');
  checkRange('adaGrad', 'epsilon', epsilon);
  checkRange('adaGrad', 'weightDecay', weightDecay);
  const gradient = decayedGradient(weightDecay);
  const squares = flush(add(input('squares'), square(gradient)));
  const step = mul(input('learningRate'), div(gradient, add(sqrt(squares), epsilon)));
  return optimizer({
    name: 'adaGrad',
    learningRate,
    settings: { epsilon, weightDecay },
    update: { parameter: sub(input('parameter'), step), slots: { squares } },
    scalars: (_, { learningRate: rate, weightDecay: d }) => ({ learningRate: rate, ...decayScalar(weightDecay, d) }),
  });
}
