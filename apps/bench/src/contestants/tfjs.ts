// TensorFlow.js, on its plain JavaScript backend and on WebAssembly. Where it has no threads of its own in Node it is helped to them.
import { dirname } from 'node:path';
import type { Form, TrainingJob } from '../jobs.js';
import { blobsAsFiles } from './blobs-as-files.js';
import type { Open, Setting } from './contestant.js';
import { fingerprint, judge } from './judge.js';
import { readFloats, readWeights } from './numbers.js';
import { peer, peersRequire } from './peers.js';

async function start({ backend, threads }: Setting) {
  const tf = peer('@tensorflow/tfjs-core');
  const layers = peer('@tensorflow/tfjs-layers');
  if (backend === 'cpu') {
    peer('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
    return { tf, layers };
  }
  const wasm = peer('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(peersRequire.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (threads > 1) {
    blobsAsFiles();
    tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
    wasm.setThreadsCount(threads);
  }
  await tf.setBackend('wasm');
  if (wasm.getThreadsCount() !== threads) {
    throw new Error(`tfjs-wasm: expected ${threads} threads, got ${wasm.getThreadsCount()}`);
  }
  return { tf, layers };
}

export const open: Open = async (setting) => {
  const { tf, layers } = await start(setting);

  const build = (form: Form) => {
    const { sizes, hidden, output } = form;
    const model = layers.sequential();
    sizes.slice(1).forEach((units, k) => {
      const activation = k === sizes.length - 2 ? output : hidden;
      model.add(layers.layers.dense({ units, activation, ...(k === 0 && { inputShape: [sizes[0]] }) }));
    });
    const first = readWeights(form).flatMap(({ inputs, outputs, weight, bias }) => [
      tf.tensor2d(weight, [inputs, outputs]),
      tf.tensor1d(bias),
    ]);
    model.setWeights(first);
    return { model, first };
  };
  const tensor = (path: string, rows: number, cols: number) => tf.tensor2d(readFloats(path, rows * cols), [rows, cols]);

  const training = (job: TrainingJob) => {
    const { sizes, train, test, loss, optimizer, learningRate, batchSize } = job;
    const { model, first } = build(job);
    const x = tensor(train.x, train.rows, sizes[0]!);
    const t = tensor(train.t, train.rows, sizes.at(-1)!);
    const options = { epochs: 1, batchSize, shuffle: false, verbose: 0, yieldEvery: 'never' };
    return {
      reset: () => {
        model.setWeights(first);
        model.compile({
          optimizer: optimizer === 'sgd' ? tf.train.sgd(learningRate) : tf.train.adam(learningRate, 0.9, 0.999, 1e-8),
          loss: loss === 'crossEntropy' ? 'categoricalCrossentropy' : 'meanSquaredError',
        });
      },
      run: () => model.fit(x, t, options),
      outcome: () => judge(model.predict(tensor(test.x, test.rows, sizes[0]!)).dataSync(), job),
    };
  };

  return {
    training,
    matmul: ({ n, a, b }) => {
      const [left, right] = [tensor(a, n, n), tensor(b, n, n)];
      const run = (): Float32Array => {
        const product = tf.matMul(left, right);
        const numbers = product.dataSync();
        product.dispose();
        return numbers;
      };
      return { run, outcome: () => fingerprint(run()) };
    },
    inference: (job) => {
      const { model } = build(job);
      const rows = readFloats(job.x, job.rows * job.sizes[0]!);
      const shape = [job.rows, job.sizes[0]!];
      const run = (): Float32Array => tf.tidy(() => model.predict(tf.tensor2d(rows, shape)).dataSync());
      return { run, outcome: () => fingerprint(run()) };
    },
  };
};
