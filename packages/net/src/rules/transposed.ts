import { type Rule, transposedWeights } from './rule.js';

/**
 * The raw error times the transposed weights: `proportional` with its denominators dropped. error Wᵀ, not multiplied by the slope of the
 * activation on the way back, so it is the gradient only where activations are linear.
 * As Rashid: Make Your Own Neural Network (2016) has it.
 */
export const transposed: Rule = { name: 'transposed', backward: transposedWeights, sends: 'error' };
