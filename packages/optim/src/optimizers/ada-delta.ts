import { add, checkGiven, div, input, mul, sqrt, square, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * AdaDelta: the gradient times the root of the running mean of past steps' squares over that of its own. The update is p <- p - learningRate d,
 * d = sqrt(steps + epsilon) / sqrt(squares + epsilon) g, so that a step has the unit of the parameter. `weightDecay` w adds w p to the gradient.
 * Zeiler: ADADELTA, an Adaptive Learning Rate Method (2012), algorithm 1. As torch.optim.Adadelta, whose defaults these are: 1, 0.9, 1e-6.
 */
export function adaDelta(
  options: { learningRate?: number; rho?: number; epsilon?: number; weightDecay?: number } = {},
): Optimizer {
  const {
    learningRate = 1,
    rho = 0.9,
    epsilon = 1e-6,
    weightDecay = 0,
  } = checkGiven('adaDelta', options, '{ rho: 0.95 }');
  checkRange('adaDelta', 'rho', rho, 0, 1);
  checkRange('adaDelta', 'epsilon', epsilon);
  checkRange('adaDelta', 'weightDecay', weightDecay);
  const gradient = decayedGradient(weightDecay);
  const squares = flush(add(mul(rho, input('squares')), mul(1 - rho, square(gradient))));
  const root = (x: ReturnType<typeof input>) => sqrt(add(x, epsilon));
  const step = mul(div(root(input('steps')), root(squares)), gradient);
  return optimizer({
    name: 'adaDelta',
    learningRate,
    settings: { rho, epsilon, weightDecay },
    update: {
      parameter: sub(input('parameter'), mul(input('learningRate'), step)),
      slots: { squares, steps: flush(add(mul(rho, input('steps')), mul(1 - rho, square(step)))) },
    },
    scalars: (_, { learningRate: rate, weightDecay: d }) => ({ learningRate: rate, ...decayScalar(weightDecay, d) }),
  });
}
