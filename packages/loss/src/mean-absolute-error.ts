import { abs, mean, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * Mean absolute error: mean(|y - t|) over all elements, in the units of the target. One large error weighs no more than it is large. Its slope at 0 is
 * 0. PyTorch's L1Loss.
 */
export const meanAbsoluteError = (): Loss => loss('meanAbsoluteError', (y, t) => mean(abs(sub(y, t))));
