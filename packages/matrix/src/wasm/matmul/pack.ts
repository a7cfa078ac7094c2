import type { Code } from '../assembler/bytes.js';
import { get, i32, type Local, set, v128, when, whileLoop } from '../assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from '../assembler/module.js';

const advance = (f: FunctionBuilder, pointer: Local, by: Code) => f.emit(set(pointer, i32.add(get(pointer), by)));

/**
 * Copies `width` columns of a matrix (inner x cols, row by row) to a panel, row behind row. Parameters: the panel, the first element of the
 * columns, bytes between the matrix's rows, how many k. What lies behind a last column is copied too, and never used.
 */
export function packKernel(width: 4 | 8): Code {
  const [panel, from, row, inner] = [0, 1, 2, 3];
  const f = functionBuilder(['i32', 'i32', 'i32', 'i32', 'i32'], v128.const);
  const round = f.inside(() => {
    for (let byte = 0; byte < 4 * width; byte += 16) f.emit(v128.store(get(panel), v128.load(get(from), byte), byte));
    advance(f, from, get(row));
    advance(f, panel, i32.const(4 * width));
    f.emit(set(inner, i32.sub(get(inner), i32.const(1))));
  });
  f.emit(whileLoop(get(inner), round));
  return f.finish();
}

/** The rows of a 4 x 4 square become its columns. */
function transpose4(f: FunctionBuilder, [a, b, c, d]: readonly [Local, Local, Local, Local]): Local[] {
  const mix = (x: Local, y: Local, lanes: [number, number, number, number]) =>
    f.let('v128', v128.shuffle32(get(x), get(y), lanes));
  const abLow = mix(a, b, [0, 4, 1, 5]);
  const abHigh = mix(a, b, [2, 6, 3, 7]);
  const cdLow = mix(c, d, [0, 4, 1, 5]);
  const cdHigh = mix(c, d, [2, 6, 3, 7]);
  return [
    mix(abLow, cdLow, [0, 1, 4, 5]),
    mix(abLow, cdLow, [2, 3, 6, 7]),
    mix(abHigh, cdHigh, [0, 1, 4, 5]),
    mix(abHigh, cdHigh, [2, 3, 6, 7]),
  ];
}

/**
 * The same for a B that is transposed (cols x inner, row by row): 8 of its rows become 8 columns, four k at a time.
 * Parameters: the panel, the first row, bytes between rows, how many k, how many rows there are from the first one on
 * (the last is read again in place of those that are not there).
 */
export function packTransposedKernel(width: 4 | 8): Code {
  const [panel, from, row, inner, there] = [0, 1, 2, 3, 4];
  const f = functionBuilder(['i32', 'i32', 'i32', 'i32', 'i32'], v128.const);
  const rows: Local[] = [from];
  for (let r = 1; r < width; r++) {
    const pointer = f.let('i32', get(rows[r - 1]!));
    f.emit(when(i32.less(i32.const(r), get(there)), set(pointer, i32.add(get(pointer), get(row)))));
    rows.push(pointer);
  }
  const round = f.inside(() => {
    for (let first = 0; first < width; first += 4) {
      const four = rows.slice(first, first + 4).map((p) => f.let('v128', v128.load(get(p))));
      transpose4(f, four as [Local, Local, Local, Local]).forEach((column, k) => {
        f.emit(v128.store(get(panel), get(column), 4 * (k * width + first)));
      });
    }
    for (const p of rows) advance(f, p, i32.const(16));
    advance(f, panel, i32.const(16 * width));
    f.emit(set(inner, i32.sub(get(inner), i32.const(4))));
  });
  f.emit(whileLoop(i32.lessSigned(i32.const(0), get(inner)), round));
  return f.finish();
}
