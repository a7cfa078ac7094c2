// jax-js on WebAssembly: a whole step (value, gradient, update) is one function given to its `jit`.
import type { Form, TrainingJob } from '../jobs.js';
import type { Open } from './contestant.js';
import { fingerprint, judge } from './judge.js';
import { readFloats, readWeights } from './numbers.js';
import { peer } from './peers.js';

// biome-ignore lint/suspicious/noExplicitAny: an array of jax-js, which is not installed when this is type-checked
type Arr = any;

export const open: Open = async () => {
  const { numpy: np, nn, jit, valueAndGrad, init, defaultDevice } = peer('@jax-js/jax');
  await init('wasm');
  defaultDevice('wasm');

  const array = (data: Float32Array, shape: readonly number[]): Arr => np.array(data).reshape(shape);
  const first = (form: Form): Arr[] =>
    readWeights(form).flatMap(({ inputs, outputs, weight, bias }) => [
      array(weight.slice(), [inputs, outputs]),
      array(bias.slice(), [outputs]),
    ]);
  // jax-js counts references: every array that is passed on is used up, and one that is needed again is passed as `.ref`.
  const activations: Record<string, (z: Arr) => Arr> = { relu: nn.relu, sigmoid: nn.sigmoid, tanh: np.tanh };
  const logits = ({ hidden }: Form, parameters: Arr[], x: Arr): Arr => {
    let y = x;
    for (let k = 0; k < parameters.length; k += 2) {
      const z = np.matmul(y, parameters[k]).add(parameters[k + 1]);
      y = k + 2 < parameters.length ? activations[hidden]!(z) : z;
    }
    return y;
  };
  const output = (form: Form) =>
    jit((parameters: Arr[], x: Arr) => {
      const z = logits(form, parameters, x);
      return form.output === 'softmax' ? nn.softmax(z) : nn.sigmoid(z);
    });

  const lossOf = (job: TrainingJob) => (parameters: Arr[], x: Arr, t: Arr) => {
    const [rows, cols] = t.shape;
    const z = logits(job, parameters, x);
    if (job.loss === 'crossEntropy')
      return nn
        .logSoftmax(z)
        .mul(t)
        .sum()
        .mul(-1 / rows);
    return np
      .square(nn.sigmoid(z).sub(t))
      .sum()
      .mul(1 / (rows * cols));
  };
  const sgd = (job: TrainingJob) =>
    jit((parameters: Arr[], x: Arr, t: Arr) => {
      const [loss, slopes] = valueAndGrad(lossOf(job))(
        parameters.map((p) => p.ref),
        x,
        t,
      );
      return [loss, parameters.map((p, k) => p.sub(slopes[k].mul(job.learningRate)))];
    });
  const adam = (job: TrainingJob) =>
    jit((parameters: Arr[], means: Arr[], squares: Arr[], c1: Arr, c2: Arr, x: Arr, t: Arr) => {
      const [loss, slopes] = valueAndGrad(lossOf(job))(
        parameters.map((p) => p.ref),
        x,
        t,
      );
      const next = parameters.map((p, k) => {
        const mean = means[k].mul(0.9).add(slopes[k].ref.mul(0.1));
        const square = squares[k].mul(0.999).add(np.square(slopes[k]).mul(0.001));
        const step = mean.ref.mul(c1.ref).div(np.sqrt(square.ref.mul(c2.ref)).add(1e-8));
        return [p.sub(step.mul(job.learningRate)), mean, square];
      });
      c1.dispose();
      c2.dispose();
      return [loss, ...[0, 1, 2].map((part) => next.map((n) => n[part]))];
    });

  const training = (job: TrainingJob) => {
    const [inputs, outputs] = [job.sizes[0]!, job.sizes.at(-1)!];
    const x = readFloats(job.train.x, job.train.rows * inputs);
    const t = readFloats(job.train.t, job.train.rows * outputs);
    const step = job.optimizer === 'sgd' ? sgd(job) : adam(job);
    const predict = output(job);
    const zeros = () => first(job).map((p) => np.zerosLike(p));
    let state: Arr[][] = [];
    return {
      reset: () => {
        for (const p of state.flat()) p.dispose();
        state = job.optimizer === 'sgd' ? [first(job)] : [first(job), zeros(), zeros()];
      },
      run: async () => {
        let done = 0;
        for (let from = 0; from < job.train.rows; from += job.batchSize) {
          const to = Math.min(from + job.batchSize, job.train.rows);
          const batch = [
            array(x.subarray(from * inputs, to * inputs), [to - from, inputs]),
            array(t.subarray(from * outputs, to * outputs), [to - from, outputs]),
          ];
          done++;
          const corrections =
            job.optimizer === 'sgd' ? [] : [0.9, 0.999].map((beta) => np.array(1 / (1 - beta ** done)));
          const [loss, ...next] = step(...state, ...corrections, ...batch);
          state = next;
          await loss.data();
        }
      },
      outcome: async () => {
        const rows = array(readFloats(job.test.x, job.test.rows * inputs), [job.test.rows, inputs]);
        return judge(
          await predict(
            state[0]!.map((p) => p.ref),
            rows,
          ).data(),
          job,
        );
      },
    };
  };

  return {
    training,
    matmul: ({ n, a, b }) => {
      const [left, right] = [array(readFloats(a), [n, n]), array(readFloats(b), [n, n])];
      const run = (): Promise<Float32Array> => np.matmul(left.ref, right.ref).data();
      return { run, outcome: async () => fingerprint(await run()) };
    },
    inference: (job) => {
      const [parameters, predict] = [first(job), output(job)];
      const rows = readFloats(job.x, job.rows * job.sizes[0]!);
      const run = (): Promise<Float32Array> =>
        predict(
          parameters.map((p) => p.ref),
          array(rows, [job.rows, job.sizes[0]!]),
        ).data();
      return { run, outcome: async () => fingerprint(await run()) };
    },
  };
};
