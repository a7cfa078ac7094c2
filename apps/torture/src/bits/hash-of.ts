import { type Backend, type Matrix, random, reference, wasm } from '@nn/matrix';
import { dense, network, steps } from '@nn/net';
import { wasmBackend } from '../../../../packages/matrix/src/wasm/index.js';
import { type Case, SAMPLES } from './cases.js';
import { losses, type Targets } from './losses.js';

/** What computes: WebAssembly with so many threads, or the reference. */
export type By = number | 'reference';

const STEPS = 1000;

/** A part of any length is handed over. */
const LEAST_PART = 1e-9;

const backendOf = (by: By, large: boolean): Backend =>
  by === 'reference'
    ? reference()
    : large
      ? wasm({ threads: by })
      : wasmBackend({ threads: by, leastPart: LEAST_PART });

/** Targets of three columns. */
function targets(kind: Targets): Matrix {
  const t = random(2).normal(SAMPLES, 3);
  const to: Readonly<Record<Targets, (v: number, k: number) => number>> = {
    numbers: (v) => v,
    classes: (_, k) => (k % 3 === (Math.floor(k / 3) ** 2 % 7) % 3 ? 1 : 0),
    shares: (_, k) => ((k + Math.floor(k / 3)) % 3) / 4 + (k % 3 === 0 ? 0.25 : 0),
    truths: (v) => (v > 0 ? 1 : 0),
    signs: (v) => (v > 0 ? 1 : -1),
    counts: (v) => Math.floor(Math.abs(2 * v)),
  };
  t.data.forEach((v, k) => {
    t.data[k] = to[kind](v, k);
  });
  return t;
}

/** The SHA-256 of all weights and buffers, as little-endian floats, after a thousand steps. */
export async function hashOf({ inputs, hidden, optimizer, loss, batchSize, large }: Case, by: By): Promise<string> {
  const { loss: compared, last, targets: kind } = losses[loss]!;
  const model = network({ inputs, layers: [...hidden, dense(3, last)], seed: 3, backend: backendOf(by, large) });
  const x = random(1).normal(SAMPLES, model.inputs);
  const options = { loss: compared, optimizer: optimizer(), batchSize, seed: 4 };
  for (const { step } of steps(model, x, targets(kind), options)) if (step >= STEPS) break;
  const weights = Float32Array.from(model.memory.copy());
  const bytes = new Uint8Array(4 * weights.length);
  const view = new DataView(bytes.buffer);
  weights.forEach((weight, k) => {
    view.setFloat32(4 * k, weight, true);
  });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
