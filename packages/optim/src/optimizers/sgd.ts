import { add, checkGiven, checkTruth, input, mul, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { decayedGradient, decayScalar } from './decayed.js';
import { flush } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * Gradient descent, p <- p - learningRate g, as torch.optim.SGD computes it. With `momentum` m the step is a velocity
 * v <- m v + g that keeps its direction (Polyak, 1964); with `nesterov` it looks ahead, g + m v (Sutskever et al., 2013). `weightDecay` d adds
 * d p to the gradient. Batch, stochastic or mini-batch is a matter of what `batches` gives it.
 * Defaults: learningRate 0.01, the rest 0, as Keras and PyTorch's examples have them.
 */
export function sgd(
  options: { learningRate?: number; momentum?: number; nesterov?: boolean; weightDecay?: number } = {},
): Optimizer {
  const {
    learningRate = 0.01,
    momentum = 0,
    nesterov = false,
    weightDecay = 0,
  } = checkGiven('sgd', options, '{ learningRate: 0.1 }');
  checkRange('sgd', 'momentum', momentum, 0, 1);
  checkRange('sgd', 'weightDecay', weightDecay);
  checkTruth('sgd: nesterov', nesterov);
  if (nesterov && momentum === 0) throw new RangeError('sgd: nesterov: expected a momentum above 0 with it, got 0');
  const gradient = decayedGradient(weightDecay);
  const velocity = flush(add(mul(momentum, input('velocity')), gradient));
  const direction = momentum === 0 ? gradient : nesterov ? add(gradient, mul(momentum, velocity)) : velocity;
  return optimizer({
    name: 'sgd',
    learningRate,
    settings: { momentum, nesterov, weightDecay },
    update: {
      parameter: sub(input('parameter'), mul(input('learningRate'), direction)),
      slots: momentum === 0 ? {} : { velocity },
    },
    scalars: (_, { learningRate: rate, weightDecay: d }) => ({ learningRate: rate, ...decayScalar(weightDecay, d) }),
  });
}
