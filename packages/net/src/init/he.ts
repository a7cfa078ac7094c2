import type { Initializer } from './initializer.js';

/**
 * Normal with standard deviation sqrt(2 / inputs): keeps the size of signals through ReLU layers.
 * He, Zhang, Ren and Sun: Delving Deep into Rectifiers (2015), eq. 10.
 */
export const he = (): Initializer => (rows, cols, random) => random.normal(rows, cols, { std: Math.sqrt(2 / rows) });

/** Uniform in ±sqrt(6 / inputs), which has the same standard deviation: PyTorch's kaiming_uniform_. */
export const heUniform = (): Initializer => (rows, cols, random) => {
  const limit = Math.sqrt(6 / rows);
  return random.uniform(rows, cols, { min: -limit, max: limit });
};
