import { zeros } from '@nn/matrix';
import type { Initializer } from './initializer.js';

/**
 * Ones on the diagonal, else zeros: a linear layer then begins by handing its inputs on, as far as it has outputs for them.
 * Le, Jaitly and Hinton: A Simple Way to Initialize Recurrent Networks of Rectified Linear Units (2015).
 */
export const identity: Initializer = (rows, cols) => {
  const result = zeros(rows, cols);
  for (let i = 0; i < Math.min(rows, cols); i++) result.data[i * cols + i] = 1;
  return result;
};
