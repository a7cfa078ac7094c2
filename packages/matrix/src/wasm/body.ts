import { elementwise, power, threefry } from '@nn/formula';
import type { Body } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { f32, f32x4, get, i32, i32x4, type Local, v128, when } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';
import { floatLanes, wordLanes } from './lanes.js';

/** The two words of a random key as vectors, read from its four parts at an address. */
export function emitKey(f: FunctionBuilder, address: Local): [Local, Local] {
  const part = (k: number) => i32.truncate(f32.load(get(address), 4 * k));
  const word = (k: number) => i32x4.splat(i32.or(part(k), i32.shl(part(k + 1), i32.const(16))));
  return [f.let('v128', word(0)), f.let('v128', word(2))];
}

/**
 * Emits a body over four elements at once; `operands` are their vectors, `index` the number of the first element in its matrix, `keys` the
 * random keys by their operand. Gives the vector of every value.
 */
export function emitBody(
  f: FunctionBuilder,
  body: Body,
  operands: readonly Local[],
  index: Local,
  keys: ReadonlyMap<number, readonly [Local, Local]>,
): Local[] {
  const lanes = floatLanes(f);
  const values = [...operands];
  // What a comparison finds is a mask before it is a number, and a selection wants it as a mask.
  const masks = new Map<Local, Local>();
  for (const instruction of body.code) {
    const args = instruction.args.map((k) => values[k]!);
    switch (instruction.op) {
      case 'constant':
        values.push(lanes.constant(instruction.value));
        break;
      case 'pow':
        values.push(power(lanes, args[0]!, instruction.exponent));
        break;
      case 'uniform': {
        const words = wordLanes(f);
        const element = f.let('v128', i32x4.add(i32x4.splat(get(index)), get(f.constant(Int32Array.of(0, 1, 2, 3)))));
        const [word] = threefry(words, keys.get(instruction.key)!, [element, words.constant(0)]);
        const top = f32x4.fromInt(i32x4.shr(get(word), i32.const(8)));
        values.push(f.let('v128', f32x4.mul(top, get(lanes.constant(2 ** -24)))));
        break;
      }
      case 'less':
      case 'lessOrEqual':
      case 'equal': {
        const mask = lanes[instruction.op](args[0]!, args[1]!);
        const truth = lanes.select(mask, lanes.constant(1), lanes.constant(0));
        masks.set(truth, mask);
        values.push(truth);
        break;
      }
      case 'select': {
        const mask = masks.get(args[0]!);
        values.push(mask === undefined ? elementwise(lanes, 'select', args) : lanes.select(mask, args[1]!, args[2]!));
        break;
      }
      default:
        values.push(elementwise(lanes, instruction.op, args));
    }
  }
  return values;
}

/** The operands that are random keys. */
export const keyOperands = (body: Body): Set<number> =>
  new Set(body.code.flatMap((c) => (c.op === 'uniform' ? [c.key] : [])));

/** Stores the first `rest` bytes of a vector: 4, 8, 12, or all sixteen if there are as many or more. */
export function storeRest(address: Code, value: Local, rest: Local): Code {
  const bit = (n: number) => i32.and(get(rest), i32.const(n));
  const two = v128.storeLane64(address, get(value), 0);
  const third = v128.storeLane32(address, get(value), 2, 8);
  const one = v128.storeLane32(address, get(value), 0);
  return when(
    i32.greaterOrEqual(get(rest), i32.const(16)),
    v128.store(address, get(value)),
    when(bit(8), [...two, ...when(bit(4), third)], one),
  );
}
