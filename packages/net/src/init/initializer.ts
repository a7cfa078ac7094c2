import type { Matrix, Random } from '@nn/matrix';

/**
 * Makes the first value of a weight matrix of `rows` inputs and `cols` outputs from a random stream. `rows` is the fan-in: how many numbers each output is a sum of. `fanOut` is
 * how many outputs each input reaches, where that is not `cols`: a pixel is under every place of a kernel, so `conv2d` says filters size size, as PyTorch counts.
 */
export type Initializer = (rows: number, cols: number, random: Random, fanOut?: number) => Matrix;
