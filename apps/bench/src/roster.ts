import { node, python, type Start } from './start.js';

/** Who takes part. */
export interface Contestant extends Start {
  readonly id: string;
  readonly name: string;
  /** Whether it is of this project. */
  readonly own: boolean;
  /** Packages whose versions are told, of this project or of the peers. */
  readonly packages: readonly string[];
  /** The ids of the tasks it takes part in. */
  readonly tasks: RegExp;
  /** What part of a task's samples a slow one gets, by the task's id; all unless given. */
  readonly parts: Readonly<Record<string, number>>;
  /** How many processes of it run at the same time; their work is added up. */
  readonly copies: number;
}

type About = Partial<Omit<Contestant, keyof Start>>;

const contestant = (id: string, name: string, start: Start, about: About = {}): Contestant => ({
  ...{ id, name, own: false, packages: [], tasks: /./, parts: {}, copies: 1 },
  ...start,
  ...about,
});

/** On one thread and on two. */
const oneAndTwo = (id: string, name: string, start: (threads: number) => Start, about: About = {}): Contestant[] => [
  contestant(`${id}-1`, `${name}, 1 thread`, start(1), about),
  contestant(`${id}-2`, `${name}, 2 threads`, start(2), about),
];

const nn = { own: true, packages: ['@nn/net', '@nn/matrix'] };
const withBlas = { own: true, packages: [...nn.packages, '@nn/blas'] };
const largest = /^matmul-1024$/;
const tfjs = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];
const alone = { threads: 1 };

/** Everybody, in the order in which tables show them. */
export const roster: readonly Contestant[] = [
  ...oneAndTwo('nn', 'nn', (threads) => node('nn', { threads }), nn),
  ...oneAndTwo('nn-fma', 'nn fma', (threads) => node('nn', { threads, fma: true }), nn),
  ...oneAndTwo('nn-blas', 'nn blas', (threads) => node('nn', { threads, backend: 'blas' }), withBlas),
  contestant('nn-processes', 'nn, two processes', node('nn', alone), { ...nn, copies: 2, tasks: largest }),
  contestant('peak', 'multiply and add alone', node('peak', alone), { tasks: largest }),
  ...oneAndTwo('torch', 'PyTorch', (threads) => python('torch', threads), { parts: { xor: 1 / 5 } }),
  ...oneAndTwo('sklearn', 'scikit-learn', (threads) => python('sklearn', threads), { parts: { xor: 1 / 5 } }),
  ...oneAndTwo('numpy', 'NumPy', (threads) => python('numpy', threads), { tasks: /^(matmul|inference)/ }),
  ...oneAndTwo('tfjs-wasm', 'tfjs-wasm', (threads) => node('tfjs', { threads, backend: 'wasm' }), {
    packages: [...tfjs, '@tensorflow/tfjs-backend-wasm'],
    parts: { A: 1 / 2, B: 1 / 4, C: 1 / 8, xor: 1 / 50 },
  }),
  contestant('tfjs-cpu', 'tfjs-cpu', node('tfjs', { ...alone, backend: 'cpu' }), {
    packages: [...tfjs, '@tensorflow/tfjs-backend-cpu'],
    parts: { A: 1 / 4, B: 1 / 16, C: 1 / 32, xor: 1 / 50 },
  }),
  contestant('jax-js', 'jax-js', node('jax', alone), {
    packages: ['@jax-js/jax'],
    parts: { A: 1 / 8, B: 1 / 8, C: 1 / 8, xor: 1 / 50 },
  }),
  contestant('brain.js', 'brain.js', node('brain', alone), { packages: ['brain.js'], parts: { A: 1 / 4 } }),
  contestant('ml-matrix', 'ml-matrix', node('ml-matrix', alone), { packages: ['ml-matrix'], tasks: /^matmul/ }),
  ...oneAndTwo('onnxruntime', 'onnxruntime-web', (threads) => node('onnxruntime', { threads }), {
    packages: ['onnxruntime-web'],
    tasks: /^inference/,
  }),
];
