import type { ReduceStep } from '../plan.js';
import type { Code } from './assembler/bytes.js';
import { f32, f32x4, f64, f64x2, get, i32, i32x4, type Local, set, v128, whileLoop } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';
import { emitBody, storeRest } from './body.js';
import { promoted } from './lanes.js';
import { argument, emitKeys, KERNEL, kernelBuilder, least, type MapShape } from './map.js';
import { operandReader } from './operands.js';

export interface ReduceShape extends Pick<MapShape, 'body' | 'patterns'> {
  readonly reducer: ReduceStep['reducer'];
  readonly axis: ReduceStep['axis'];
  readonly result: number;
}

/** Where four elements at a time are joined. */
interface Accumulator {
  reset(): void;
  join(values: Local): void;
  /** What stands in for elements that are not there. */
  readonly neutral: Local;
}

interface Sum extends Accumulator {
  readonly low: Local;
  readonly high: Local;
}

/** Four partial sums in double precision. */
function sumAccumulator(f: FunctionBuilder): Sum {
  const zero = f.constant(new Float32Array(4));
  const [low, high] = [f.local('v128'), f.local('v128')];
  return {
    low,
    high,
    neutral: zero,
    reset: () => f.emit(set(low, get(zero)), set(high, get(zero))),
    join: (values) => {
      const doubles = promoted(f, values);
      f.emit(set(low, f64x2.add(get(low), get(doubles.low))), set(high, f64x2.add(get(high), get(doubles.high))));
    },
  };
}

function maxAccumulator(f: FunctionBuilder): Accumulator & { readonly lanes: Local } {
  const least = f.constant(new Float32Array(4).fill(Number.NEGATIVE_INFINITY));
  const lanes = f.local('v128');
  return {
    lanes,
    neutral: least,
    reset: () => f.emit(set(lanes, get(least))),
    join: (values) => f.emit(set(lanes, f32x4.max(get(lanes), get(values)))),
  };
}

/**
 * A reduction over r x c. Command: rows, cols, the address of each operand, the address of the output. The order is the one
 * that the plan states: partial sums by column mod 4 along a row, rows one after the other. Its units are rows for `eachRow`, vectors of
 * columns for `eachColumn`; `all` is a single one, since its order is one line.
 */
export function reduceKernel(shape: ReduceShape): Code {
  return shape.axis === 'eachColumn' ? columnKernel(shape) : rowKernel(shape);
}

function start(f: FunctionBuilder, { body, patterns }: ReduceShape) {
  const { command } = KERNEL;
  const rows = f.let('i32', argument(command, 0));
  const rowBytes = f.let('i32', i32.shl(argument(command, 1), i32.const(2)));
  const pointers = patterns.map((_, k) => f.let('i32', argument(command, 2 + k)));
  const output = f.let('i32', argument(command, 2 + patterns.length));
  const keys = emitKeys(f, { body, patterns }, pointers);
  return { rows, rowBytes, pointers, output, keys };
}

/** `eachRow` and `all`: along the rows. */
function rowKernel(shape: ReduceShape): Code {
  const { body, patterns, reducer, axis, result } = shape;
  const f = kernelBuilder();
  const { rows, rowBytes, pointers, output, keys } = start(f, shape);
  const reader = operandReader(f, patterns, pointers, rowBytes);
  const sum = reducer === 'sum' ? sumAccumulator(f) : undefined;
  const max = sum ? undefined : maxAccumulator(f);
  const accumulator: Accumulator = (sum ?? max)!;
  const [j, element, left] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const total = sum ? f.let('f64', f64.const(0)) : f.let('f32', f32.const(Number.NEGATIVE_INFINITY));

  const columns = f.inside(() => {
    const values = emitBody(f, body, reader.read(j), element, keys);
    f.emit(set(left, i32.shr(i32.sub(get(rowBytes), get(j)), i32.const(2))));
    const there = i32x4.greater(i32x4.splat(get(left)), get(f.constant(Int32Array.of(0, 1, 2, 3))));
    accumulator.join(f.let('v128', v128.select(get(values[result]!), get(accumulator.neutral), there)));
    f.emit(set(j, i32.add(get(j), i32.const(16))), set(element, i32.add(get(element), i32.const(4))));
  });
  const row = f.inside(() => {
    reader.rowBegin();
    accumulator.reset();
    f.emit(set(j, i32.const(0)), whileLoop(i32.less(get(j), get(rowBytes)), columns));
    reader.rowEnd();
    f.emit(set(element, i32.sub(get(element), i32.shr(i32.sub(get(j), get(rowBytes)), i32.const(2)))));
    if (sum) {
      const pair = (v: Local) => f64.add(f64x2.lane(get(v), 0), f64x2.lane(get(v), 1));
      const rowSum = f64.add(pair(sum.low), pair(sum.high));
      if (axis === 'all') f.emit(set(total, f64.add(get(total), rowSum)));
      else f.emit(f32.store(get(output), f32.demote(rowSum)));
    } else {
      const lane = (k: number) => f32x4.lane(get(max!.lanes), k);
      const rowMax = f32.max(f32.max(lane(0), lane(1)), f32.max(lane(2), lane(3)));
      if (axis === 'all') f.emit(set(total, f32.max(get(total), rowMax)));
      else f.emit(f32.store(get(output), rowMax));
    }
    if (axis === 'eachRow') f.emit(set(output, i32.add(get(output), i32.const(4))));
    f.emit(set(rows, i32.sub(get(rows), i32.const(1))));
  });
  if (axis === 'eachRow') {
    const { begin, end } = KERNEL;
    reader.skipRows(begin);
    f.emit(set(output, i32.add(get(output), i32.shl(get(begin), i32.const(2)))));
    f.emit(set(element, i32.mul(get(begin), argument(KERNEL.command, 1))), set(rows, i32.sub(get(end), get(begin))));
  }
  f.emit(whileLoop(get(rows), row));
  if (axis === 'all') f.emit(f32.store(get(output), sum ? f32.demote(get(total)) : get(total)));
  return f.finish();
}

/** `eachColumn`: four columns at a time, from the first row to the last. */
function columnKernel(shape: ReduceShape): Code {
  const { body, patterns, reducer, result } = shape;
  const f = kernelBuilder();
  const { rows, rowBytes, pointers, output, keys } = start(f, shape);
  const moving = pointers.map((pointer) => f.let('i32', get(pointer)));
  const reader = operandReader(f, patterns, moving, rowBytes);
  const sum = reducer === 'sum' ? sumAccumulator(f) : undefined;
  const max = sum ? undefined : maxAccumulator(f);
  const accumulator: Accumulator = (sum ?? max)!;
  const [i, j, rest, element, first] = [f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32'), f.local('i32')];

  const row = f.inside(() => {
    reader.rowBegin();
    accumulator.join(emitBody(f, body, reader.read(j), element, keys)[result]!);
    reader.rowEnd();
    f.emit(set(element, i32.add(get(element), i32.shr(get(rowBytes), i32.const(2)))));
    f.emit(set(i, i32.sub(get(i), i32.const(1))));
  });
  const columns = f.inside(() => {
    accumulator.reset();
    for (const [k, pointer] of pointers.entries()) f.emit(set(moving[k]!, get(pointer)));
    f.emit(set(element, get(first)), set(i, get(rows)), whileLoop(get(i), row));
    const value = sum
      ? f.let('v128', v128.shuffle32(f32x4.demote(get(sum.low)), f32x4.demote(get(sum.high)), [0, 1, 4, 5]))
      : max!.lanes;
    f.emit(set(rest, i32.sub(get(rowBytes), get(j))), storeRest(i32.add(get(output), get(j)), value, rest));
    f.emit(set(j, i32.add(get(j), i32.const(16))), set(first, i32.add(get(first), i32.const(4))));
  });
  const { begin, end } = KERNEL;
  const limit = least(f, get(rowBytes), i32.shl(get(end), i32.const(4)));
  f.emit(set(j, i32.shl(get(begin), i32.const(4))), set(first, i32.shl(get(begin), i32.const(2))));
  f.emit(whileLoop(i32.less(get(j), get(limit)), columns));
  return f.finish();
}
