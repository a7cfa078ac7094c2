import { checkFinite, greater, mul, select } from '@nn/formula';
import { type Activation, activation } from './activation.js';

/**
 * f(x) = x above 0, `slope` x at 0 and below (as PyTorch has it at 0): no unit is ever without a gradient.
 * Maas, Hannun and Ng: Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013), whose slope is the default.
 * Throws RangeError where the slope is not finite, TypeError where it is no number.
 */
export function leakyRelu(slope = 0.01): Activation {
  checkFinite('leakyRelu: slope', slope);
  return activation('leakyRelu', (x) => select(greater(x, 0), x, mul(slope, x)));
}
