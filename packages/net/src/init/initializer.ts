import type { Matrix, Random } from '@nn/matrix';

/**
 * Makes the first value of a weight matrix of `rows` inputs and `cols` outputs (fan-in and fan-out) from a random stream.
 */
export type Initializer = (rows: number, cols: number, random: Random) => Matrix;
