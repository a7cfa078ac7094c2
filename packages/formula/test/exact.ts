/**
 * Reference values in fixed point: a BigInt x stands for x / 2^POINT. With 1300 binary places even the smallest double has
 * more than 200 correct places, so what the tests compare with is exact for their purpose.
 */
const POINT = 1300n;
const ONE = 1n << POINT;
const mul = (a: bigint, b: bigint) => (a * b) >> POINT;
const div = (a: bigint, b: bigint) => (a << POINT) / b;
const magnitude = (a: bigint) => (a < 0n ? -a : a);

/** A double as it is, without rounding. */
export function exact(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const exponent = (bits.getUint16(0) >> 4) & 0x7ff;
  const fraction = bits.getBigUint64(0) & ((1n << 52n) - 1n);
  const significand = exponent === 0 ? fraction : fraction | (1n << 52n);
  const size = significand << (POINT + BigInt(Math.max(exponent, 1) - 1075));
  return x < 0 ? -size : size;
}

/** How far `actual` is from the exact value, in units of the last place of the exact value. */
export function ulps(actual: number, expected: bigint): number {
  const exponent = expected === 0n ? -1022n : BigInt(magnitude(expected).toString(2).length - 1) - POINT;
  const unit = 1n << (POINT + (exponent < -1022n ? -1022n : exponent) - 52n);
  return Number((magnitude(exact(actual) - expected) * 1000n) / unit) / 1000;
}

/** 2 atanh(s) = 2 (s + s³/3 + s⁵/5 + …), for a small s. */
function twiceAtanh(s: bigint): bigint {
  const square = mul(s, s);
  let [sum, power] = [0n, s];
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = mul(power, square);
  }
  return 2n * sum;
}

const LN2 = twiceAtanh(ONE / 3n);

export function exp(x: bigint): bigint {
  const k = x / LN2;
  // e^x = 2^k (e^(r / 256))^256
  const r = (x - k * LN2) >> 8n;
  let [sum, term] = [ONE, ONE];
  for (let n = 1n; term !== 0n; n++) {
    term = mul(term, r) / n;
    // The product rounds down, so a negative term would stay at -1 for ever.
    if (term === -1n) break;
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = mul(sum, sum);
  return k >= 0n ? sum << k : sum >> -k;
}

export function log(x: bigint): bigint {
  const e = BigInt(x.toString(2).length - 1) - POINT;
  const m = e >= 0n ? x >> e : x << -e;
  return e * LN2 + twiceAtanh(div(m - ONE, m + ONE));
}

export const sigmoid = (x: bigint): bigint => div(ONE, ONE + exp(-x));
export const softplus = (x: bigint): bigint => log(ONE + exp(x));
export const tanh = (x: bigint): bigint => {
  const e = exp(2n * x);
  return div(e - ONE, e + ONE);
};
export const pow = (x: bigint, p: bigint): bigint => exp(mul(p, log(x)));
export const whole = (x: bigint, n: number): bigint =>
  n < 0 ? div(ONE, whole(x, -n)) : Array.from({ length: n }).reduce<bigint>((y) => mul(y, x), ONE);

/** Machin: pi = 16 atan(1/5) - 4 atan(1/239). */
function atanOfInverse(n: bigint): bigint {
  let [sum, power] = [0n, ONE / n];
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}
const PI = 16n * atanOfInverse(5n) - 4n * atanOfInverse(239n);

/** cos(2 pi u), by its series: u is a turn or two at most. */
export function cosineOfTurns(u: bigint): bigint {
  const a = mul(2n * PI, u);
  const square = mul(a, a);
  let [sum, term] = [ONE, ONE];
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
    term = -mul(term, square) / (n * (n + 1n));
    sum += term;
  }
  return sum;
}

/** √pi by Newton's method, which doubles the correct places each time. */
const ROOT_OF_PI = Array.from({ length: 12 }).reduce<bigint>((root) => (root + div(PI, root)) / 2n, 2n * ONE);

/** 2 / √pi e^(-x²) (x + 2 x³ / 3 + 2² x⁵ / (3 5) + …): no term has another sign than x, so nothing cancels. */
export function erf(x: bigint): bigint {
  const square = mul(x, x);
  let [sum, term] = [0n, magnitude(x)];
  for (let n = 3n; term !== 0n; n += 2n) {
    sum += term;
    term = (2n * mul(term, square)) / n;
  }
  const size = div(2n * sum, mul(ROOT_OF_PI, exp(square)));
  return x < 0n ? -size : size;
}
export const erfc = (x: bigint): bigint => ONE - erf(x);
