import type { Code } from '../assembler/bytes.js';
import { call, get, i32, set, when, whileLoop } from '../assembler/instructions.js';
import type { FunctionBuilder } from '../assembler/module.js';
import { PANEL, STRIP_ROW } from './blocks.js';
import { type DriverCalls, finish, type Share, type Words } from './command.js';

/** Vectors of a wide strip, by the rows that it has less one: eight sums, so that none waits for the one before. */
export const STRIPS = [8, 4] as const;

/** Of a product of few rows these columns: two rows after the other, the last one alone where it is odd, B read where it stands. */
export function fewRows(f: FunctionBuilder, words: Words, { columnFrom, columnTo }: Share, calls: DriverCalls): void {
  const [i, j, a, b] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [left, width] = [f.local('i32'), f.local('i32')];
  /** So many columns of `height` rows; what lies behind the last column is computed too, and thrown away. */
  const strip = (height: number, kernel: number, most: number): Code => [
    ...set(width, get(left)),
    ...when(i32.less(i32.const(most), get(width)), set(width, i32.const(most))),
    ...set(b, i32.add(get(words.b), i32.shl(get(j), i32.const(2)))),
    ...call(
      kernel,
      get(a),
      get(words.aRow),
      get(words.aStep),
      get(b),
      get(words.bRow),
      get(words.inner),
      get(words.tile),
    ),
    ...Array.from({ length: height }, (_, r) => {
      const from = i32.add(get(words.tile), i32.const(STRIP_ROW * r));
      return finish(words, calls, from, i32.add(get(i), i32.const(r)), j, i32.const(1), get(width));
    }).flat(),
    ...set(j, i32.add(get(j), get(width))),
  ];
  const rows = (height: number): Code =>
    f.inside(() => {
      const { wide, narrow } = calls.strips[height - 1]!;
      const most = 4 * STRIPS[height - 1]!;
      f.emit(set(a, i32.add(get(words.a), i32.mul(get(i), get(words.aRow)))), set(j, get(columnFrom)));
      const columns = f.inside(() => {
        f.emit(set(left, i32.sub(get(columnTo), get(j))));
        // A strip reads less than a panel behind its columns: so far there is memory.
        const fillsWide = i32.less(i32.const(most - PANEL), get(left));
        f.emit(when(fillsWide, strip(height, wide, most), strip(height, narrow, PANEL)));
      });
      f.emit(whileLoop(i32.less(get(j), get(columnTo)), columns));
      f.emit(set(i, i32.add(get(i), i32.const(height))));
    });
  f.emit(whileLoop(i32.less(i32.add(get(i), i32.const(1)), get(words.rows)), rows(2)));
  f.emit(when(i32.less(get(i), get(words.rows)), rows(1)));
}
