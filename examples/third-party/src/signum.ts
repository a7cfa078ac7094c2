import { abs, add, input, less, mul, select, sign, sub } from '@nn/formula';
import { type Optimizer, optimizer } from '@nn/optim';

/**
 * Signum: m <- momentum m + (1 - momentum) g, then every parameter moves by the learning rate against the sign of m. Bernstein, Wang, Azizzadenesheli and Anandkumar: signSGD,
 * Compressed Optimisation for Non-Convex Problems (2018). Throws RangeError where momentum is not a number from 0 to below 1.
 */
export function signum({
  learningRate = 1e-3,
  momentum = 0.9,
}: {
  learningRate?: number;
  momentum?: number;
} = {}): Optimizer {
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`signum: momentum: expected a number from 0 to below 1, got ${momentum}`);
  const mean = add(mul(momentum, input('m')), mul(1 - momentum, input('gradient')));
  // A mean that dies away would become subnormal, and arithmetic on subnormal numbers is slow.
  const m = select(less(abs(mean), 1e-30), 0, mean);
  return optimizer({
    name: 'signum',
    learningRate,
    settings: { momentum },
    update: { parameter: sub(input('parameter'), mul(input('learningRate'), sign(m))), slots: { m } },
    scalars: (_, { learningRate: rate }) => ({ learningRate: rate }),
  });
}
