import type { DoubleLanes, Lanes, StorageLanes, Words } from '@nn/formula';
import type { Code } from './assembler/bytes.js';
import { f32x4, f64x2, get, i32, i32x4, i64x2, type Local, v128 } from './assembler/instructions.js';
import type { FunctionBuilder } from './assembler/module.js';

/** The instructions that both widths of lanes have. */
type Vector = Record<
  'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'less' | 'lessOrEqual' | 'equal',
  (a: Code, b: Code) => Code
> &
  Record<'sqrt' | 'abs' | 'neg', (a: Code) => Code>;

/** Lanes whose values are local variables: every operation emits one instruction into a variable of its own. */
function vectorLanes(f: FunctionBuilder, vector: Vector, constant: (value: number) => Local): Lanes<Local, Local> {
  const unary = (op: (a: Code) => Code) => (a: Local) => f.let('v128', op(get(a)));
  const binary = (op: (a: Code, b: Code) => Code) => (a: Local, b: Local) => f.let('v128', op(get(a), get(b)));
  // The constant 0, if there is one: to select it is to blank the other out.
  let zero: Local | undefined;
  return {
    constant: (value) => {
      const local = constant(value);
      if (Object.is(value, 0)) zero = local;
      return local;
    },
    add: binary(vector.add),
    sub: binary(vector.sub),
    mul: binary(vector.mul),
    div: binary(vector.div),
    min: binary(vector.min),
    max: binary(vector.max),
    less: binary(vector.less),
    lessOrEqual: binary(vector.lessOrEqual),
    equal: binary(vector.equal),
    sqrt: unary(vector.sqrt),
    abs: unary(vector.abs),
    neg: unary(vector.neg),
    select: (mask, yes, no) => {
      if (yes === zero) return f.let('v128', v128.andNot(get(no), get(mask)));
      if (no === zero) return f.let('v128', v128.and(get(yes), get(mask)));
      return f.let('v128', v128.select(get(yes), get(no), get(mask)));
    },
  };
}

// Adding this to a whole number below 2^52 puts it, in bits, at the lower end of the significand.
const MAGIC = 2 ** 52;
const SIGNIFICAND = /* @__PURE__ */ BigInt64Array.of((1n << 52n) - 1n, (1n << 52n) - 1n);
const EXPONENT_OF_ONE = /* @__PURE__ */ BigInt64Array.of(1023n << 52n, 1023n << 52n);
const splat64 = (value: number) => Float64Array.of(value, value);

/** Two doubles. */
function doubleLanes(f: FunctionBuilder): DoubleLanes<Local, Local> {
  const vector = vectorLanes(f, f64x2, (value) => f.constant(splat64(value)));
  const bits = (numbers: BigInt64Array) => get(f.constant(numbers));
  return {
    ...vector,
    round: (a) => f.let('v128', f64x2.nearest(get(a))),
    powerOfTwo: (k) => {
      const low = f64x2.add(get(k), get(f.constant(splat64(MAGIC + 1023))));
      return f.let('v128', i64x2.shl(low, i32.const(52)));
    },
    exponent: (x) => {
      const shifted = v128.or(i64x2.shr(get(x), i32.const(52)), get(f.constant(splat64(MAGIC))));
      return f.let('v128', f64x2.sub(shifted, get(f.constant(splat64(MAGIC + 1023)))));
    },
    significand: (x) => f.let('v128', v128.or(v128.and(get(x), bits(SIGNIFICAND)), bits(EXPONENT_OF_ONE))),
  };
}

/** Four doubles as two vectors: what an f32x4 becomes to be computed more finely. */
interface Pair {
  readonly low: Local;
  readonly high: Local;
}

function pairLanes(f: FunctionBuilder): DoubleLanes<Pair, Pair> {
  const half = doubleLanes(f);
  const each =
    (op: (...args: Local[]) => Local) =>
    (...args: Pair[]): Pair => ({ low: op(...args.map((a) => a.low)), high: op(...args.map((a) => a.high)) });
  return {
    constant: (value) => {
      const local = half.constant(value);
      return { low: local, high: local };
    },
    add: each(half.add),
    sub: each(half.sub),
    mul: each(half.mul),
    div: each(half.div),
    sqrt: each(half.sqrt),
    abs: each(half.abs),
    neg: each(half.neg),
    min: each(half.min),
    max: each(half.max),
    less: each(half.less),
    lessOrEqual: each(half.lessOrEqual),
    equal: each(half.equal),
    select: each(half.select),
    round: each(half.round),
    powerOfTwo: each(half.powerOfTwo),
    exponent: each(half.exponent),
    significand: each(half.significand),
  };
}

/** The upper two lanes of a vector, moved down. */
const upper = (a: Local): Code => v128.shuffle32(get(a), get(a), [2, 3, 2, 3]);

/** Both halves of four floats as doubles. */
export const promoted = (f: FunctionBuilder, a: Local): Pair => ({
  low: f.let('v128', f64x2.promote(get(a))),
  high: f.let('v128', f64x2.promote(upper(a))),
});

/** Four floats, each operation rounded to f32; what is finer is computed in doubles and rounded once. */
export function floatLanes(f: FunctionBuilder): StorageLanes<Local, Local> {
  const splat = (value: number) => f.constant(Float32Array.of(value, value, value, value));
  return {
    ...vectorLanes(f, f32x4, splat),
    inDouble: (compute, ...args) => {
      const { low, high } = compute(pairLanes(f), ...args.map((a) => promoted(f, a)));
      return f.let('v128', v128.shuffle32(f32x4.demote(get(low)), f32x4.demote(get(high)), [0, 1, 4, 5]));
    },
  };
}

/** Four words of the random generator. */
export function wordLanes(f: FunctionBuilder): Words<Local> {
  return {
    constant: (value) => f.constant(Int32Array.of(value, value, value, value)),
    add: (a, b) => f.let('v128', i32x4.add(get(a), get(b))),
    xor: (a, b) => f.let('v128', v128.xor(get(a), get(b))),
    rotateLeft: (a, n) => f.let('v128', v128.or(i32x4.shl(get(a), i32.const(n)), i32x4.shr(get(a), i32.const(32 - n)))),
  };
}
