import type { Buffer, Size } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { get, i32, type Local, set, v128 } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';

/**
 * How an operand is read by a step of r x c: all of it, one row for every row, one column for every column, one number for
 * all, or a random key.
 */
export type Pattern = 'full' | 'row' | 'column' | 'scalar' | 'key';

/** A size is repeated by what the plan says: a batch that happens to have one row is no row to repeat. */
export function patternOf({ rows, cols }: Buffer, step: { rows: Size; cols: Size }): Pattern {
  const row = rows === 1 && step.rows !== 1;
  const column = cols === 1 && step.cols !== 1;
  if (row && column) return 'scalar';
  if (row) return cols === 1 ? 'scalar' : 'row';
  if (column) return rows === 1 ? 'scalar' : 'column';
  return 'full';
}

/** Reading operands inside a loop over rows and, within a row, over bytes `j`. */
export interface OperandReader {
  /** Emits the step over this many rows, before the first. */
  skipRows(rows: Local): void;
  /** Emits what is read once for each row. */
  rowBegin(): void;
  /** Emits the reading of four elements at byte `j` of the row; gives their vectors. */
  read(j: Local): Local[];
  /** Emits the step to the next row. */
  rowEnd(): void;
}

/** Operands by their patterns; `pointers` are variables with the address of each one's first element to be read. */
export function operandReader(
  f: FunctionBuilder,
  patterns: readonly Pattern[],
  pointers: readonly Local[],
  rowBytes: Local,
): OperandReader {
  const splat = (pointer: Local): Code => v128.loadSplat32(get(pointer));
  const fixed = patterns.map((pattern, k) =>
    pattern === 'scalar' ? f.let('v128', splat(pointers[k]!)) : pattern === 'column' ? f.local('v128') : 0,
  );
  const rowStep: Partial<Record<Pattern, Code>> = { full: get(rowBytes), column: i32.const(4) };
  return {
    skipRows: (rows) => {
      patterns.forEach((pattern, k) => {
        const [p, step] = [pointers[k]!, rowStep[pattern]];
        if (step) f.emit(set(p, i32.add(get(p), i32.mul(get(rows), step))));
      });
    },
    rowBegin: () => {
      patterns.forEach((pattern, k) => {
        if (pattern === 'column') f.emit(set(fixed[k]!, splat(pointers[k]!)));
      });
    },
    read: (j) =>
      patterns.map((pattern, k) =>
        pattern === 'full' || pattern === 'row'
          ? f.let('v128', v128.load(i32.add(get(pointers[k]!), get(j))))
          : fixed[k]!,
      ),
    rowEnd: () => {
      patterns.forEach((pattern, k) => {
        const [p, step] = [pointers[k]!, rowStep[pattern]];
        if (step) f.emit(set(p, i32.add(get(p), step)));
      });
    },
  };
}
