import type { Initializer } from './initializer.js';

/**
 * Normal with standard deviation sqrt(1 / inputs): keeps the size of signals where the activation has a slope of 1. It is what `selu` is made for.
 * LeCun, Bottou, Orr and Müller: Efficient BackProp (1998), eq. 16.
 */
export const lecun = (): Initializer => (rows, cols, random) => random.normal(rows, cols, { std: Math.sqrt(1 / rows) });

/** Uniform in ±sqrt(3 / inputs), which has the same standard deviation. */
export const lecunUniform = (): Initializer => (rows, cols, random) => {
  const limit = Math.sqrt(3 / rows);
  return random.uniform(rows, cols, { min: -limit, max: limit });
};
