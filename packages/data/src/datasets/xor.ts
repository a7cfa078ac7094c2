import { matrix } from '@nn/matrix';
import type { Samples } from './samples.js';

/** Exclusive or: four samples of two inputs, and one target of 0 or 1. No single layer can tell them apart. */
export const xor = (): Samples => ({
  x: matrix([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]),
  t: matrix([[0], [1], [1], [0]]),
});
