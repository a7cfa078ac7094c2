import type { Body } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { doWhile, get, i32, type Local, set, v128, when, whileLoop } from './assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from './assembler/module.js';
import { emitBody, emitKey, keyOperands, storeRest } from './body.js';
import { operandReader, type Pattern } from './operands.js';

/** Which words of a command a kernel reads: word 0 is the kernel, word 1 the length of the command. */
const ARGUMENTS = 2;
export const argument = (command: Local, index: number): Code => i32.load(get(command), 4 * (ARGUMENTS + index));

export interface MapShape {
  readonly body: Body;
  readonly patterns: readonly Pattern[];
  readonly results: readonly number[];
}

const builder = (params: readonly ['i32', ...'i32'[]]): FunctionBuilder => functionBuilder(params, v128.const);

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

/**
 * A map over r x c. Command: rows, cols, the address of each operand, the address of each output. What is left of a row behind its last
 * whole vector is computed as a vector too (what lies behind the row is read, and thrown away) and stored in part.
 */
export function mapKernel({ body, patterns, results }: MapShape): Code {
  const f = builder(['i32']);
  const command = 0;
  const rows = f.let('i32', argument(command, 0));
  const rowBytes = f.let('i32', i32.shl(argument(command, 1), i32.const(2)));
  const whole = f.let('i32', i32.and(get(rowBytes), i32.const(-16)));
  const pointers = patterns.map((_, k) => f.let('i32', argument(command, 2 + k)));
  const outputs = results.map((_, k) => f.let('i32', argument(command, 2 + patterns.length + k)));
  const keys = emitKeys(f, { body, patterns }, pointers);
  const reader = operandReader(f, patterns, pointers, rowBytes);
  const [j, rest, element] = [f.local('i32'), f.local('i32'), f.local('i32')];

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
    f.emit(set(j, i32.const(0)));
    // The condition comes last, so that V8 takes what does not change, such as constants, out of the loop.
    f.emit(when(get(whole), doWhile(wholeVectors, i32.less(get(j), get(whole)))));
    f.emit(set(rest, i32.sub(get(rowBytes), get(j))), when(get(rest), lastVector));
    reader.rowEnd();
    for (const p of outputs) f.emit(set(p, i32.add(get(p), get(rowBytes))));
    f.emit(set(rows, i32.sub(get(rows), i32.const(1))));
  });
  f.emit(whileLoop(get(rows), row));
  return f.finish();
}
