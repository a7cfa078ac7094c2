import { add, div, erfc, mul, neg, pow, sigmoid } from '@nn/formula';
import { activation } from './activation.js';

/**
 * f(x) = x Φ(x) = x/2 (1 + erf(x/√2)), with the normal distribution Φ. PyTorch's `GELU()`. Hendrycks and Gimpel: Gaussian Error Linear Units
 * (2016), section 2.
 */
export const gelu = activation('gelu', (x) =>
  // 1 + erf(x/√2) = erfc(-x/√2), of which no digits are lost where it is close to 0.
  mul(div(x, 2), erfc(div(neg(x), Math.SQRT2))),
);

/**
 * f(x) = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))): within 0.0005 of `gelu`, and what GPT-2 was trained with. PyTorch's
 * `GELU(approximate='tanh')`. Hendrycks and Gimpel: Gaussian Error Linear Units (2016), section 2.
 */
export const geluTanh = activation('geluTanh', (x) =>
  // (1 + tanh z) / 2 = σ(2z), which keeps its digits too.
  mul(x, sigmoid(mul(2 * Math.sqrt(2 / Math.PI), add(x, mul(0.044715, pow(x, 3)))))),
);
