import type { Code } from '../assembler/bytes.js';
import { call, get, i32, type Local, set, when, whileLoop } from '../assembler/instructions.js';
import type { FunctionBuilder } from '../assembler/module.js';
import { PANEL, PANEL_BYTES } from './blocks.js';
import { type DriverCalls, finish, type Share, type Words } from './command.js';

/** How a block's kernel finds A: along k in memory or across it, and the bytes from one k to the next. */
interface Layout {
  readonly alongColumns: Local;
  readonly step: Local;
}

/** Of a product of many rows this share: packed panels of B, four rows of A at a time, these packed too where that pays. */
export function manyRows(f: FunctionBuilder, words: Words, share: Share, calls: DriverCalls): void {
  const [first, last, i, j] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [a, panel, left, c, cRow] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const [straight, packing, rest, fours] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];
  const outRow = f.let('i32', i32.shl(get(words.cols), i32.const(2)));
  const four = i32.const(4);

  const layout = (): Layout => ({
    alongColumns: f.let('i32', get(words.alongColumns)),
    step: f.let('i32', get(words.aStep)),
  });
  const asPacked = ({ alongColumns, step }: Layout): Code => [
    ...set(alongColumns, i32.const(1)),
    ...set(step, i32.const(16)),
  ];
  const [quads, rests] = [layout(), layout()];
  const quadBytes = f.let('i32', i32.shl(get(words.aRow), i32.const(2)));
  const depth = i32.and(i32.add(get(words.inner), i32.const(3)), i32.const(-4));
  const packed = f.inside(() => {
    f.emit(asPacked(quads), set(quadBytes, i32.shl(depth, i32.const(4))));
  });
  f.emit(when(get(words.packedA), packed));
  f.emit(when(get(words.index), asPacked(rests)));

  const rowOfA = (row: Local) => i32.add(get(words.a), i32.mul(get(row), get(words.aRow)));
  const isQuad = i32.greaterOrEqual(i32.sub(get(last), get(i)), four);

  /** The product of so many blocks of `height` rows with the panel, from where `a` and `c` stand. */
  const blocks = (height: number, layout: Layout, count: Code, next: Code): Code => {
    const place = [get(a), get(words.aRow), get(layout.step), get(panel), get(words.inner), get(c), get(cRow)];
    return when(
      get(layout.alongColumns),
      call(calls.alongColumns[height - 1]!, ...place, count, next),
      call(calls.alongRows[height - 1]!, ...place, count, next),
    );
  };

  const packA = f.inside(() => {
    f.emit(set(i, get(first)), set(packing, get(words.packedA)));
    const next = f.inside(() => {
      f.emit(set(i, i32.add(get(i), four)), set(packing, i32.add(get(packing), get(quadBytes))));
    });
    const args = (row: Local) => [get(packing), rowOfA(i), get(row), get(words.inner), four] as const;
    const across = call(calls.packA, ...args(words.aStep));
    const along = call(calls.packTransposedA, ...args(words.aRow));
    const standing = [...when(get(words.alongColumns), across, along), ...next];

    // What is gathered is read nowhere else, so rows that are no four are packed too.
    const places = (width: Local, rows: Local) =>
      [
        get(packing),
        get(words.a),
        get(words.aRow),
        get(words.index),
        get(width),
        get(words.positions),
        get(i),
        get(rows),
      ] as const;
    const gatheredAcross = call(calls.packGatheredTransposed, ...places(words.rows, words.sourceRows));
    const gatheredAlong = call(calls.packGathered, ...places(words.inner, words.rows));
    const gathered = [...when(get(words.alongColumns), gatheredAcross, gatheredAlong), ...next];
    f.emit(when(get(words.index), whileLoop(i32.less(get(i), get(last)), gathered), whileLoop(isQuad, standing)));
  });

  const packB = f.inside(() => {
    const column = (bytes: Code) => i32.add(get(words.b), i32.mul(get(j), bytes));
    const args = (from: Code) => [
      get(panel),
      from,
      get(words.bRow),
      get(words.inner),
      i32.sub(get(words.cols), get(j)),
    ];
    const across = call(calls.packTransposedB, ...args(column(get(words.bRow))));
    f.emit(when(get(words.bTransposed), across, call(calls.packB, ...args(column(four)))));
  });

  const isWhole = i32.lessSigned(i32.const(PANEL - 1), get(left));
  // The last panel begins earlier where it can: what it then shares with the one before is computed twice, to the same bits.
  const lastPanel = f.inside(() => {
    const back = i32.sub(get(share.columnTo), i32.const(PANEL));
    f.emit(when(i32.lessSigned(i32.const(-1), back), [...set(j, back), ...set(left, i32.const(PANEL))]));
  });
  const columns = f.inside(() => {
    f.emit(set(left, i32.sub(get(share.columnTo), get(j))));
    f.emit(when(get(words.direct), when(isWhole, [], lastPanel)));
    f.emit(when(i32.equal(get(first), get(share.rowFrom)), packB));
    f.emit(when(i32.less(i32.const(PANEL), get(left)), set(left, i32.const(PANEL))));
    // A whole panel with nothing left to do goes straight to its place, else through the tile.
    const whole = i32.and(i32.less(i32.const(0), get(words.direct)), isWhole);
    const offset = i32.add(i32.mul(get(first), get(outRow)), i32.shl(get(j), i32.const(2)));
    const straightOn = [...set(c, i32.add(get(words.direct), offset)), ...set(cRow, get(outRow))];
    const throughTile = [...set(c, get(words.tile)), ...set(cRow, i32.const(PANEL_BYTES))];
    f.emit(set(straight, whole), when(get(straight), straightOn, throughTile));
    f.emit(set(a, rowOfA(first)), when(get(words.packedA), set(a, get(words.packedA))));
    f.emit(set(fours, i32.shr(i32.sub(get(last), get(first)), i32.const(2))));
    f.emit(when(get(fours), blocks(4, quads, get(fours), get(quadBytes))));
    const done = f.let('i32', i32.shl(get(fours), i32.const(2)));
    f.emit(set(c, i32.add(get(c), i32.mul(get(done), get(cRow)))), set(i, i32.add(get(first), get(done))));
    f.emit(set(a, rowOfA(i)), set(rest, i32.sub(get(last), get(i))));
    const packedRest = i32.add(get(words.packedA), i32.mul(get(fours), get(quadBytes)));
    f.emit(when(get(words.index), set(a, packedRest)));
    for (const height of [3, 2, 1]) {
      f.emit(when(i32.equal(get(rest), i32.const(height)), blocks(height, rests, i32.const(1), i32.const(0))));
    }
    f.emit(
      when(
        i32.eqz(get(straight)),
        finish(words, calls, get(words.tile), get(first), j, i32.sub(get(last), get(first)), get(left)),
      ),
    );
    f.emit(set(j, i32.add(get(j), i32.const(PANEL))), set(panel, i32.add(get(panel), get(words.panelBytes))));
  });

  const rows = f.inside(() => {
    f.emit(set(last, i32.add(get(first), get(words.rowBlock))));
    f.emit(when(i32.less(get(share.rowTo), get(last)), set(last, get(share.rowTo))));
    f.emit(when(get(words.packedA), packA));
    f.emit(set(j, get(share.columnFrom)), set(panel, get(words.panels)));
    f.emit(whileLoop(i32.less(get(j), get(share.columnTo)), columns));
    f.emit(set(first, get(last)));
  });
  f.emit(set(first, get(share.rowFrom)), whileLoop(i32.less(get(first), get(share.rowTo)), rows));
}
