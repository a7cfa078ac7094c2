export { blasAvailable } from './available.js';
export { type BlasOptions, blas } from './blas.js';
export { BlasError } from './blas-error.js';
