import { checkCount, checkGiven, checkTruth } from '@nn/formula';
import { type Backend, productsBy, wasm } from '@nn/matrix';
import { BlasError } from './blas-error.js';
import { type Library, loadLibrary } from './library.js';

/** How products of matrices are computed. */
export interface BlasOptions {
  /**
   * Threads of the backend, which share out large products as they do everything else: a whole number from 1, by default all available cores, 8 at the
   * most. OpenBLAS is told, for the whole process, to use none of its own; Accelerate decides for itself, and is given whole products.
   */
  readonly threads?: number | undefined;
  /** The name or path of the library, for the system's loader; by default OpenBLAS, on macOS Accelerate. */
  readonly library?: string | undefined;
  /**
   * Multiplications (rows x inner x columns) of the smallest product that goes to BLAS; smaller ones are as fast on
   * WebAssembly. The default is measured: `scripts/crossover.mjs` in this package's folder of the repository.
   */
  readonly smallest?: number | undefined;
  /** Whether to throw where there is no BLAS, instead of warning once and giving the WebAssembly backend. */
  readonly required?: boolean | undefined;
}

/** Where a call of BLAS, 0.4 us with its checks, is made up for: cubes of 20. */
const SMALLEST = 2 ** 13;

const warned = /* @__PURE__ */ new Set<string>();

function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  process.emitWarning(`${message}. Until then the WebAssembly backend serves`, { type: 'BlasWarning' });
}

/**
 * The backend whose large products of matrices the system's BLAS computes, and WebAssembly everything else. The products are calls of `cblas_sgemm` over
 * the same memory, without a copy, in single precision. For `network({ backend: blas() })` and `setDefaultBackend(blas())`.
 *
 * It gives up 'the same bits everywhere': a BLAS adds up in an order of its own, which differs between libraries, processors and numbers of
 * threads, and rounds a product and its sum once. Results are as exact as WebAssembly's, and differ from them in the last digits.
 *
 * Where koffi or the library cannot be loaded, a warning says once what was tried and what to install, and the
 * WebAssembly backend itself is returned (so `name` is then 'wasm'); with `required` that is a BlasError. Throws RangeError where
 * `threads` or `smallest` is not a whole number from 1. A run throws RangeError where a buffer is not all in its region, and each call of the library where a matrix is not all in memory.
 */
export function blas(options: BlasOptions = {}): Backend {
  const {
    threads,
    library: name,
    smallest = SMALLEST,
    required = false,
  } = checkGiven('blas', options, '{ threads: 2 }');
  if (threads !== undefined) checkCount('blas: threads', threads);
  checkCount('blas: smallest', smallest);
  checkTruth('blas: required', required);
  let library: Library;
  try {
    library = loadLibrary(name);
  } catch (error) {
    if (required || !(error instanceof BlasError)) throw error;
    warnOnce(error.message);
    return wasm();
  }
  return wasm({ ...(threads && { threads }), products: productsBy({ name: 'blas', smallest, ...library }) });
}
