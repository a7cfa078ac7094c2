import { abs, add, type Expr, input, less, mul, select, square } from '@nn/formula';

/** Below this a moment is 0: a number that small moves nothing, and arithmetic on subnormal numbers is a hundred times slower. */
const NOTHING = 1e-30;

/** What runs along with the parameters, such as a velocity, and where it has become too small to move anything, 0. */
export const flush = (x: Expr): Expr => select(less(abs(x), NOTHING), 0, x);

/** The running means of the gradient and of its square: m <- b1 m + (1 - b1) g and v <- b2 v + (1 - b2) g². */
export function moments(gradient: Expr, beta1: number, beta2: number): { m: Expr; v: Expr } {
  return {
    m: flush(add(mul(beta1, input('m')), mul(1 - beta1, gradient))),
    v: flush(add(mul(beta2, input('v')), mul(1 - beta2, square(gradient)))),
  };
}
