import type { Code } from '../assembler/bytes.js';
import { callTable, get, type Local } from '../assembler/instructions.js';

/** The words of a matmul's command, in their order; the epilogue's own follow. */
export const MATMUL_WORDS = [
  'rows',
  'inner',
  'cols',
  'a',
  'aRow',
  'aStep',
  'alongColumns',
  'index',
  'positions',
  'sourceRows',
  'b',
  'bRow',
  'bTransposed',
  'packedA',
  'panels',
  'panelBytes',
  'rowBlock',
  'tile',
  'fewRows',
  'byColumns',
  'scratchBytes',
  'epilogue',
  'direct',
] as const;

/** Numbers of the functions that the driver calls, in its own module. */
export interface DriverCalls {
  /** By height less one. */
  readonly alongRows: readonly number[];
  readonly alongColumns: readonly number[];
  /** By height less one: a strip of `STRIPS` columns, and one of a panel's. */
  readonly strips: readonly { readonly wide: number; readonly narrow: number }[];
  readonly packB: number;
  readonly packTransposedB: number;
  readonly packA: number;
  readonly packTransposedA: number;
  readonly packGathered: number;
  readonly packGatheredTransposed: number;
  /** The number of the epilogue's signature. */
  readonly epilogue: number;
}

/** Which rows and columns of the product this call computes: from the first to below the last. */
export interface Share {
  readonly rowFrom: Local;
  readonly rowTo: Local;
  readonly columnFrom: Local;
  readonly columnTo: Local;
}

export type Words = Readonly<Record<(typeof MATMUL_WORDS)[number], Local>>;

/** Hands rows i to i + height, columns j to j + width, to the epilogue; they stand in the tile from there on. */
export const finish = (
  words: Words,
  calls: DriverCalls,
  from: Code,
  i: Code,
  j: Local,
  height: Code,
  width: Code,
): Code => callTable(calls.epilogue, get(words.epilogue), get(0), from, i, get(j), height, width);
