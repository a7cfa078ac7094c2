import { scatterAdd, table, uniform } from '@nn/formula';
import { type Matrix, matrix } from '@nn/matrix';
import type { Network } from '@nn/net';
import { activation, dense, embedding, network } from '@nn/net';
import * as ort from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { toOnnx } from '../src/export/onnx/to-onnx.js';
import { activations, type Case, kinds, made, samples } from './support/networks.js';

/** What onnxruntime makes of the rows of x. */
async function outputs(model: Network, xs: readonly Matrix[]): Promise<Float32Array[]> {
  const { file } = toOnnx({ model, metadata: {} }, { encoded: true });
  const session = await ort.InferenceSession.create(file, { graphOptimizationLevel: 'disabled' });
  expect([session.inputNames, session.outputNames]).toEqual([['x'], ['y']]);
  const found: Float32Array[] = [];
  for (const { rows, cols, data } of xs) {
    const { y } = await session.run({ x: new ort.Tensor('float32', Float32Array.from(data), [rows, cols]) });
    expect(y!.dims).toEqual([rows, model.outputs]);
    found.push(y!.data as Float32Array);
  }
  await session.release();
  return found;
}

/**
 * Not to the bit: onnxruntime adds the terms of a product up in an order of its own, and its exp and tanh are others. So outputs may differ by roundings of single
 * precision, measured by the largest output of the batch.
 */
async function agrees(of: Case): Promise<void> {
  const model = made(of);
  const xs = [1, 7, 33].map((rows) => samples(of, model, rows, rows));
  const got = await outputs(model, xs);
  xs.forEach((x, i) => {
    const { data } = model.predict(x);
    const scale = Math.max(...data.map(Math.abs), 1e-3);
    const worst = Math.max(...data.map((v, k) => Math.abs(v - got[i]![k]!)));
    expect(worst / scale).toBeLessThan(1e-5);
  });
}

describe('ONNX computes what the network does', () => {
  test.each(Object.keys(kinds))('%s', (name) => agrees(kinds[name]!));
  test.each(activations)('activation $name', (f) => agrees({ inputs: 4, layers: [dense(3, f)] }));
});

test('an embedding gives NaN for a number that names no row, as the network does', async () => {
  const model = network({ inputs: 1, layers: [embedding(3, 2)] });
  const x = matrix([[0], [2], [3], [-2], [0.5], [-1]]);
  const [got] = await outputs(model, [x]);
  expect(got).toEqual(model.predict(x).data);
  expect(Array.from(got!.slice(4, 10), Number.isNaN)).toEqual(new Array(6).fill(true));
});

test('what ONNX has no operator for is said', () => {
  const file = (name: string, build: Parameters<typeof activation>[1]) =>
    toOnnx(
      { model: network({ inputs: 2, layers: [dense(2, activation(name, build))] }), metadata: {} },
      { encoded: true },
    );
  expect(() => file('noisy', (x) => ({ op: 'add', args: [x, uniform(7, x)] }))).toThrow(
    "the network cannot be written as ONNX: its formula has 'uniform', random numbers, also in use",
  );
  expect(() => file('scattered', (x) => scatterAdd(x, table(1, 2, [1, 0]), x, 'columns'))).toThrow(
    "the network cannot be written as ONNX: its formula has 'scatterAdd', for which there is no operator; --to module can write it",
  );
});
