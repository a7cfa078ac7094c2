import type { Multiply } from '../../backend.js';

/**
 * Computes c = op(a) op(b), where op transposes if asked (1, else 0): op(a) is rows x inner, op(b) inner x cols. Each matrix is given by the address of
 * its first element (unsigned bytes) and the elements from one of its rows, as it stands, to the next. It checks what it is given before native code sees it.
 */
export type Product = (
  ...parameters: [
    ...[transposeA: number, transposeB: number, rows: number, cols: number, inner: number],
    ...[a: number, aRow: number, b: number, bRow: number, c: number, cRow: number],
  ]
) => void;

/** How many parameters that are. */
export const PRODUCT_PARAMETERS = 11;

/** A library that computes plain products of single-precision matrices in the memory of the WebAssembly backend: see @nn/blas. */
export interface ProductLibrary {
  /** What the backend that uses it is called, in model files too. */
  readonly name: string;
  /** Multiplications (rows x inner x cols) of the smallest product that it computes. */
  readonly smallest: number;
  /** Whether several threads may call it at once, each for a part of a product. */
  readonly parallel: boolean;
  /** The function for the calling thread. Memory may grow between two calls. */
  product(memory: WebAssembly.Memory): Product;
  /** The text of such a `product`, for the other threads: it refers to nothing outside of itself but `require`. */
  readonly source: string;
  /** The same of whole matrices outside of that memory, on so many threads of the library's own. */
  readonly multiply?: (threads: number, ...matrices: Parameters<Multiply>) => void;
}
