import { crossEntropy, meanSquaredError } from '@nn/loss';
import { type Backend, type Matrix, random, reference, wasm } from '@nn/matrix';
import { adam, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  activate,
  avgPool2d,
  batchNorm,
  checkGradients,
  checkLayer,
  conv2d,
  dense,
  dropout,
  embedding,
  fit,
  flatten,
  gelu,
  globalAveragePool,
  type Layer,
  l1,
  l2,
  layerNorm,
  load,
  loadRun,
  maxNorm,
  maxPool2d,
  type Network,
  network,
  parallel,
  prelu,
  relu,
  reshape,
  residual,
  type SampleShape,
  save,
  saveRun,
  sigmoid,
  softmax,
  steps,
  tanh,
} from '../src/index.js';
import { load as loadPredictor } from '../src/predict.js';

/** Every kind of layer alone, with options that are not those by default, and the shape that it is given. */
const alone: readonly (readonly [name: string, inputs: SampleShape, layer: Layer])[] = [
  ['dense', 6, dense(4, tanh, { bias: false, penalty: l1(0.01), constraint: maxNorm(2) })],
  ['conv2d', [5, 4, 2], conv2d(3, [2, 3], sigmoid, { stride: [2, 1], padding: 1, penalty: l2(0.01) })],
  ['conv2d that keeps the size', [4, 4, 1], conv2d(2, 3, relu, { padding: 'same', dilation: 2 })],
  ['maxPool2d', [5, 5, 2], maxPool2d(3, { stride: 2, padding: 1 })],
  ['avgPool2d', [4, 6, 1], avgPool2d([2, 3])],
  ['globalAveragePool', [3, 2, 4], globalAveragePool()],
  ['batchNorm', 5, batchNorm({ momentum: 0.3, epsilon: 1e-3 })],
  ['batchNorm of images', [2, 3, 2], batchNorm()],
  ['layerNorm', [3, 4], layerNorm({ epsilon: 1e-3 })],
  ['dropout', 6, dropout(0.4)],
  ['activate', 6, activate(gelu)],
  ['prelu', [2, 2, 3], prelu({ slopes: 'channels' })],
  ['reshape', 12, reshape([2, 2, 3])],
  ['flatten', [2, 3, 2], flatten()],
  ['residual', 4, residual([dense(5, tanh), dropout(0.2), dense(4)], relu)],
  ['parallel', [2, 2, 3], parallel([[conv2d(2, 1)], [], [conv2d(1, 1, tanh), batchNorm()]], tanh)],
  ['paths in paths', 3, residual([parallel([[dense(1, tanh)], [residual([dense(3)]), dense(2)]])])],
];
const data = (inputs: SampleShape, rows: number): Matrix =>
  random(1).normal(rows, typeof inputs === 'number' ? inputs : inputs.reduce((a, b) => a * b));
const columns = (model: Network, rows: number): Matrix => random(2).uniform(rows, model.outputs);
const all = ({ parameters, buffers }: Network) => [...parameters, ...buffers].map((p) => Array.from(p.get().data));

/** Steps of training on 12 samples, the last batch smaller than the others. */
function train(model: Network, x: Matrix, count: number): Network {
  const options = { loss: meanSquaredError(), optimizer: adam({ learningRate: 0.02 }), batchSize: 5 };
  for (const { step } of steps(model, x, columns(model, x.rows), options)) if (step === count) break;
  return model;
}

describe.each(alone)('%s', (_, inputs, layer) => {
  const made = (backend: Backend) => network({ inputs, layers: [layer, dense(2, sigmoid)], seed: 3, backend });
  const x = data(inputs, 12);

  test('trains to the same bits on the reference and on any number of threads', () => {
    const wanted = train(made(reference()), x, 7);
    for (const threads of [1, 3]) {
      const found = train(made(wasm({ threads })), x, 7);
      expect(all(found)).toEqual(all(wanted));
      expect(found.predict(x).data).toEqual(wanted.predict(x).data);
    }
  });

  test('comes back from a file as it was', () => {
    const model = train(made(wasm({ threads: 1 })), x, 4);
    const file = save(model);
    const { model: again } = load(file);
    expect(again.layers.map(({ kind, config }) => ({ kind, config }))).toEqual(
      model.layers.map(({ kind, config }) => ({ kind, config })),
    );
    expect(again.predict(x).data).toEqual(model.predict(x).data);
    expect(loadPredictor(file).predict(x).data).toEqual(model.predict(x).data);
    expect(save(again)).toEqual(file);
  });

  test.each([1, 2, 7])('has the gradient that differences have, for %i samples', (rows) => {
    for (const training of [false, true]) {
      const { passed, checked, kinks, message } = checkLayer(layer, data(inputs, rows), { inputs, training });
      expect(passed, `${training ? 'while training' : 'in use'}: ${message}`).toBe(true);
      expect(kinks).toBeLessThanOrEqual(checked / 2);
    }
  });
});

test('an embedding learns rows for numbers of things, and comes back from a file', () => {
  const x = Float32Array.from([0, 2, 1, 1, 3, 0, 2, 2]);
  const rows = [...Array(4)].map((_, i) => [x[2 * i]!, x[2 * i + 1]!]);
  const made = (backend: Backend) =>
    network({ inputs: 2, layers: [embedding(4, 3, { penalty: l2(0.1) }), dense(1)], seed: 1, backend });
  const t = [[1], [0], [1], [0]];
  const trained = [reference(), wasm({ threads: 1 })].map((backend) => {
    const model = made(backend);
    for (const { step } of steps(model, rows, t, { loss: meanSquaredError(), optimizer: sgd(), batchSize: 3 })) {
      if (step === 5) break;
    }
    return model;
  });
  expect(all(trained[1]!)).toEqual(all(trained[0]!));
  expect(load(save(trained[1]!)).model.predict(rows).data).toEqual(trained[1]!.predict(rows).data);
  const check = checkGradients(made(reference({ dtype: 'f64' })), rows, t, { loss: meanSquaredError() });
  expect(check.passed, check.message).toBe(true);
});

/** An image network of everything. */
const whole = (backend: Backend = wasm({ threads: 1 })) =>
  network({
    ...{ inputs: [6, 6, 1], seed: 5, backend },
    layers: [
      conv2d(4, 3),
      batchNorm(),
      activate(relu),
      maxPool2d(2),
      dropout(0.2),
      residual([conv2d(4, 3, relu, { padding: 'same' }), dropout(0.3)]),
      parallel([[conv2d(2, 1)], [globalPath()]]),
      flatten(),
      layerNorm(),
      dense(3, softmax, { penalty: l2(1e-3), constraint: maxNorm(1) }),
    ],
  });
const globalPath = () => residual([dropout(0.3), conv2d(4, 1)]);

describe('a network of many layers', () => {
  const x = data([6, 6, 1], 23);
  const t = Int32Array.from({ length: 23 }, (_, i) => i % 3);
  const options = { loss: crossEntropy(), optimizer: adam({ learningRate: 0.01 }), batchSize: 7, seed: 4 };

  test('learns, to the same bits whoever computes, and its norms stay within bounds', async () => {
    const [one, ...others] = [wasm({ threads: 1 }), wasm({ threads: 3 }), reference()].map((backend) => whole(backend));
    const history = await fit(one!, x, t, { ...options, epochs: 12 });
    expect(history.epochs.at(-1)!.loss).toBeLessThan(0.8 * history.epochs[0]!.loss);
    for (const other of others) {
      await fit(other, x, t, { ...options, epochs: 12 });
      expect(all(other)).toEqual(all(one!));
    }
    const weights = one!.parameters.at(-2)!.get();
    for (let j = 0; j < weights.cols; j++) {
      const squares = Array.from({ length: weights.rows }, (_, i) => weights.at(i, j) ** 2);
      expect(Math.sqrt(squares.reduce((a, b) => a + b))).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  test.each([1, 2, 3])(
    'goes on from a file after %i epochs to the bits of one that was never interrupted',
    async (epochs) => {
      const never = whole();
      await fit(never, x, t, { ...options, epochs: 4 });
      const { run } = await fit(whole(), x, t, { ...options, epochs });
      const again = loadRun(saveRun(run), options);
      await fit(again.model, x, t, { ...options, continue: again, epochs: 4 - epochs });
      expect(all(again.model)).toEqual(all(never));
    },
  );

  test('a step whose loss is not finite moves neither what is learnt nor what is kept', () => {
    const model = whole();
    const before = all(model);
    const huge = x.toArray().map((row) => row.map(() => 3e38));
    expect(() => steps(model, huge, t, options).next()).toThrow(/the loss became/);
    expect(all(model)).toEqual(before);
  });

  test('in use, batchNorm takes what it has kept: one sample is as good as many', () => {
    const model = whole();
    for (const { step } of steps(model, x, t, options)) if (step === 9) break;
    const together = model.predict(x);
    for (let i = 0; i < 3; i++) {
      const single = model.predict(x.toArray().slice(i, i + 1));
      expect(Array.from(single.data)).toEqual(Array.from(together.data.subarray(3 * i, 3 * i + 3)));
    }
  });

  test('two dropouts inside one layer, and one outside, drop other places', () => {
    const seen: number[] = [];
    const spy: Layer = {
      ...{ kind: 'spy', config: {}, outputs: (inputs) => inputs, parameters: () => [] },
      forward: (z, _, { stream }) => {
        seen.push(stream());
        return z;
      },
    };
    network({ inputs: 3, layers: [spy, residual([spy, spy, residual([spy])]), parallel([[spy], [spy]])] });
    expect(new Set(seen).size).toBe(6);
    expect(seen[0]).toBe(0x2000_0000);
  });
});
