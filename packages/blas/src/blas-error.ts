/** Why there is no BLAS: what was tried, what came of it, and what to install. */
export class BlasError extends Error {
  override readonly name = 'BlasError';
}
