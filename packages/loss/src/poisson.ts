import { log, maximum, mean, mul, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';
import { TINY } from './tiny.js';

/**
 * Poisson loss: y - t log y, the mean over all elements, for targets that count. They are 0, 1, 2, …, and their expected number y is above 0. An output
 * of 0 counts as 2^-126 in the logarithm. PyTorch's PoissonNLLLoss(log_input=False, eps=0).
 */
export const poisson = (): Loss => loss('poisson', (y, t) => mean(sub(y, mul(t, log(maximum(y, TINY))))));
