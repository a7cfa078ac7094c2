import { elementwise, f32 } from '@nn/formula';
import { expect, test } from 'vitest';
import type { Step } from '../../src/plan.js';
import { wasm } from '../../src/wasm/index.js';
import { specials } from '../support/both.js';

/**
 * Every `STRIDE`th of all 2^32 floats. `STRIDE=1 pnpm exec vitest run test/wasm/accuracy.test.ts` tests every float there
 * is (some hours).
 */
const STRIDE = Number(process.env.STRIDE ?? 20011);
const CHUNK = 2 ** 18;

/** erf by a series in which no term has another sign than x. */
function series(x: number): number {
  let [sum, term] = [x, x];
  for (let n = 3; n < 80; n += 2) {
    term *= (2 * x * x) / n;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc by its continued fraction, for x from 2 on. */
function fraction(x: number): number {
  let f = x;
  for (let n = 60; n > 0; n--) f = x + n / 2 / f;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * f);
}

/** Not our own polynomials, but the functions of JavaScript, in double precision. */
const oracles = {
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf: (x: number) => (Math.abs(x) < 2 ? series(x) : Math.sign(x) * (1 - fraction(Math.abs(x)))),
  erfc: (x: number) => (Math.abs(x) < 2 ? 1 - series(x) : x < 0 ? 2 - fraction(-x) : fraction(x)),
};
type Op = keyof typeof oracles;

/** Floats in their order as whole numbers: neighbours differ by 1, and both zeros are 0. */
const rank = (bits: number) => (bits < 0 ? -(bits & 0x7fffffff) : bits);

/** A map over a chunk whose input is written as bits. */
function kernel(op: Op): { input: () => Uint32Array; output: () => Float32Array; run: () => void } {
  const backend = wasm();
  const place = () => ({ region: backend.region(CHUNK), offset: 0, rows: 1, cols: CHUNK });
  const [x, y] = [place(), place()];
  const body = { operands: 1, code: [{ op, args: [0] }] };
  const step: Step = { kind: 'map', rows: 1, cols: CHUNK, body, operands: [x], results: [1], outputs: [y] };
  const program = backend.program([step]);
  return {
    input: () => {
      const { buffer, byteOffset, length } = x.region.view();
      return new Uint32Array(buffer, byteOffset, length);
    },
    output: () => y.region.view() as Float32Array,
    run: () => program.run(0),
  };
}

test.each(Object.keys(oracles) as Op[])(
  '%s is within 1 unit in the last place of the rounded double, and to the bit what the reference gives',
  (op) => {
    const { input, output, run } = kernel(op);
    const oracle = oracles[op];
    const exact = new Float32Array(1);
    const exactBits = new Int32Array(exact.buffer);
    const check = () => {
      run();
      const xs = new Float32Array(input().buffer, input().byteOffset, CHUNK);
      const ys = output();
      const bits = new Int32Array(ys.buffer, ys.byteOffset, CHUNK);
      for (let i = 0; i < CHUNK; i++) {
        const [x, y] = [xs[i]!, ys[i]!];
        exact[0] = oracle(x);
        const close = exact[0] !== 0 && Math.abs(rank(bits[i]!) - rank(exactBits[0]!)) <= 1;
        if (!close && !Object.is(y, exact[0])) expect.fail(`${op}(${x}) is ${y}, not ${exact[0]}`);
        const reference = elementwise(f32, op, [x]);
        if (!Object.is(y, reference)) expect.fail(`${op}(${x}) is ${y}, but ${reference} in the reference`);
      }
    };

    // Around every border, then through all floats.
    const near = new Uint32Array(Float32Array.from(specials).buffer);
    input().forEach((_, i, into) => {
      into[i] = near[i % near.length]! + Math.floor(i / near.length) - 2500;
    });
    check();
    for (let first = 0; first < 2 ** 32; first += CHUNK * STRIDE) {
      const into = input();
      for (let i = 0; i < CHUNK; i++) into[i] = first + i * STRIDE;
      check();
    }
  },
  3600_000,
);
