import { mul, softplus, tanh } from '@nn/formula';
import { activation } from './activation.js';

/** f(x) = x tanh(log(1 + eˣ)). Misra: Mish, a Self Regularized Non-Monotonic Activation Function (2020). */
export const mish = activation('mish', (x) => mul(x, tanh(softplus(x))));
