import { mean, sub } from '@nn/formula';
import { type Loss, loss } from './loss.js';

/**
 * The signed error: mean(y - t) over all elements. It warns rather than teaches: errors of +100 and -100 cancel to 0, so it
 * says 'no error' where all is wrong, and minimizing it only drives y to minus infinity. Here to be seen, not to train with.
 * The sign is output minus target, as in the gradient of every other loss; texts that write the error as target minus output have -1 times this.
 */
export const meanError = (): Loss => loss('meanError', (y, t) => mean(sub(y, t)));
