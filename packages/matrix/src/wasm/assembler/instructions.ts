import { bytesOf, type Code, signed, unsigned } from './bytes.js';

/** The number of a parameter or local variable of a function. */
export type Local = number;

export const get = (local: Local): Code => [0x20, unsigned(local)];
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];

const unary =
  (...opcode: Code) =>
  (a: Code): Code => [a, opcode];
const binary =
  (...opcode: Code) =>
  (a: Code, b: Code): Code => [a, b, opcode];
/** A SIMD instruction: the prefix, then its number. */
const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];

/** Alignment 1 (a promise of nothing) and the offset that is added to the address. */
const at = (offset: number): Code => [0, unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, signed(value)],
  load: (address: Code, offset = 0): Code => [address, 0x28, at(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, 0x36, at(offset)],
  eqz: unary(0x45),
  equal: binary(0x46),
  lessSigned: binary(0x48),
  less: binary(0x49),
  greaterOrEqual: binary(0x4f),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  div: binary(0x6e),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shl: binary(0x74),
  shrSigned: binary(0x75),
  shr: binary(0x76),
  /** The whole part of an f32, saturating (NaN gives 0). */
  truncate: unary(0xfc, 0x00),
};

/** Words of memory that several threads read and write, in one order for all of them. */
const ATOMIC = 0xfe;
const aligned4: Code = [2, 0];
export const atomic = {
  load: (address: Code): Code => [address, ATOMIC, 0x10, aligned4],
  store: (address: Code, value: Code): Code => [address, value, ATOMIC, 0x17, aligned4],
  /** Adds, and gives what was there before. */
  add: (address: Code, value: Code): Code => [address, value, ATOMIC, 0x1e, aligned4],
  /** Sleeps while the word is as expected, at most so many milliseconds: 0 woken, 1 it was not, 2 the time was over. */
  wait: (address: Code, expected: Code, milliseconds: number): Code => [
    address,
    expected,
    [i32.const(milliseconds), 0xac],
    [i32.const(1_000_000), 0xac, 0x7e],
    ATOMIC,
    0x01,
    aligned4,
  ],
};

export const f32 = {
  const: (value: number): Code => [0x43, bytesOf(Float32Array.of(value))],
  load: (address: Code, offset = 0): Code => [address, 0x2a, at(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, 0x38, at(offset)],
  equal: binary(0x5b),
  add: binary(0x92),
  max: binary(0x97),
  demote: unary(0xb6),
  fromSigned: unary(0xb2),
};

export const f64 = {
  const: (value: number): Code => [0x44, bytesOf(Float64Array.of(value))],
  add: binary(0xa0),
  promote: unary(0xbb),
};

export const v128 = {
  load: (address: Code, offset = 0): Code => [address, simd(0x00), at(offset)],
  loadSplat32: (address: Code, offset = 0): Code => [address, simd(0x09), at(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, simd(0x0b), at(offset)],
  storeLane32: (address: Code, value: Code, lane: number, offset = 0): Code => [
    address,
    value,
    simd(0x5a),
    at(offset),
    lane,
  ],
  storeLane64: (address: Code, value: Code, lane: number, offset = 0): Code => [
    address,
    value,
    simd(0x5b),
    at(offset),
    lane,
  ],
  const: (numbers: ArrayBufferView): Code => [simd(0x0c), bytesOf(numbers)],
  /** Sixteen bytes chosen out of two vectors; here by lanes of 32 bits, 0 to 3 of a and 4 to 7 of b. */
  shuffle32: (a: Code, b: Code, lanes: readonly [number, number, number, number]): Code => [
    a,
    b,
    simd(0x0d),
    lanes.map((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
  and: binary(simd(0x4e)),
  /** a where b has no ones. */
  andNot: binary(simd(0x4f)),
  or: binary(simd(0x50)),
  xor: binary(simd(0x51)),
  /** Where the mask has ones, a; else b. */
  select: (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(0x52)],
};

export const i32x4 = {
  splat: unary(simd(0x11)),
  greater: binary(simd(0x3b)),
  add: binary(simd(0xae)),
  shl: binary(simd(0xab)),
  shr: binary(simd(0xad)),
};

export const i64x2 = {
  shl: binary(simd(0xcb)),
  shr: binary(simd(0xcd)),
  add: binary(simd(0xce)),
};

export const f32x4 = {
  splat: unary(simd(0x13)),
  lane: (a: Code, lane: number): Code => [a, simd(0x1f), lane],
  equal: binary(simd(0x41)),
  less: binary(simd(0x43)),
  lessOrEqual: binary(simd(0x45)),
  /** Two doubles, rounded, in the lower half; zeros above. */
  demote: unary(simd(0x5e)),
  abs: unary(simd(0xe0)),
  neg: unary(simd(0xe1)),
  sqrt: unary(simd(0xe3)),
  add: binary(simd(0xe4)),
  sub: binary(simd(0xe5)),
  mul: binary(simd(0xe6)),
  div: binary(simd(0xe7)),
  min: binary(simd(0xe8)),
  max: binary(simd(0xe9)),
  fromInt: unary(simd(0xfa)),
  /** a b + c, rounded once (relaxed SIMD). */
  fma: (a: Code, b: Code, c: Code): Code => [a, b, c, simd(0x105)],
};

export const f64x2 = {
  splat: unary(simd(0x14)),
  lane: (a: Code, lane: number): Code => [a, simd(0x21), lane],
  equal: binary(simd(0x47)),
  less: binary(simd(0x49)),
  lessOrEqual: binary(simd(0x4b)),
  /** The lower two lanes of an f32x4, as doubles. */
  promote: unary(simd(0x5f)),
  nearest: unary(simd(0x94)),
  abs: unary(simd(0xec)),
  neg: unary(simd(0xed)),
  sqrt: unary(simd(0xef)),
  add: binary(simd(0xf0)),
  sub: binary(simd(0xf1)),
  mul: binary(simd(0xf2)),
  div: binary(simd(0xf3)),
  min: binary(simd(0xf4)),
  max: binary(simd(0xf5)),
};

const EMPTY = 0x40;
const END = 0x0b;

/** Runs `then` if the condition is not 0, else `otherwise`. */
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  condition,
  0x04,
  EMPTY,
  then,
  otherwise.length > 0 ? [0x05, otherwise] : [],
  END,
];

/** Runs `body` again and again while the condition, looked at before each time, is not 0. */
export const whileLoop = (condition: Code, body: Code): Code => [
  0x02,
  EMPTY,
  0x03,
  EMPTY,
  condition,
  0x45,
  0x0d,
  1,
  body,
  0x0c,
  0,
  END,
  END,
];

/** Runs `body` once, and again while the condition, looked at after each time, is not 0. */
export const doWhile = (body: Code, condition: Code): Code => [0x03, EMPTY, body, condition, 0x0d, 0, END];

/** What `leaveIf` inside one loop of it leaves. */
export const block = (body: Code): Code => [0x02, EMPTY, body, END];

/** Inside a `doWhile` that is a `block`'s body: leaves the block if the condition is not 0. */
export const leaveIf = (condition: Code): Code => [condition, 0x0d, 1];

/** Ends the function if the condition is not 0. */
export const returnIf = (condition: Code): Code => when(condition, [0x0f]);

/** Calls a function of this module by its number. */
export const call = (index: number, ...args: readonly Code[]): Code => [args, 0x10, unsigned(index)];

/** Calls the function in this place of the table; `type` is the number of its signature. */
export const callTable = (type: number, place: Code, ...args: readonly Code[]): Code => [
  args,
  place,
  0x11,
  unsigned(type),
  0,
];
