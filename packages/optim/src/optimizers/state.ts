import { type Matrix, zeros } from '@nn/matrix';

/** Zeros of the same size and precision. */
export const zerosLike = ({ rows, cols, data }: Matrix): Matrix =>
  zeros(rows, cols, { dtype: data instanceof Float64Array ? 'f64' : 'f32' });
