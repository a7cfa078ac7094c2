import type { Code } from '../assembler/bytes.js';
import { get, i32, type Local, set, when } from '../assembler/instructions.js';
import { argument, KERNEL, kernelBuilder, least } from '../map.js';
import { PANEL } from './blocks.js';
import { type DriverCalls, MATMUL_WORDS, type Share, type Words } from './command.js';
import { fewRows } from './few-rows.js';
import { manyRows } from './many-rows.js';

/** Columns of a unit of a product of few rows. */
export const FEW_UNIT = 32;

/**
 * A product, or a share of it: for blocks of A's rows that fit a cache, panel after panel of B (packed when the first block comes to it), four rows
 * at a time. A block goes straight to its place where nothing is left to do with it, else to a tile, from which the
 * epilogue takes it. Its units are panels of columns or fours of rows (`byColumns`); each part has scratch memory of its own. A product of few rows
 * does without panels.
 */
export function matmulKernel(calls: DriverCalls): Code {
  const f = kernelBuilder();
  const { command, begin, end, part } = KERNEL;
  const words = Object.fromEntries(MATMUL_WORDS.map((w, k) => [w, f.let('i32', argument(command, k))])) as Words;
  const own = f.let('i32', i32.mul(get(part), get(words.scratchBytes)));
  const moved = (['tile', 'panels'] as const).flatMap((w) => set(words[w], i32.add(get(words[w]), get(own))));
  const packed = when(get(words.packedA), set(words.packedA, i32.add(get(words.packedA), get(own))));
  f.emit(moved, packed);

  const share: Share = {
    rowFrom: f.let('i32', i32.const(0)),
    rowTo: f.let('i32', get(words.rows)),
    columnFrom: f.let('i32', i32.const(0)),
    columnTo: f.let('i32', get(words.cols)),
  };
  const cut = (unit: number, from: Local, to: Local): Code =>
    f.inside(() => {
      f.emit(set(from, i32.mul(get(begin), i32.const(unit))));
      f.emit(set(to, get(least(f, get(to), i32.mul(get(end), i32.const(unit))))));
    });
  f.emit(
    when(
      get(words.fewRows),
      [...cut(FEW_UNIT, share.columnFrom, share.columnTo), ...f.inside(() => fewRows(f, words, share, calls))],
      [
        ...when(get(words.byColumns), cut(PANEL, share.columnFrom, share.columnTo), cut(4, share.rowFrom, share.rowTo)),
        ...f.inside(() => manyRows(f, words, share, calls)),
      ],
    ),
  );
  return f.finish();
}
