import { add, div, formula, mul, square, sub, tanh } from '@nn/formula';

/** The loss of a network of two hidden units, whose derivatives by their weights are alike. */
export const twoUnits = formula(['w1', 'w2', 'v1', 'v2', 'x', 't'], (w1, w2, v1, v2, x, t) =>
  div(square(sub(add(mul(v1, tanh(mul(w1, x))), mul(v2, tanh(mul(w2, x)))), t)), 2),
);
