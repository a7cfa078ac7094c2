import { abs, add, div } from '@nn/formula';
import { activation } from './activation.js';

/** f(x) = x / (1 + |x|), in (-1, 1); nears its ends more slowly than tanh. Turian, Bergstra and Bengio: Quadratic Features (2009). */
export const softsign = activation('softsign', (x) => div(x, add(1, abs(x))));
