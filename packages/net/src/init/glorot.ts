import type { Initializer } from './initializer.js';

/**
 * Uniform in ±sqrt(6 / (inputs + outputs)): keeps the size of signals and of gradients. It is for layers whose activation is about linear near 0. Glorot
 * and Bengio: Understanding the difficulty of training deep feedforward neural networks (2010), eq. 16.
 */
export const glorot =
  (): Initializer =>
  (rows, cols, random, fanOut = cols) => {
    const limit = Math.sqrt(6 / (rows + fanOut));
    return random.uniform(rows, cols, { min: -limit, max: limit });
  };

/** Normal with the same standard deviation, sqrt(2 / (inputs + outputs)): eq. 12. */
export const glorotNormal =
  (): Initializer =>
  (rows, cols, random, fanOut = cols) =>
    random.normal(rows, cols, { std: Math.sqrt(2 / (rows + fanOut)) });
