import type { Code } from '../assembler/bytes.js';
import { get, i32, v128, when } from '../assembler/instructions.js';
import { functionBuilder } from '../assembler/module.js';
import { argument } from '../map.js';
import { type DriverCalls, MATMUL_WORDS, type Words } from './command.js';
import { fewRows } from './few-rows.js';
import { manyRows } from './many-rows.js';

/** Products of fewer rows than this read B where it stands: packing would cost as much as the product. */
const FEW = 4;

/**
 * The whole product: for blocks of A's rows that fit a cache, panel after panel of B (packed when the first block comes to it), four rows
 * at a time. A block goes straight to its place where nothing is left to do with it, else to a tile, from which the
 * epilogue takes it.
 */
export function matmulKernel(calls: DriverCalls): Code {
  const f = functionBuilder(['i32'], v128.const);
  const words = Object.fromEntries(MATMUL_WORDS.map((w, k) => [w, f.let('i32', argument(0, k))])) as Words;
  f.emit(
    when(
      i32.and(i32.less(get(words.rows), i32.const(FEW)), i32.eqz(get(words.bTransposed))),
      f.inside(() => fewRows(f, words, calls)),
      f.inside(() => manyRows(f, words, calls)),
    ),
  );
  return f.finish();
}
