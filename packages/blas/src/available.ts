import { checkGiven } from '@nn/formula';
import { BlasError } from './blas-error.js';
import { loadLibrary } from './library.js';

/**
 * Whether `blas({ library })` would compute with a BLAS. For that koffi can be loaded, and so can the library (this system's, unless one is named). Why
 * not, says the error of `blas({ library, required: true })`.
 */
export function blasAvailable(options: { library?: string | undefined } = {}): boolean {
  const { library } = checkGiven('blasAvailable', options, "{ library: 'libopenblas.so.0' }");
  try {
    loadLibrary(library);
    return true;
  } catch (error) {
    if (error instanceof BlasError) return false;
    throw error;
  }
}
