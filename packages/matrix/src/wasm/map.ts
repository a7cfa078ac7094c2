import type { Body } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { doWhile, get, i32, type Local, set, v128, when, whileLoop } from './assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from './assembler/module.js';
import { emitBody, emitKey, keyOperands, storeRest } from './body.js';
import { operandReader, type Pattern } from './operands.js';

/** The words that every command begins with: its kernel, its length in bytes, its units of work, and in how many parts they may be done at once. */
export const HEADER = 4;
export const argument = (command: Local, index: number): Code => i32.load(get(command), 4 * (HEADER + index));

/** Numbers of a vector. */
export const LANES = 4;

/** What a kernel is called with. */
export const KERNEL = { command: 0, begin: 1, end: 2, part: 3 } as const;
/** A function that is a kernel: its parameters are those of `KERNEL`. */
export const kernelBuilder = (): FunctionBuilder => functionBuilder(['i32', 'i32', 'i32', 'i32'], v128.const);

export interface MapShape {
  readonly body: Body;
  readonly patterns: readonly Pattern[];
  readonly results: readonly number[];
}

/** Emits the random keys among the operands; they are no operands of the loop. */
export function emitKeys(
  f: FunctionBuilder,
  { body, patterns }: Pick<MapShape, 'body' | 'patterns'>,
  pointers: readonly Local[],
) {
  const keys = new Map<number, [Local, Local]>();
  for (const k of keyOperands(body)) {
    // A body's operands may begin before the patterns do (a matmul's element comes first).
    const shift = body.operands - patterns.length;
    keys.set(k, emitKey(f, pointers[k - shift]!));
  }
  return keys;
}

/** Without an operand that is repeated along one side, a matrix is one long row. */
export const isFlat = (patterns: readonly Pattern[]): boolean =>
  patterns.every((p) => p === 'full' || p === 'scalar' || p === 'key');

/** The smaller of two numbers from 0. */
export const least = (f: FunctionBuilder, a: Code, b: Code): Local => {
  const result = f.let('i32', a);
  const other = f.let('i32', b);
  f.emit(when(i32.less(get(other), get(result)), set(result, get(other))));
  return result;
};

/**
 * A map over r x c. Command: rows, cols, the address of each operand, the address of each output. Its units are rows, or where the matrix is
 * one long row, vectors of it. What is left of a row behind its last whole vector is computed as a vector too (what lies behind the row is
 * read, and thrown away) and stored in part.
 */
export function mapKernel({ body, patterns, results }: MapShape): Code {
  const f = kernelBuilder();
  const { command, begin, end } = KERNEL;
  const flat = isFlat(patterns);
  const rowBytes = f.let('i32', i32.shl(argument(command, 1), i32.const(2)));
  const pointers = patterns.map((_, k) => f.let('i32', argument(command, 2 + k)));
  const outputs = results.map((_, k) => f.let('i32', argument(command, 2 + patterns.length + k)));
  const keys = emitKeys(f, { body, patterns }, pointers);
  const reader = operandReader(f, patterns, pointers, rowBytes);
  const [j, rest, element] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const first = f.let('i32', flat ? i32.shl(get(begin), i32.const(4)) : i32.const(0));
  const limit = flat ? least(f, get(rowBytes), i32.shl(get(end), i32.const(4))) : rowBytes;
  const whole = f.let('i32', i32.and(get(limit), i32.const(-16)));

  const columns = (store: (address: Code, value: Local) => Code) =>
    f.inside(() => {
      const values = emitBody(f, body, reader.read(j), element, keys);
      for (const [k, result] of results.entries()) {
        f.emit(store(i32.add(get(outputs[k]!), get(j)), values[result]!));
      }
    });
  const wholeVectors = f.inside(() => {
    f.emit(columns((address, value) => v128.store(address, get(value))));
    f.emit(set(j, i32.add(get(j), i32.const(16))), set(element, i32.add(get(element), i32.const(4))));
  });
  const lastVector = f.inside(() => {
    f.emit(columns((address, value) => storeRest(address, value, rest)));
    f.emit(set(element, i32.add(get(element), i32.shr(get(rest), i32.const(2)))));
  });
  const row = f.inside(() => {
    reader.rowBegin();
    f.emit(set(j, get(first)));
    // The condition comes last, so that V8 takes what does not change, such as constants, out of the loop.
    f.emit(when(i32.less(get(j), get(whole)), doWhile(wholeVectors, i32.less(get(j), get(whole)))));
    f.emit(set(rest, i32.sub(get(limit), get(j))), when(get(rest), lastVector));
    reader.rowEnd();
    for (const p of outputs) f.emit(set(p, i32.add(get(p), get(rowBytes))));
    f.emit(set(begin, i32.add(get(begin), i32.const(1))));
  });
  if (flat) {
    f.emit(set(element, i32.shr(get(first), i32.const(2))), set(end, i32.add(get(begin), i32.const(1))));
  } else {
    reader.skipRows(begin);
    for (const p of outputs) f.emit(set(p, i32.add(get(p), i32.mul(get(begin), get(rowBytes)))));
    f.emit(set(element, i32.mul(get(begin), argument(command, 1))));
  }
  f.emit(whileLoop(i32.less(get(begin), get(end)), row));
  return f.finish();
}
