import type { Code } from '../assembler/bytes.js';
import { call, callTable, get, i32, type Local, set, v128, when, whileLoop } from '../assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from '../assembler/module.js';
import { argument } from '../map.js';
import { PANEL } from './blocks.js';

/** The words of a matmul's command, in their order; the epilogue's own follow. */
export const MATMUL_WORDS = [
  'rows',
  'inner',
  'cols',
  'a',
  'aRow',
  'aStep',
  'alongColumns',
  'b',
  'bRow',
  'bTransposed',
  'panels',
  'panelBytes',
  'rowBlock',
  'tile',
  'epilogue',
  'direct',
] as const;

/** Numbers of the functions that the driver calls, in its own module. */
export interface DriverCalls {
  /** By height less one. */
  readonly alongRows: readonly number[];
  readonly alongColumns: readonly number[];
  readonly wideRow: number;
  readonly narrowRow: number;
  readonly pack: number;
  readonly packTransposed: number;
  /** The number of the epilogue's signature. */
  readonly epilogue: number;
}

/** Products of fewer rows than this read B where it stands: packing would cost as much as the product. */
const FEW = 4;
/** Columns of a wide row. */
const WIDE = 32;

/**
 * The whole product: for blocks of A's rows that fit a cache, panel after panel of B (packed when the first block comes to it), four rows
 * at a time. A block goes straight to its place where nothing is left to do with it, else to a tile, from which the
 * epilogue takes it.
 */
export function matmulKernel(calls: DriverCalls): Code {
  const f = functionBuilder(['i32'], v128.const);
  const words = Object.fromEntries(MATMUL_WORDS.map((w, k) => [w, f.let('i32', argument(0, k))])) as Record<
    (typeof MATMUL_WORDS)[number],
    Local
  >;
  f.emit(
    when(
      i32.and(i32.less(get(words.rows), i32.const(FEW)), i32.eqz(get(words.bTransposed))),
      f.inside(() => fewRows(f, words, calls)),
      f.inside(() => manyRows(f, words, calls)),
    ),
  );
  return f.finish();
}

type Words = Record<(typeof MATMUL_WORDS)[number], Local>;

/** Hands rows i to i + height, columns j to j + width, to the epilogue. */
const finish = (words: Words, calls: DriverCalls, i: Local, j: Local, height: Code, width: Code): Code =>
  callTable(calls.epilogue, get(words.epilogue), get(0), get(words.tile), get(i), get(j), height, width);

function fewRows(f: FunctionBuilder, words: Words, calls: DriverCalls): void {
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
    f.emit(set(a, i32.add(get(words.a), i32.mul(get(i), get(words.aRow)))), set(j, i32.const(0)));
    const wide = i32.greaterOrEqual(i32.sub(get(words.cols), get(j)), i32.const(WIDE));
    f.emit(whileLoop(wide, part(calls.wideRow, i32.const(WIDE), WIDE)));
    const narrow = f.inside(() => {
      f.emit(set(left, i32.sub(get(words.cols), get(j))));
      f.emit(when(i32.less(i32.const(PANEL), get(left)), set(left, i32.const(PANEL))));
      f.emit(part(calls.narrowRow, get(left), PANEL));
    });
    f.emit(whileLoop(i32.less(get(j), get(words.cols)), narrow));
    f.emit(set(i, i32.add(get(i), i32.const(1))));
  });
  f.emit(whileLoop(i32.less(get(i), get(words.rows)), row));
}

function manyRows(f: FunctionBuilder, words: Words, calls: DriverCalls): void {
  const local = () => f.local('i32');
  const [first, last, i, j, a, panel, left, rowsLeft] = [
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
  ];
  const [c, cRow, outRow, b] = [local(), local(), local(), local()];
  f.emit(set(outRow, i32.shl(get(words.cols), i32.const(2))));

  const block = (height: number): Code => {
    const args = [get(a), get(words.aRow), get(words.aStep), get(panel), get(words.inner), get(c), get(cRow)];
    const offset = i32.add(i32.mul(get(i), get(outRow)), i32.shl(get(j), i32.const(2)));
    const full = i32.and(i32.less(i32.const(0), get(words.direct)), i32.lessSigned(i32.const(PANEL - 1), get(left)));
    const straight = f.local('i32');
    return [
      ...set(straight, full),
      ...when(
        get(straight),
        [...set(c, i32.add(get(words.direct), offset)), ...set(cRow, get(outRow))],
        [...set(c, get(words.tile)), ...set(cRow, i32.const(4 * PANEL))],
      ),
      ...when(
        get(words.alongColumns),
        call(calls.alongColumns[height - 1]!, ...args),
        call(calls.alongRows[height - 1]!, ...args),
      ),
      ...when(i32.eqz(get(straight)), finish(words, calls, i, j, i32.const(height), get(left))),
      ...set(i, i32.add(get(i), i32.const(height))),
      ...set(a, i32.add(get(a), i32.mul(get(words.aRow), i32.const(height)))),
    ];
  };

  const pack = f.inside(() => {
    const along = i32.add(get(words.b), i32.shl(get(j), i32.const(2)));
    const across = i32.add(get(words.b), i32.mul(get(j), get(words.bRow)));
    const rest = i32.sub(get(words.cols), get(j));
    f.emit(
      when(
        get(words.bTransposed),
        [...set(b, across), ...call(calls.packTransposed, get(panel), get(b), get(words.bRow), get(words.inner), rest)],
        [...set(b, along), ...call(calls.pack, get(panel), get(b), get(words.bRow), get(words.inner))],
      ),
    );
  });
  const columns = f.inside(() => {
    f.emit(when(i32.eqz(get(first)), pack));
    f.emit(set(left, i32.sub(get(words.cols), get(j))));
    f.emit(when(i32.less(i32.const(PANEL), get(left)), set(left, i32.const(PANEL))));
    f.emit(set(i, get(first)), set(a, i32.add(get(words.a), i32.mul(get(first), get(words.aRow)))));
    f.emit(whileLoop(i32.greaterOrEqual(i32.sub(get(last), get(i)), i32.const(4)), block(4)));
    f.emit(set(rowsLeft, i32.sub(get(last), get(i))));
    for (const height of [3, 2, 1]) f.emit(when(i32.equal(get(rowsLeft), i32.const(height)), block(height)));
    f.emit(set(j, i32.add(get(j), i32.const(PANEL))), set(panel, i32.add(get(panel), get(words.panelBytes))));
  });
  const rows = f.inside(() => {
    f.emit(set(last, i32.add(get(first), get(words.rowBlock))));
    f.emit(when(i32.less(get(words.rows), get(last)), set(last, get(words.rows))));
    f.emit(set(j, i32.const(0)), set(panel, get(words.panels)));
    f.emit(whileLoop(i32.less(get(j), get(words.cols)), columns));
    f.emit(set(first, get(last)));
  });
  f.emit(whileLoop(i32.less(get(first), get(words.rows)), rows));
}
