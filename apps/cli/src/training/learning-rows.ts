import type { FitPipelineOptions, Pipeline, SplitOptions, Table } from '@nn/data';
import type { Matrix } from '@nn/matrix';
import type { RowSource } from '@nn/net';

/** Rows as numbers. */
export interface Samples {
  readonly pipeline: Pipeline;
  readonly x: Matrix | RowSource;
  readonly t: Matrix | RowSource;
  /** Those of them that are in memory: all, or enough to look at. */
  readonly looked: { readonly rows: Table; readonly x: Matrix; readonly t: Matrix };
}

/** Rows to learn from, in memory or not. */
export interface LearningRows {
  /** Cuts them in two, as `table.split` does; what is held back is in memory. */
  split(options: SplitOptions): Promise<{ train: LearningRows; test: Table }>;
  /** Learns how they become numbers, and does some work with these numbers, which are there as long as it goes on. */
  encoded<T>(options: FitPipelineOptions, work: (samples: Samples) => Promise<T>): Promise<T>;
}
