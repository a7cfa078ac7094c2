/**
 * The arithmetic that the meaning of a primitive is written in. A formula such as `exp` is one function over `Lanes`;
 * given numbers it computes, given a WebAssembly emitter it writes the instructions that compute the same bits.
 * `T` is a value and `M` a truth value of each lane.
 */
export interface Lanes<T, M> {
  constant(value: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  sqrt(a: T): T;
  abs(a: T): T;
  neg(a: T): T;
  /** NaN if either is NaN; -0 is smaller than 0. */
  min(a: T, b: T): T;
  /** NaN if either is NaN; 0 is larger than -0. */
  max(a: T, b: T): T;
  less(a: T, b: T): M;
  lessOrEqual(a: T, b: T): M;
  equal(a: T, b: T): M;
  select(mask: M, yes: T, no: T): T;
}

/** Lanes of IEEE doubles, with access to their parts: what exp and log are made of. */
export interface DoubleLanes<T, M> extends Lanes<T, M> {
  /** The nearest integer, ties to even. */
  round(a: T): T;
  /** 2^k for an integer k from -1022 to 1023. */
  powerOfTwo(k: T): T;
  /** The e of |x| = m 2^e with 1 <= m < 2, for a positive normal x. */
  exponent(x: T): T;
  /** The m of x = m 2^e with 1 <= m < 2, for a positive normal x. */
  significand(x: T): T;
}

/** Lanes of a storage type (f32 or f64) that can compute a function in doubles and round the result once. */
export interface StorageLanes<T, M> extends Lanes<T, M> {
  inDouble(f: <D, N>(o: DoubleLanes<D, N>, ...x: D[]) => D, ...x: T[]): T;
}

const float = /* @__PURE__ */ new Float64Array(1);
// The upper half of a double holds its sign, its exponent and the first 20 bits of its significand (little-endian machines).
const halves = /* @__PURE__ */ new Int32Array(float.buffer);
const LOW = 0;
const HIGH = 1;
const ROUND = 2 ** 52;

/** Doubles, one at a time. */
export const f64: DoubleLanes<number, boolean> & StorageLanes<number, boolean> = {
  constant: (v) => v,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  sqrt: Math.sqrt,
  abs: Math.abs,
  neg: (a) => -a,
  min: Math.min,
  max: Math.max,
  less: (a, b) => a < b,
  lessOrEqual: (a, b) => a <= b,
  equal: (a, b) => a === b,
  select: (m, yes, no) => (m ? yes : no),
  // Adding 2^52 leaves no room for a fraction, and the hardware rounds it to even.
  round: (a) => (Math.abs(a) < ROUND ? (a < 0 ? -(-a + ROUND - ROUND) : a + ROUND - ROUND) : a),
  powerOfTwo: (k) => {
    halves[LOW] = 0;
    halves[HIGH] = (k + 1023) << 20;
    return float[0]!;
  },
  exponent: (x) => {
    float[0] = x;
    return (halves[HIGH]! >> 20) - 1023;
  },
  significand: (x) => {
    float[0] = x;
    halves[HIGH] = (halves[HIGH]! & 0xfffff) | (1023 << 20);
    return float[0]!;
  },
  inDouble: (f, ...x) => f(f64, ...x),
};

const round = Math.fround;

/** Single precision, one number at a time: every operation is rounded to f32. */
export const f32: StorageLanes<number, boolean> = /* @__PURE__ */ Object.assign({}, f64, {
  constant: round,
  add: (a: number, b: number) => round(a + b),
  sub: (a: number, b: number) => round(a - b),
  mul: (a: number, b: number) => round(a * b),
  div: (a: number, b: number) => round(a / b),
  sqrt: (a: number) => round(Math.sqrt(a)),
  inDouble: (f: <D, N>(o: DoubleLanes<D, N>, ...x: D[]) => D, ...x: number[]) => round(f(f64, ...x)),
});
