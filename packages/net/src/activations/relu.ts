import { greater, maximum, select, withAdjoint } from '@nn/formula';
import { activation } from './activation.js';

/**
 * f(x) = max(x, 0), NaN for NaN; its slope is 1 above 0 and 0 at 0 and below (as PyTorch has it).
 * Nair and Hinton: Rectified Linear Units Improve Restricted Boltzmann Machines (2010).
 */
export const relu = activation('relu', (x) =>
  // The output tells the slope too, so the weighted sums need not be kept.
  withAdjoint(maximum(x, 0), x, (y, gradient) => select(greater(y, 0), gradient, 0)),
);
