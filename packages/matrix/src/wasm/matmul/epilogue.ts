import type { Code } from '../assembler/bytes.js';
import { get, i32, set, v128, whileLoop } from '../assembler/instructions.js';
import { functionBuilder } from '../assembler/module.js';
import { emitBody, storeRest } from '../body.js';
import { argument, emitKeys, type MapShape } from '../map.js';
import { operandReader } from '../operands.js';
import { PANEL_BYTES } from './blocks.js';
import { MATMUL_WORDS } from './command.js';

/**
 * What is done with the elements of a product as they are stored. Parameters: the command, the tile that holds them (rows
 * of 8), the first row and column that they are of, how many rows and columns. The body's operand 0 is the element.
 */
export function epilogueKernel({ body, patterns, results }: MapShape): Code {
  const [command, tile, i, j, height, width] = [0, 1, 2, 3, 4, 5];
  const f = functionBuilder(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], v128.const);
  const cols = f.let('i32', argument(command, MATMUL_WORDS.indexOf('cols')));
  const rowBytes = f.let('i32', i32.shl(get(cols), i32.const(2)));
  const element = f.let('i32', i32.add(i32.mul(get(i), get(cols)), get(j)));
  const bytes = (n: Code) => i32.shl(n, i32.const(2));
  const start = {
    full: bytes(get(element)),
    row: bytes(get(j)),
    column: bytes(get(i)),
    scalar: undefined,
    key: undefined,
  };
  const address = (k: number) => argument(command, MATMUL_WORDS.length + k);
  const pointers = patterns.map((pattern, k) => {
    const offset = start[pattern];
    return f.let('i32', offset ? i32.add(address(k), offset) : address(k));
  });
  const outputs = results.map((_, k) => f.let('i32', i32.add(address(patterns.length + k), start.full)));
  const keys = emitKeys(f, { body, patterns }, pointers);
  const reader = operandReader(f, patterns, pointers, rowBytes);
  const [at, rest, index] = [f.local('i32'), f.local('i32'), f.local('i32')];
  f.emit(set(width, bytes(get(width))));

  const columns = f.inside(() => {
    const product = f.let('v128', v128.load(i32.add(get(tile), get(at))));
    const values = emitBody(f, body, [product, ...reader.read(at)], index, keys);
    f.emit(set(rest, i32.sub(get(width), get(at))));
    for (const [k, result] of results.entries())
      f.emit(storeRest(i32.add(get(outputs[k]!), get(at)), values[result]!, rest));
    f.emit(set(at, i32.add(get(at), i32.const(16))), set(index, i32.add(get(index), i32.const(4))));
  });
  const row = f.inside(() => {
    reader.rowBegin();
    f.emit(set(at, i32.const(0)), set(index, get(element)), whileLoop(i32.less(get(at), get(width)), columns));
    reader.rowEnd();
    for (const p of outputs) f.emit(set(p, i32.add(get(p), get(rowBytes))));
    f.emit(set(tile, i32.add(get(tile), i32.const(PANEL_BYTES))), set(element, i32.add(get(element), get(cols))));
    f.emit(set(height, i32.sub(get(height), i32.const(1))));
  });
  f.emit(whileLoop(get(height), row));
  return f.finish();
}
