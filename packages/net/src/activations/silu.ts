import { mul, sigmoid } from '@nn/formula';
import { activation } from './activation.js';

/**
 * f(x) = x / (1 + e⁻ˣ), also called swish. Hendrycks and Gimpel: Gaussian Error Linear Units (2016); Ramachandran, Zoph and Le: Searching for
 * Activation Functions (2017).
 */
export const silu = activation('silu', (x) => mul(x, sigmoid(x)));
