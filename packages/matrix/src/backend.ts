import type { DType } from './matrix.js';
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
}
