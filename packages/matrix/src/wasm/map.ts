import type { Body } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { get, i32, type Local, set, v128, whileLoop } from './assembler/instructions.js';
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
 * A map over r x c. Command: rows, cols, the address of each operand, the address of each output. A row's last vector is
 * computed whole (what lies behind the row is read, and thrown away) and stored in part.
 */
export function mapKernel({ body, patterns, results }: MapShape): Code {
  const f = builder(['i32']);
  const command = 0;
  const rows = f.let('i32', argument(command, 0));
  const rowBytes = f.let('i32', i32.shl(argument(command, 1), i32.const(2)));
  const pointers = patterns.map((_, k) => f.let('i32', argument(command, 2 + k)));
  const outputs = results.map((_, k) => f.let('i32', argument(command, 2 + patterns.length + k)));
  const keys = emitKeys(f, { body, patterns }, pointers);
  const reader = operandReader(f, patterns, pointers, rowBytes);
  const [j, rest, element] = [f.local('i32'), f.local('i32'), f.local('i32')];

  const columns = f.inside(() => {
    f.emit(set(rest, i32.sub(get(rowBytes), get(j))));
    const values = emitBody(f, body, reader.read(j), element, keys);
    for (const [k, result] of results.entries())
      f.emit(storeRest(i32.add(get(outputs[k]!), get(j)), values[result]!, rest));
    f.emit(set(j, i32.add(get(j), i32.const(16))), set(element, i32.add(get(element), i32.const(4))));
  });
  const row = f.inside(() => {
    reader.rowBegin();
    f.emit(set(j, i32.const(0)), whileLoop(i32.less(get(j), get(rowBytes)), columns));
    reader.rowEnd();
    // The elements counted beyond the row's end are taken back.
    f.emit(set(element, i32.sub(get(element), i32.shr(i32.sub(get(j), get(rowBytes)), i32.const(2)))));
    for (const p of outputs) f.emit(set(p, i32.add(get(p), get(rowBytes))));
    f.emit(set(rows, i32.sub(get(rows), i32.const(1))));
  });
  f.emit(whileLoop(get(rows), row));
  return f.finish();
}
