import { expect } from 'vitest';
import type { Backend } from '../../src/backend.js';
import { reference } from '../../src/reference/index.js';
import { wasm, wasmBackend } from '../../src/wasm/index.js';
import { type Case, type Fill, MARGIN, noise, runCase } from './case.js';

/** The bits of floats; every NaN counts as the same one. */
function bits(numbers: readonly number[]): Int32Array {
  return new Int32Array(Float32Array.from(numbers, (x) => (Number.isNaN(x) ? Number.NaN : x)).buffer);
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

/** The sizes at which kernels change their ways. */
export const sizes = [0, 1, 3, 4, 5, 7, 8, 9, 63, 64, 65, 257] as const;
