import { readFileSync } from 'node:fs';
import type { Form } from '../jobs.js';

/** The first `count` numbers of a file of f32, or all. */
export function readFloats(path: string, count?: number): Float32Array {
  const { buffer, byteOffset, length } = readFileSync(path);
  return new Float32Array(buffer, byteOffset, count ?? length / 4);
}

/** Weights and biases of each layer; none where the job gives none. */
export function readWeights({ sizes, weights }: Form) {
  if (!weights) return [];
  const all = readFloats(weights);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return all.subarray(at - count, at);
  };
  return sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!;
    return { inputs, outputs, weight: take(inputs * outputs), bias: take(outputs) };
  });
}
