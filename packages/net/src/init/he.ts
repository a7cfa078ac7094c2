import type { Initializer } from './initializer.js';

/**
 * Normal with standard deviation sqrt(2 / inputs): keeps the size of signals through ReLU layers.
 * He, Zhang, Ren and Sun: Delving Deep into Rectifiers (2015), eq. 10.
 */
export const he = (): Initializer => (rows, cols, random) => random.normal(rows, cols, { std: Math.sqrt(2 / rows) });
