import { checkFinite } from '@nn/formula';
import { full } from '@nn/matrix';
import type { Initializer } from './initializer.js';

/** Every weight the same. Units that start as twins stay twins: only for biases, and to see just that. Throws RangeError where it is not finite, TypeError where it is no number. */
export function constant(value: number): Initializer {
  checkFinite('constant: value', value);
  return (rows, cols) => full(rows, cols, value);
}

/** Every weight 0: right for biases; a network of hidden layers cannot learn from it. */
export const zeros: Initializer = constant(0);

/** Every weight 1. */
export const ones: Initializer = constant(1);
