import { square, sub, sum } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/** Sum of squared errors: sum((y - t)²) over all elements; PyTorch's MSELoss with reduction 'sum'. It grows with the batch, and its gradient too. */
export const sumSquaredError = (): Loss => loss('sumSquaredError', (y, t) => sum(square(sub(y, t))));
