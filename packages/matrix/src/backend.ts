import type { DType, Matrix } from './matrix.js';
import type { Step } from './plan.js';

/**
 * A stretch of a backend's memory, zero at first. It is freed when nothing refers to it any more.
 */
export interface Region {
  readonly length: number;
  /**
   * `length` elements from `offset` as an array that reads and writes the memory itself. Take it anew each time: memory
   * that grows leaves old views empty. That of the whole region costs next to nothing.
   */
  view(offset?: number, length?: number): Float32Array | Float64Array;
  /** Gives the memory back at once, where its owner knows that nothing uses it any more. */
  free(): void;
}

/** Steps made ready to run. */
export interface Program {
  /** Runs every step in order, with this many rows in place of 'batch'. */
  run(batch: number): void;
  /** Gives the memory of the program (not that of its buffers) back at once. */
  free(): void;
}

/** What computes: a new one implements these three and passes the conformance suite. */
export interface Backend {
  /** Said in model files: 'wasm', 'reference'. */
  readonly name: string;
  readonly dtype: DType;
  /** Takes memory for `length` elements. */
  region(length: number): Region;
  /** Makes steps ready to run; every buffer of theirs is in a region of this backend. */
  program(steps: readonly Step[]): Program;
  /** Not needed: computes a single product where its matrices stand, if that spares copying them into the backend's memory. */
  readonly multiply?: Multiply | undefined;
}

/**
 * out = op(a) op(b), where op transposes if asked, of matrices that fit. Says whether it did so: a product may be too small, or of numbers it does not compute with.
 * `out` shares no memory with a or b.
 */
export type Multiply = (
  a: Matrix,
  b: Matrix,
  out: Matrix,
  options: { readonly transposeA: boolean; readonly transposeB: boolean },
) => boolean;
