import { mean, square, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/** Mean squared error: mean((y - t)²) over all elements; PyTorch's MSELoss. Its derivative is 2 (y - t) / (n outputs). */
export const meanSquaredError = (): Loss => loss('meanSquaredError', (y, t) => mean(square(sub(y, t))));
