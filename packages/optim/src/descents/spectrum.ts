import { type Matrix, random } from '@nn/matrix';
import { dot, norm, plus } from '../vector.js';

/** So many steps find the ends of the spectrum of as many parameters up to rounding, and come near to those of a larger one. */
const STEPS = 50;

/**
 * The least and the greatest eigenvalue of a symmetric linear map of n numbers: for a Hessian, the least and the greatest curvature over all
 * directions. From a random direction the map spans a space in which it is tridiagonal (Lanczos, 1950; each new direction is made orthogonal
 * to all before it), and the eigenvalues there are bracketed by counting how many are below a number (Givens, 1954).
 */
export function spectrum(
  times: (v: Matrix) => Matrix,
  n: number,
): { readonly least: number; readonly greatest: number } {
  const basis: Matrix[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [0];
  let next = random(0).normal(1, n, { dtype: 'f64' });
  let size = 0;
  while (basis.length < Math.min(n, STEPS)) {
    const length = norm(next);
    const v = plus(next, next, 1 / length - 1);
    basis.push(v);
    next = times(v);
    diagonal.push(dot(v, next));
    size = Math.max(size, norm(next));
    // Twice, since once leaves what it rounded.
    for (const q of [...basis, ...basis]) next = plus(next, q, -dot(q, next));
    // What is left is rounding: the space has all that the map makes of its beginning.
    if (norm(next) <= 1e-12 * size) break;
    beside.push(norm(next));
  }
  return { least: eigenvalue(diagonal, beside, 1), greatest: eigenvalue(diagonal, beside, diagonal.length) };
}

/** The k-th smallest eigenvalue of a tridiagonal matrix, where beside[i] stands between diagonal[i - 1] and diagonal[i]. */
function eigenvalue(diagonal: readonly number[], beside: readonly number[], k: number): number {
  // As many eigenvalues are below x as pivots of the matrix less x are negative (Sylvester).
  const below = (x: number) => {
    let [count, pivot] = [0, 1];
    diagonal.forEach((d, i) => {
      pivot = d - x - (beside[i]! * beside[i]!) / (pivot || Number.MIN_VALUE);
      if (pivot < 0) count++;
    });
    return count;
  };
  // No eigenvalue is further from 0 than the largest row (Gershgorin).
  const reach = diagonal.reduce((most, d, i) => Math.max(most, Math.abs(d) + beside[i]! + (beside[i + 1] ?? 0)), 0);
  let [low, high] = [-reach, reach];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (below(middle) < k) low = middle;
    else high = middle;
  }
  return low;
}
