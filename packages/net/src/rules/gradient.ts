import { type Rule, transposedWeights } from './rule.js';

/**
 * The exact derivative of the loss, which every training uses unless told otherwise: (error ⊙ slope) Wᵀ.
 * Rumelhart, Hinton and Williams: Learning representations by back-propagating errors (1986).
 */
export const gradient: Rule = { name: 'gradient', backward: transposedWeights, sends: 'delta' };
