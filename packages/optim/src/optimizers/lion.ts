import { add, checkGiven, input, mul, sign, sub } from '@nn/formula';
import { checkRange } from '../check-range.js';
import { flush } from './moments.js';
import { type Optimizer, optimizer } from './optimizer.js';

/**
 * Lion: every parameter moves by the learning rate, in the direction of the sign of b1 m + (1 - b1) g. Then m <- b2 m + (1 - b2) g. `weightDecay` d
 * first makes the parameter smaller by learningRate d p, as in AdamW. Chen et al.: Symbolic Discovery of Optimization Algorithms (2023), program 1,
 * whose defaults these are: 0.0001, 0.9, 0.99. A direction below 1e-30 is none.
 */
export function lion(
  options: { learningRate?: number; beta1?: number; beta2?: number; weightDecay?: number } = {},
): Optimizer {
  const {
    learningRate = 1e-4,
    beta1 = 0.9,
    beta2 = 0.99,
    weightDecay = 0,
  } = checkGiven('lion', options, '{ learningRate: 1e-4 }');
  checkRange('lion', 'beta1', beta1, 0, 1);
  checkRange('lion', 'beta2', beta2, 0, 1);
  checkRange('lion', 'weightDecay', weightDecay);
  const mixed = (beta: number) => flush(add(mul(beta, input('m')), mul(1 - beta, input('gradient'))));
  const start = weightDecay ? mul(input('parameter'), input('keep')) : input('parameter');
  return optimizer({
    name: 'lion',
    learningRate,
    settings: { beta1, beta2, weightDecay },
    update: { parameter: sub(start, mul(input('learningRate'), sign(mixed(beta1)))), slots: { m: mixed(beta2) } },
    scalars: (_, { learningRate: rate, weightDecay: d }) => ({
      learningRate: rate,
      ...(weightDecay && { keep: 1 - rate * d }),
    }),
  });
}
