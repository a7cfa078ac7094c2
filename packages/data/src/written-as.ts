import type { Encoding } from './text.js';

/** How a table is written: what was found out, or given, when it was read. */
export interface Written {
  readonly format: 'csv' | 'jsonl' | 'idx';
  /** Of text. */
  readonly encoding?: Encoding | undefined;
  /** Of CSV: what stands between cells, around them, and whether the first line holds names. */
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly header?: boolean | undefined;
}
