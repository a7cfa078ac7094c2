import { formula, mul, square, sub, sum } from '@nn/formula';

/** Half the square of what is missing to the target t, with the weights w and the inputs x as one row each: what a gradient goes down. */
export const halfSquared = formula(['t', 'w', 'x'], (t, w, x) => mul(0.5, square(sub(t, sum(mul(w, x))))));
