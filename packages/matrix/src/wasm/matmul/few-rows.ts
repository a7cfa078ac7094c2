import type { Code } from '../assembler/bytes.js';
import { call, get, i32, set, when, whileLoop } from '../assembler/instructions.js';
import type { FunctionBuilder } from '../assembler/module.js';
import { PANEL } from './blocks.js';
import { type DriverCalls, finish, type Share, type Words } from './command.js';

/** Columns of a wide row. */
const WIDE = 32;

/** Of a product of a few rows these columns: one after the other, B read where it stands. */
export function fewRows(f: FunctionBuilder, words: Words, { columnFrom, columnTo }: Share, calls: DriverCalls): void {
  const [i, j, a, b, left] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const part = (kernel: number, width: Code, step: number) =>
    f.inside(() => {
      f.emit(set(b, i32.add(get(words.b), i32.shl(get(j), i32.const(2)))));
      f.emit(
        call(kernel, get(a), get(words.aStep), get(b), get(words.bRow), get(words.inner), get(words.tile)),
        finish(words, calls, i, j, i32.const(1), width),
        set(j, i32.add(get(j), i32.const(step))),
      );
    });
  const row = f.inside(() => {
    f.emit(set(a, i32.add(get(words.a), i32.mul(get(i), get(words.aRow)))), set(j, get(columnFrom)));
    const wide = i32.greaterOrEqual(i32.sub(get(columnTo), get(j)), i32.const(WIDE));
    f.emit(whileLoop(wide, part(calls.wideRow, i32.const(WIDE), WIDE)));
    const narrow = f.inside(() => {
      f.emit(set(left, i32.sub(get(columnTo), get(j))));
      f.emit(when(i32.less(i32.const(PANEL), get(left)), set(left, i32.const(PANEL))));
      f.emit(part(calls.narrowRow, get(left), PANEL));
    });
    f.emit(whileLoop(i32.less(get(j), get(columnTo)), narrow));
    f.emit(set(i, i32.add(get(i), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(i), get(words.rows)), row));
}
