import type { Code } from '../assembler/bytes.js';
import { f32, get, i32, type Local, set, v128, when, whileLoop } from '../assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from '../assembler/module.js';

const advance = (f: FunctionBuilder, pointer: Local, by: Code) => f.emit(set(pointer, i32.add(get(pointer), by)));

/** The element that the index at `place` names in a row of the source, as bits; 0 where it is -1. */
function named(f: FunctionBuilder, row: Local, place: Code): Code {
  const k = f.let('i32', i32.truncate(f32.load(place)));
  const nothing = f.let('i32', i32.shrSigned(get(k), i32.const(31)));
  const there = f.let('i32', i32.xor(get(nothing), i32.const(-1)));
  const bits = i32.load(i32.add(get(row), i32.shl(i32.and(get(k), get(there)), i32.const(2))));
  return i32.and(bits, get(there));
}

/** What a kernel that packs a gathered factor is called with. */
const [packing, source, sourceRow, index, width, positions, first, rows] = [0, 1, 2, 3, 4, 5, 6, 7];
const parameters = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/**
 * Packs four rows of a gathered factor: their elements of one column stand together, column after column. Parameters: where to, the source, bytes between its
 * rows, the index, its width in elements, how many positions (rows for each row of the source), the first row, how many rows there are (the last is read again
 * in place of those that are not).
 */
export function packGatheredKernel(): Code {
  const f = functionBuilder([...parameters], v128.const);
  const four = [0, 1, 2, 3].map((r) => {
    const row = f.let('i32', i32.add(get(first), i32.const(r)));
    f.emit(when(i32.less(i32.sub(get(rows), i32.const(1)), get(row)), set(row, i32.sub(get(rows), i32.const(1)))));
    const sample = f.let('i32', i32.div(get(row), get(positions)));
    const position = i32.sub(get(row), i32.mul(get(sample), get(positions)));
    return {
      from: f.let('i32', i32.add(get(source), i32.mul(get(sample), get(sourceRow)))),
      places: f.let('i32', i32.add(get(index), i32.shl(i32.mul(position, get(width)), i32.const(2)))),
    };
  });
  const column = f.inside(() => {
    four.forEach(({ from, places }, r) => {
      f.emit(i32.store(get(packing), named(f, from, get(places)), 4 * r));
      advance(f, places, i32.const(4));
    });
    advance(f, packing, i32.const(16));
    advance(f, width, i32.const(-1));
  });
  f.emit(whileLoop(get(width), column));
  return f.finish();
}

/** The same of four columns, row after row: the factor is transposed. `first` counts columns, `rows` the rows of the source, all of which are packed. */
export function packGatheredTransposedKernel(): Code {
  const f = functionBuilder([...parameters], v128.const);
  const four = [0, 1, 2, 3].map((r) => {
    const column = f.let('i32', i32.add(get(first), i32.const(r)));
    f.emit(
      when(i32.less(i32.sub(get(width), i32.const(1)), get(column)), set(column, i32.sub(get(width), i32.const(1)))),
    );
    return f.let('i32', i32.shl(get(column), i32.const(2)));
  });
  const [places, left] = [f.local('i32'), f.local('i32')];
  const position = f.inside(() => {
    four.forEach((offset, r) => {
      f.emit(i32.store(get(packing), named(f, source, i32.add(get(places), get(offset))), 4 * r));
    });
    advance(f, places, i32.shl(get(width), i32.const(2)));
    advance(f, packing, i32.const(16));
    advance(f, left, i32.const(-1));
  });
  const sample = f.inside(() => {
    f.emit(set(places, get(index)), set(left, get(positions)), whileLoop(get(left), position));
    advance(f, source, get(sourceRow));
    advance(f, rows, i32.const(-1));
  });
  f.emit(whileLoop(get(rows), sample));
  return f.finish();
}
