import { expect } from 'vitest';
import type { Backend } from '../../src/backend.js';
import type { Body, Buffer, Size, Step } from '../../src/plan.js';
import { reference } from '../../src/reference/index.js';
import { wasm, wasmBackend } from '../../src/wasm/index.js';

/** Makes the buffers of a case: of this size, filled with these numbers, or with numbers that show if they are not written. */
export type Place = (rows: Size, cols: Size, fill?: Fill) => Buffer;
export type Fill = (index: number) => number;

/** A case: buffers, and the steps that are run over them. */
export type Case = (place: Place) => readonly Step[];

/** Buffers do not begin at aligned places, and what stands around them must stay. */
const MARGIN = 5;
const UNTOUCHED = -12345;

/** Runs a case on one backend, once for each size of the batch; gives the whole memory of every buffer after each run. */
export function runCase(backend: Backend, make: Case, batches: readonly number[] = [0]): Float32Array[][] {
  const most = Math.max(...batches);
  const buffers: { buffer: Buffer; fill: Fill }[] = [];
  const steps = make((rows, cols, fill = () => UNTOUCHED) => {
    const length = (rows === 'batch' ? most : rows) * (cols === 'batch' ? most : cols);
    const buffer = { region: backend.region(length + 2 * MARGIN), offset: MARGIN, rows, cols };
    buffers.push({ buffer, fill });
    return buffer;
  });
  const program = backend.program(steps);
  return batches.map((batch) => {
    for (const { buffer, fill } of buffers) {
      const view = buffer.region.view().fill(UNTOUCHED);
      for (let i = MARGIN; i < view.length - MARGIN; i++) view[i] = fill(i - MARGIN);
    }
    program.run(batch);
    return buffers.map(({ buffer }) => Float32Array.from(buffer.region.view()));
  });
}

/** The bits of floats; every NaN counts as the same one. */
function bits(numbers: Float32Array): Int32Array {
  const copy = numbers.map((x) => (Number.isNaN(x) ? Number.NaN : x));
  return new Int32Array(copy.buffer);
}

/** The WebAssembly backend on one thread, and with each command in as many parts as can be, done by three threads. */
const wasms: readonly (readonly [name: string, backend: Backend])[] = [
  ['one thread', wasm({ threads: 1 })],
  ['in parts', wasmBackend({ threads: 3, leastPart: 1e-9 })],
];

/** Expects the WebAssembly backend to leave the same bits as the reference in every buffer of a case. */
export function expectSame(make: Case, label: string, batches?: readonly number[]): void {
  const expected = runCase(reference(), make, batches);
  for (const [name, backend] of wasms) {
    const found = runCase(backend, make, batches);
    for (const [run, buffers] of expected.entries()) {
      for (const [k, numbers] of buffers.entries()) {
        const [a, b] = [bits(found[run]![k]!), bits(numbers)];
        const at = a.findIndex((x, i) => x !== b[i]);
        if (at < 0) continue;
        const place = `${label}, ${name}: run ${run}, buffer ${k}, element ${at - MARGIN}`;
        expect(found[run]![k]![at], place).toBe(numbers[at]);
        expect.fail(`${place}: the sign of zero differs`);
      }
    }
  }
}

/** Numbers that look random: of all magnitudes around 1, both signs, the same on every call. */
export function noise(seed: number): Fill {
  return (index) => {
    let x = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
    x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
    return ((x ^ (x >>> 15)) / 2 ** 31) * 3;
  };
}

/** What is special among floats, around every border: zeros, subnormals, the largest, infinities, NaN. */
export const specials: readonly number[] = [
  ...[0, 1, 0.5, 2 ** -149, 2 ** -127, 2 ** -126, 2 ** -28, 1e-20, 2 ** -12, 0.7, 1.5, 2.5, 16.6, 17, 60, 87.3, 88.72],
  ...[88.73, 103.9, 104, 1e10, 2 ** 31, 3e38, 3.4028234663852886e38, Number.POSITIVE_INFINITY],
]
  .flatMap((x) => [x, -x])
  .concat(Number.NaN);

/** Noise with something special at about every `every`th place. */
export const wild =
  (seed: number, every = 5): Fill =>
  (index) => {
    const x = noise(seed)(index);
    const chance = Math.abs(noise(seed + 1000)(index)) / 3;
    return chance * every < 1 ? specials[Math.floor(chance * every * specials.length)]! : x;
  };

/** The body that gives its only operand as it is. */
export const identity: Body = { operands: 1, code: [] };

/** The sizes at which kernels change their ways. */
export const sizes = [0, 1, 3, 4, 5, 7, 8, 9, 63, 64, 65, 257] as const;
