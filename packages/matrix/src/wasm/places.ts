import type { Code } from './assembler/bytes.js';
import { f32, get, i32, type Local, set, when, whileLoop } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';
import { argument, KERNEL, kernelBuilder } from './map.js';

/** Emits `body` for every row from i on that is below `rows`, and every j below `cols`. */
function loops(f: FunctionBuilder, i: Local, rows: Local, cols: Local, body: (i: Local, j: Local) => void): void {
  const j = f.local('i32');
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

/** The words of a gather's and a scatterAdd's command: how many rows a unit of work has, the loop, the numbered places, the index, the plain values. */
export const PLACE_WORDS = [
  'unit',
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

/** The command's words, and the rows of this share: from the first to below the last. */
function begin(f: FunctionBuilder) {
  const w = Object.fromEntries(PLACE_WORDS.map((name, k) => [name, f.let('i32', argument(0, k))])) as Words;
  return { w, from: f.let('i32', times(KERNEL.begin, w.unit)), to: f.let('i32', times(KERNEL.end, w.unit)) };
}

/** For each element: whether its index is a whole number within the limit, where its value stands, and where its place is. */
function element(f: FunctionBuilder, w: Words, i: Local, j: Local) {
  const index = f.let('f32', f32.load(sum(get(w.index), times(i, w.indexI), times(j, w.indexJ))));
  const whole = f32.equal(get(index), f32.trunc(get(index)));
  const from0 = f32.greaterOrEqual(get(index), f32.const(0));
  const within = i32.and(whole, i32.and(from0, f32.less(get(index), f32.fromUnsigned(get(w.limit)))));
  const k = f.let('i32', i32.truncate(get(index)));
  return {
    index: get(index),
    within,
    place: sum(get(w.places), times(i, w.placeI), times(j, w.placeJ), times(k, w.placeK)),
    value: sum(get(w.values), times(i, w.valueI), times(j, w.valueJ)),
  };
}

/** value[i, j] = the place that its index names; 0 where that is -1, NaN where it is none. */
export function gatherKernel(): Code {
  const f = kernelBuilder();
  const { w, from, to } = begin(f);
  loops(f, from, to, w.cols, (i, j) => {
    const { index, within, place, value } = element(f, w, i, j);
    const nothing = f.let('f32', f32.const(Number.NaN));
    f.emit(when(f32.equal(index, f32.const(-1)), set(nothing, f32.const(0))));
    f.emit(when(within, f32.store(value, f32.load(place)), f32.store(value, get(nothing))));
  });
  return f.finish();
}

/** Sets `length` places of each unit to 0, then adds value[i, j] to the place that its index names, row by row. */
export function scatterAddKernel(): Code {
  const f = kernelBuilder();
  const { w, from, to } = begin(f);
  const at = f.let('i32', times(KERNEL.begin, w.length));
  const cleared = f.let('i32', times(KERNEL.end, w.length));
  const clear = f.inside(() => {
    f.emit(f32.store(i32.add(get(w.places), i32.shl(get(at), i32.const(2))), f32.const(0)));
    f.emit(set(at, i32.add(get(at), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(at), get(cleared)), clear));
  loops(f, from, to, w.cols, (i, j) => {
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
  loops(f, f.local('i32'), rows, cols, (i, j) => {
    const at = (base: Local, r: Local, width: Local, c: Local) =>
      i32.add(get(base), i32.shl(i32.add(times(r, width), get(c)), i32.const(2)));
    f.emit(f32.store(at(output, i, cols, j), f32.load(at(source, j, rows, i))));
  });
  return f.finish();
}
