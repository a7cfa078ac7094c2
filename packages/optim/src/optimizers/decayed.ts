import { add, type Expr, input, mul } from '@nn/formula';

/** The gradient, with `weightDecay` times the parameter added where an optimizer has a decay: that of ½ weightDecay p² in the loss. */
export const decayedGradient = (weightDecay: number): Expr =>
  weightDecay ? add(input('gradient'), mul(input('weightDecay'), input('parameter'))) : input('gradient');

/** The decay as a number of a step, where the formula has a place for it. */
export const decayScalar = (own: number, weightDecay: number): Record<string, number> => (own ? { weightDecay } : {});
