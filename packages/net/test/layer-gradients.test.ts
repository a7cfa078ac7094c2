import { halfSquaredError, huber, meanSquaredError, sumSquaredError } from '@nn/loss';
import { type Matrix, random, reference } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import {
  activate,
  avgPool2d,
  batchNorm,
  checkGradients,
  conv2d,
  dense,
  gelu,
  type Layer,
  layerNorm,
  linear,
  type Network,
  network,
  parallel,
  prelu,
  residual,
  type SampleShape,
  sigmoid,
  tanh,
} from '../src/index.js';

const data = (inputs: SampleShape, rows: number): Matrix =>
  random(1).normal(rows, typeof inputs === 'number' ? inputs : inputs.reduce((a, b) => a * b));
const columns = (model: Network, rows: number): Matrix => random(2).uniform(rows, model.outputs);

describe('gradients of layers under activations and losses', () => {
  const layers: readonly (readonly [string, SampleShape, () => Layer])[] = [
    ['conv2d', [3, 3, 1], () => conv2d(2, 2)],
    ['avgPool2d', [4, 2, 1], () => avgPool2d(2)],
    ['batchNorm', 4, () => batchNorm()],
    ['layerNorm', 4, () => layerNorm()],
    ['prelu', 4, () => prelu()],
    ['residual', 4, () => residual([dense(4, tanh)])],
    ['parallel', 4, () => parallel([[dense(2)], []])],
  ];
  const cases = layers.flatMap(([name, inputs, layer]) =>
    [linear, sigmoid, tanh, gelu].flatMap((activation) =>
      [meanSquaredError(), halfSquaredError(), sumSquaredError(), huber()].map(
        (loss) => [`${name}, ${activation.name}, ${loss.name}`, inputs, layer, activation, loss] as const,
      ),
    ),
  );
  test.each(cases)('%s', (_, inputs, layer, activation, loss) => {
    const model = network({
      ...{ inputs, seed: 2, backend: reference({ dtype: 'f64' }) },
      layers: [layer(), activate(activation), dense(2)],
    });
    for (const rows of [1, 2, 7]) {
      for (const training of [false, true]) {
        // One sample has no variance that batchNorm could divide by.
        if (training && rows === 1) continue;
        const check = checkGradients(model, data(inputs, rows), columns(model, rows), { loss, training });
        expect(check.passed, `${rows} rows: ${check.message}`).toBe(true);
      }
    }
  });
});
