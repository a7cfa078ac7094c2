import type { Code } from './assembler/bytes.js';
import { doWhile, f32, get, i32, type Local, set, when, whileLoop } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';
import { argument, KERNEL, kernelBuilder } from './map.js';

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

/** One element: its index, whether that is a whole number within the limit, where its value stands, and where its place is. */
interface Element {
  readonly index: Code;
  readonly within: Code;
  readonly place: Code;
  readonly value: Code;
}

/** Emits `body` for every element of this share, row by row: pointers run along, so that there is little to do for each. */
function elements(
  f: FunctionBuilder,
  { w, from, to }: ReturnType<typeof begin>,
  body: (element: Element) => void,
): void {
  const [indices, values, places, left] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const column = f.inside(() => {
    const index = f.let('f32', f32.load(get(indices)));
    const k = f.let('i32', i32.truncate(get(index)));
    body({
      index: get(index),
      // What is no whole number comes back as another one; as one without a sign, -1 is beyond every limit.
      within: i32.and(f32.equal(f32.fromSigned(get(k)), get(index)), i32.less(get(k), get(w.limit))),
      place: i32.add(get(places), times(k, w.placeK)),
      value: get(values),
    });
    for (const [pointer, step] of [
      [indices, w.indexJ],
      [values, w.valueJ],
      [places, w.placeJ],
    ] as const) {
      f.emit(set(pointer, i32.add(get(pointer), get(step))));
    }
    f.emit(set(left, i32.sub(get(left), i32.const(1))));
  });
  const row = f.inside(() => {
    for (const [pointer, first, step] of [
      [indices, w.index, w.indexI],
      [values, w.values, w.valueI],
      [places, w.places, w.placeI],
    ] as const) {
      f.emit(set(pointer, i32.add(get(first), times(from, step))));
    }
    f.emit(set(left, get(w.cols)), when(get(left), doWhile(column, get(left))));
    f.emit(set(from, i32.add(get(from), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(from), get(to)), row));
}

/** value[i, j] = the place that its index names; 0 where that is -1, NaN where it is none. */
export function gatherKernel(): Code {
  const f = kernelBuilder();
  elements(f, begin(f), ({ index, within, place, value }) => {
    const nothing = when(
      f32.equal(index, f32.const(-1)),
      f32.store(value, f32.const(0)),
      f32.store(value, f32.const(Number.NaN)),
    );
    f.emit(when(within, f32.store(value, f32.load(place)), nothing));
  });
  return f.finish();
}

/** Sets `length` places of each unit to 0, then adds value[i, j] to the place that its index names, row by row. */
export function scatterAddKernel(): Code {
  const f = kernelBuilder();
  const share = begin(f);
  const { w } = share;
  const at = f.let('i32', times(KERNEL.begin, w.length));
  const cleared = f.let('i32', times(KERNEL.end, w.length));
  const clear = f.inside(() => {
    f.emit(f32.store(i32.add(get(w.places), i32.shl(get(at), i32.const(2))), f32.const(0)));
    f.emit(set(at, i32.add(get(at), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(at), get(cleared)), clear));
  elements(f, share, ({ within, place, value }) => {
    const there = f.let('i32', place);
    f.emit(when(within, f32.store(get(there), f32.add(f32.load(get(there)), f32.load(value)))));
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
  const [i, j] = [f.local('i32'), f.local('i32')];
  const at = (base: Local, r: Local, width: Local, c: Local) =>
    i32.add(get(base), i32.shl(i32.add(times(r, width), get(c)), i32.const(2)));
  const column = f.inside(() => {
    f.emit(f32.store(at(output, i, cols, j), f32.load(at(source, j, rows, i))));
    f.emit(set(j, i32.add(get(j), i32.const(1))));
  });
  const row = f.inside(() => {
    f.emit(set(j, i32.const(0)), whileLoop(i32.less(get(j), get(cols)), column));
    f.emit(set(i, i32.add(get(i), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(i), get(rows)), row));
  return f.finish();
}
