import type { InferenceJob, MatmulJob, Outcome, TrainingJob } from '../jobs.js';

/** A job made ready: its data is where the contestant wants it. */
export interface Work {
  /** Brings back the beginning, such as first weights; not timed. */
  reset?(): unknown;
  /** What is timed. */
  run(): unknown;
  /** What the last run came to; not timed. */
  outcome(): Outcome | Promise<Outcome>;
}

/** How a contestant is to run; each understands what concerns it. */
export interface Setting {
  readonly threads: number;
  readonly backend?: 'blas' | 'cpu' | 'wasm';
  readonly fma?: boolean;
}

/** One side of the comparison. What it lacks it cannot do, and what it cannot do of a job it says by throwing `Cannot`. */
export interface Contestant {
  training?(job: TrainingJob): Work | Promise<Work>;
  matmul?(job: MatmulJob): Work | Promise<Work>;
  inference?(job: InferenceJob): Work | Promise<Work>;
}

/** Every file of this folder exports one of these as `open`. Throws where the contestant is not installed. */
export type Open = (setting: Setting) => Contestant | Promise<Contestant>;

/** Thrown for a job that does not exist on this side: a fact, not a failure. Told where it says what is missing. */
export class Cannot extends Error {}
