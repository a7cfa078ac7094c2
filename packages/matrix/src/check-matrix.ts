import { shown } from '@nn/formula';
import type { Matrix } from './matrix.js';

/** Throws TypeError where it is no matrix: `mean: x: expected a matrix, got 3; matrix([[…]]) makes one`. */
export function checkMatrix(what: string, m: Matrix, expected = 'a matrix'): void {
  if (m?.data && typeof m.rows === 'number' && typeof m.cols === 'number') return;
  throw new TypeError(`${what}: expected ${expected}, got ${shown(m)}; matrix([[…]]) makes one`);
}
