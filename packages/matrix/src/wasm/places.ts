import type { Code } from './assembler/bytes.js';
import { f32, get, i32, type Local, set, when, whileLoop } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';
import { argument, kernelBuilder } from './map.js';

/** Emits `body` for every i below `rows` and j below `cols`. */
function loops(f: FunctionBuilder, rows: Local, cols: Local, body: (i: Local, j: Local) => void): void {
  const [i, j] = [f.local('i32'), f.local('i32')];
  const column = f.inside(() => {
    body(i, j);
    f.emit(set(j, i32.add(get(j), i32.const(1))));
  });
  const row = f.inside(() => {
    f.emit(set(j, i32.const(0)), whileLoop(i32.less(get(j), get(cols)), column));
    f.emit(set(i, i32.add(get(i), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(i), get(rows)), row));
}

const sum = (...parts: Code[]): Code => parts.reduce((a, b) => i32.add(a, b));
const times = (a: Local, b: Local): Code => i32.mul(get(a), get(b));

/** The words of a gather's and a scatterAdd's command: the loop, the numbered places, the index, the plain values. */
export const PLACE_WORDS = [
  'rows',
  'cols',
  'places',
  'placeI',
  'placeJ',
  'placeK',
  'limit',
  'index',
  'indexI',
  'indexJ',
  'values',
  'valueI',
  'valueJ',
  'length',
] as const;
type Words = Record<(typeof PLACE_WORDS)[number], Local>;

function begin(f: FunctionBuilder): Words {
  return Object.fromEntries(PLACE_WORDS.map((w, k) => [w, f.let('i32', argument(0, k))])) as Words;
}

/** For each element: whether its index is a whole number within the limit, where its value stands, and where its place is. */
function element(f: FunctionBuilder, w: Words, i: Local, j: Local) {
  const index = f.let('f32', f32.load(sum(get(w.index), times(i, w.indexI), times(j, w.indexJ))));
  const whole = f32.equal(get(index), f32.trunc(get(index)));
  const from0 = f32.greaterOrEqual(get(index), f32.const(0));
  const within = i32.and(whole, i32.and(from0, f32.less(get(index), f32.fromUnsigned(get(w.limit)))));
  const k = f.let('i32', i32.truncate(get(index)));
  return {
    within,
    place: sum(get(w.places), times(i, w.placeI), times(j, w.placeJ), times(k, w.placeK)),
    value: sum(get(w.values), times(i, w.valueI), times(j, w.valueJ)),
  };
}

/** value[i, j] = the place that its index names; NaN where that is none. */
export function gatherKernel(): Code {
  const f = kernelBuilder();
  const w = begin(f);
  loops(f, w.rows, w.cols, (i, j) => {
    const { within, place, value } = element(f, w, i, j);
    f.emit(when(within, f32.store(value, f32.load(place)), f32.store(value, f32.const(Number.NaN))));
  });
  return f.finish();
}

/** Sets `length` places to 0, then adds value[i, j] to the place that its index names, row by row. */
export function scatterAddKernel(): Code {
  const f = kernelBuilder();
  const w = begin(f);
  const at = f.local('i32');
  const clear = f.inside(() => {
    f.emit(f32.store(i32.add(get(w.places), i32.shl(get(at), i32.const(2))), f32.const(0)));
    f.emit(set(at, i32.add(get(at), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(at), get(w.length)), clear));
  loops(f, w.rows, w.cols, (i, j) => {
    const { within, place, value } = element(f, w, i, j);
    f.emit(when(within, f32.store(place, f32.add(f32.load(place), f32.load(value)))));
  });
  return f.finish();
}

/** out[i, j] = source[j, i]. Command: rows and cols of the output, the source, the output. */
export function transposeKernel(): Code {
  const f = kernelBuilder();
  const [rows, cols, source, output] = [0, 1, 2, 3].map((k) => f.let('i32', argument(0, k))) as [
    Local,
    Local,
    Local,
    Local,
  ];
  loops(f, rows, cols, (i, j) => {
    const at = (base: Local, r: Local, width: Local, c: Local) =>
      i32.add(get(base), i32.shl(i32.add(times(r, width), get(c)), i32.const(2)));
    f.emit(f32.store(at(output, i, cols, j), f32.load(at(source, j, rows, i))));
  });
  return f.finish();
}
