// This project: its packages as a user has them.
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { type Backend, fromData, matmul, setDefaultBackend, wasm, zeros } from '@nn/matrix';
import { dense, fit, network, relu, sigmoid, softmax, tanh } from '@nn/net';
import { adam, sgd } from '@nn/optim';
import type { Form, MatmulJob, TrainingJob } from '../jobs.js';
import type { Open, Setting } from './contestant.js';
import { fingerprint, judge } from './judge.js';
import { readFloats, readWeights } from './numbers.js';

const activations = { relu, sigmoid, softmax, tanh };
const losses = { crossEntropy, meanSquaredError };
const optimizers = { adam, sgd };

async function backendOf({ backend, threads, fma }: Setting): Promise<Backend> {
  // Only where it is asked for: whoever does not use it does not load it.
  if (backend === 'blas') return (await import('@nn/blas')).blas({ threads, required: true });
  return wasm({ threads, ...(fma && { fma }) });
}

const matrixOf = (path: string, rows: number, cols: number) => fromData(rows, cols, readFloats(path, rows * cols));

function build(form: Form, backend: Backend) {
  const { sizes, hidden, output } = form;
  const layers = sizes.slice(1).map((units, k) => {
    return dense(units, activations[k === sizes.length - 2 ? output : hidden]);
  });
  const model = network({ inputs: sizes[0]!, layers, backend });
  const first = readWeights(form).flatMap(({ inputs, outputs, weight, bias }) => [
    fromData(inputs, outputs, weight),
    fromData(1, outputs, bias),
  ]);
  const reset = () => {
    for (const [k, value] of first.entries()) model.parameters[k]!.set(value);
  };
  reset();
  return { model, reset };
}

function training(job: TrainingJob, backend: Backend) {
  const { sizes, train, test, loss, optimizer, learningRate, batchSize } = job;
  const [inputs, outputs] = [sizes[0]!, sizes.at(-1)!];
  const { model, reset } = build(job, backend);
  const x = matrixOf(train.x, train.rows, inputs);
  const t = matrixOf(train.t, train.rows, outputs);
  const options = { loss: losses[loss](), optimizer: optimizers[optimizer]({ learningRate }), batchSize };
  return {
    reset,
    run: () => fit(model, x, t, { ...options, epochs: 1, shuffle: false }),
    outcome: () => judge(model.predict(matrixOf(test.x, test.rows, inputs)).data, job),
  };
}

function product({ n, a, b }: MatmulJob) {
  const [left, right, out] = [matrixOf(a, n, n), matrixOf(b, n, n), zeros(n, n)];
  return { run: () => matmul(left, right, { out }), outcome: () => fingerprint(out.data) };
}

export const open: Open = async (setting) => {
  const backend = await backendOf(setting);
  setDefaultBackend(backend);
  return {
    training: (job) => training(job, backend),
    matmul: product,
    inference: (job) => {
      const { model } = build(job, backend);
      const x = matrixOf(job.x, job.rows, job.sizes[0]!);
      return { run: () => model.predict(x), outcome: () => fingerprint(model.predict(x).data) };
    },
  };
};
