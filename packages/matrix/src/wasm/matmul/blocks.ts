import type { Code } from '../assembler/bytes.js';
import { block, doWhile, f32x4, get, i32, type Local, leaveIf, set, v128, when } from '../assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from '../assembler/module.js';

/** Columns of a panel of B: two vectors. Bytes of one row of it. */
export const PANEL = 8;
export const PANEL_BYTES = 4 * PANEL;

/** acc += a b, product and sum each rounded, or with `fma` rounded once. */
const accumulate = (f: FunctionBuilder, fma: boolean, acc: Local, a: Local, b: Local) =>
  f.emit(set(acc, fma ? f32x4.fma(get(a), get(b), get(acc)) : f32x4.add(get(acc), f32x4.mul(get(a), get(b)))));

const advance = (f: FunctionBuilder, pointer: Local, by: Code) => f.emit(set(pointer, i32.add(get(pointer), by)));

/** So many k are joined to one round of a loop that much goes through, and of one for what is left over at an edge. */
const [OFTEN, SELDOM] = [8, 2];

/** How a block is computed. */
export interface BlockOptions {
  /** Whether A lies along k in memory ('rows') or along i ('columns', a transposed A); so neither needs a copy. */
  readonly along: 'rows' | 'columns';
  /** Whether a product and a sum are rounded once, together. */
  readonly fma: boolean;
}

/**
 * Blocks of `height` (1 to 4) rows and 8 columns of the product, one below the other, each kept in registers while k runs from its first to its
 * last. Parameters: address of A's first element, bytes between its rows, bytes between its columns, the packed panel of
 * B, how many k, where the first block goes, bytes between its rows, how many blocks, bytes from the A of one to that of the next.
 */
export function blockKernel(height: number, { along, fma }: BlockOptions): Code {
  const unroll = height === 4 ? OFTEN : SELDOM;
  const [a, aRow, aStep, panel, inner, c, cRow, blocks, aNext] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const f = functionBuilder(['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'], v128.const);
  const zero = f.constant(new Float32Array(4));
  const sums = Array.from({ length: height }, () => [f.local('v128'), f.local('v128')] as const);
  const pointers = Array.from({ length: along === 'rows' ? height : 1 }, () => f.local('i32'));
  const [b, rounds, rest] = [f.local('i32'), f.local('i32'), f.local('i32')];

  /** One k: a row of the panel, `ahead` of them from its pointer, times a column of A. */
  const oneK = (ahead: number) => {
    const offset = PANEL_BYTES * ahead;
    const b0 = f.let('v128', v128.load(get(b), offset));
    const b1 = f.let('v128', v128.load(get(b), offset + 16));
    sums.forEach(([left, right], r) => {
      // V8 keeps the memory's base plus each such offset in a register: four are as many as there is room for.
      const address =
        along === 'rows' ? v128.loadSplat32(get(pointers[r]!)) : v128.loadSplat32(get(pointers[0]!), 4 * r);
      const element = f.let('v128', address);
      accumulate(f, fma, left, element, b0);
      accumulate(f, fma, right, element, b1);
    });
    for (const p of pointers) advance(f, p, along === 'rows' ? i32.const(4) : get(aStep));
  };
  const round = f.inside(() => {
    for (let ahead = 0; ahead < unroll; ahead++) {
      oneK(ahead);
      // No place is at address 0, so this never leaves. It ends a basic block: V8 would load all of a round before it adds anything, and spill.
      if (ahead < unroll - 1) f.emit(leaveIf(i32.eqz(get(pointers[0]!))));
    }
    advance(f, b, i32.const(PANEL_BYTES * unroll));
    advance(f, rounds, i32.const(-1));
  });
  const single = f.inside(() => {
    oneK(0);
    advance(f, b, i32.const(PANEL_BYTES));
    advance(f, rest, i32.const(-1));
  });
  const oneBlock = f.inside(() => {
    for (const sum of sums.flat()) f.emit(set(sum, get(zero)));
    pointers.forEach((p, r) => {
      f.emit(set(p, r === 0 ? get(a) : i32.add(get(pointers[r - 1]!), get(aRow))));
    });
    f.emit(set(b, get(panel)), set(rounds, i32.shr(get(inner), i32.const(Math.log2(unroll)))));
    f.emit(when(get(rounds), block(doWhile(round, get(rounds)))));
    f.emit(set(rest, i32.and(get(inner), i32.const(unroll - 1))), when(get(rest), doWhile(single, get(rest))));
    for (const [left, right] of sums) {
      f.emit(v128.store(get(c), get(left)), v128.store(get(c), get(right), 16));
      advance(f, c, get(cRow));
    }
    advance(f, a, get(aNext));
    advance(f, blocks, i32.const(-1));
  });
  f.emit(when(get(blocks), doWhile(oneBlock, get(blocks))));
  return f.finish();
}

/** Bytes from one row of a strip to the next where it is left. */
export const STRIP_ROW = 128;

/**
 * `height` rows and 4 `vectors` columns of the product, with B read where it stands. Parameters: address of A's first element, bytes between its rows, bytes
 * between its columns, address of B's first element, bytes between its rows, how many k, where the first row goes.
 */
export function stripKernel(height: number, vectors: number, fma: boolean): Code {
  // The eight sums of a single row leave V8 no registers for a second k.
  const unroll = height * vectors === 8 && height > 1 ? OFTEN : 1;
  const [a, aRow, aStep, b, bRow, inner, c] = [0, 1, 2, 3, 4, 5, 6];
  const f = functionBuilder(['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'], v128.const);
  const sums = Array.from({ length: height }, () => Array.from({ length: vectors }, () => f.local('v128')));
  const pointers = sums.map((_, r) => f.let('i32', i32.add(get(a), i32.mul(get(aRow), i32.const(r)))));
  const rounds = f.let('i32', i32.shr(get(inner), i32.const(Math.log2(unroll))));
  const oneK = () => {
    const elements = pointers.map((p) => f.let('v128', v128.loadSplat32(get(p))));
    for (let k = 0; k < vectors; k++) {
      const column = f.let('v128', v128.load(get(b), 16 * k));
      for (const [r, element] of elements.entries()) accumulate(f, fma, sums[r]![k]!, element, column);
    }
    for (const p of pointers) advance(f, p, get(aStep));
    advance(f, b, get(bRow));
  };
  const round = f.inside(() => {
    for (let k = 0; k < unroll; k++) {
      oneK();
      // As in `blockKernel`.
      if (k < unroll - 1) f.emit(leaveIf(i32.eqz(get(b))));
    }
    advance(f, rounds, i32.const(-1));
  });
  const single = f.inside(() => {
    oneK();
    advance(f, inner, i32.const(-1));
  });
  f.emit(when(get(rounds), block(doWhile(round, get(rounds)))));
  f.emit(set(inner, i32.and(get(inner), i32.const(unroll - 1))), when(get(inner), doWhile(single, get(inner))));
  for (const [r, row] of sums.entries()) {
    for (const [k, sum] of row.entries()) f.emit(v128.store(get(c), get(sum), STRIP_ROW * r + 16 * k));
  }
  return f.finish();
}
