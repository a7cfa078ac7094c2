import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '@nn/matrix';
import { dense, network, relu } from '@nn/net';
import { images } from './images.js';
import type { Samples } from './jobs.js';

/** What all contestants are given, as files in a folder that lives as long as the benchmark. */
export interface Inputs {
  /** 'MNIST', or what was made up in its place. */
  readonly about: string;
  readonly train: Samples;
  readonly test: Samples;
  readonly xor: { readonly train: Samples; readonly test: Samples };
  /** The file of first weights for layers of these sizes. */
  weights(sizes: readonly number[]): string;
  /** The file of a random n x n matrix. */
  square(n: number, which: 'a' | 'b'): string;
  /** Writes a job that a process is given as a file. */
  job(name: string, job: object): string;
  remove(): void;
}

/** The four rows of XOR, over and over: an epoch of `steps` batches of four. */
const xorRows = (steps: number) => ({
  x: Float32Array.from({ length: 8 * steps }, (_, i) => [0, 0, 0, 1, 1, 0, 1, 1][i % 8]!),
  t: Float32Array.from({ length: 4 * steps }, (_, i) => [0, 1, 1, 0][i % 4]!),
  rows: 4 * steps,
});

export const XOR_STEPS = 10_000;

export function makeInputs(): Inputs {
  const folder = mkdtempSync(join(tmpdir(), 'nn-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const write = (name: string, content: Float32Array | string): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      typeof content === 'string' ? content : new Uint8Array(content.buffer, content.byteOffset, content.byteLength),
    );
    return path;
  };
  const table = (name: string, { x, t, rows }: { x: Float32Array; t: Float32Array; rows: number }): Samples => ({
    x: write(`${name}-x.f32`, x),
    t: write(`${name}-t.f32`, t),
    rows,
  });
  const { about, train, test } = images();
  return {
    about,
    train: table('train', train),
    test: table('test', test),
    xor: { train: table('xor', xorRows(XOR_STEPS)), test: table('xor-test', xorRows(1)) },
    weights: (sizes) => {
      const layers = sizes.slice(1).map((units) => dense(units, relu));
      const { memory } = network({ inputs: sizes[0]!, layers, seed: 1 });
      return write(`weights-${sizes.join('-')}.f32`, memory.copy() as Float32Array);
    },
    square: (n, which) =>
      write(`${which}-${n}.f32`, random(which === 'a' ? 1 : 2).uniform(n, n, { min: -1 }).data as Float32Array),
    job: (name, job) => write(`${name}.json`, JSON.stringify(job)),
    remove,
  };
}
