import type { Code } from '../assembler/bytes.js';
import { call, get, i32, type Local, set, when } from '../assembler/instructions.js';
import { argument, KERNEL, kernelBuilder, least } from '../map.js';
import { PRODUCT_PARAMETERS } from './library.js';

/** The words of a library's product, in their order; `aMove` and `bMove` are the bytes from one row of op(a), one column of op(b), to the next. */
export const PRODUCT_WORDS = [
  ...(['transposeA', 'transposeB', 'rows', 'cols', 'inner'] as const),
  ...(['a', 'aRow', 'b', 'bRow', 'c', 'cRow'] as const),
  ...(['byColumns', 'unit', 'aMove', 'bMove'] as const),
] as const;

/** A product by a library, or a share of it: `unit` rows or columns of the result for each unit of work. `product` is the library's function in this module. */
export function productKernel(product: number): Code {
  const f = kernelBuilder();
  const { command, begin, end } = KERNEL;
  type Words = Readonly<Record<(typeof PRODUCT_WORDS)[number], Local>>;
  const words = Object.fromEntries(PRODUCT_WORDS.map((w, k) => [w, f.let('i32', argument(command, k))])) as Words;
  const from = f.let('i32', i32.mul(get(begin), get(words.unit)));
  const to = f.let('i32', i32.mul(get(end), get(words.unit)));
  const cut = (size: Local, moved: Local, move: Code, cMove: Code): Code =>
    f.inside(() => {
      f.emit(set(size, i32.sub(get(least(f, get(size), get(to))), get(from))));
      f.emit(set(moved, i32.add(get(moved), i32.mul(get(from), move))));
      f.emit(set(words.c, i32.add(get(words.c), i32.mul(get(from), cMove))));
    });
  const columns = cut(words.cols, words.b, get(words.bMove), i32.const(4));
  const rows = cut(words.rows, words.a, get(words.aMove), i32.shl(get(words.cRow), i32.const(2)));
  f.emit(when(get(words.byColumns), columns, rows));
  f.emit(call(product, ...PRODUCT_WORDS.slice(0, PRODUCT_PARAMETERS).map((w) => get(words[w]))));
  return f.finish();
}
