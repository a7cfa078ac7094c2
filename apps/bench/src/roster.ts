import { join } from 'node:path';
import type { Setting } from './contestants/contestant.js';
import type { ModuleName } from './contestants/modules.js';
import { home } from './paths.js';

/** Who takes part, and how its process is started. */
export interface Contestant {
  readonly id: string;
  readonly name: string;
  /** Whether it is of this project. */
  readonly own: boolean;
  readonly threads: number;
  /** Packages whose versions are told, of this project or of the peers. */
  readonly packages: readonly string[];
  /** What installs it where it is missing; empty where nothing does. */
  readonly install: string;
  /** The command of a process that serves requests, and of one that does one job from a file. */
  readonly serve: readonly string[];
  readonly once: (jobFile: string) => readonly string[];
  /** What part of a task's samples a slow one gets, by the task's id; all unless given. */
  readonly parts: Readonly<Record<string, number>>;
  /** How many processes of it run at the same time; their work is added up. */
  readonly copies: number;
  /** The ids of the tasks it takes part in. */
  readonly tasks: RegExp;
}

type Given = Pick<Contestant, 'id' | 'name'> & Partial<Contestant>;

const built = (file: string) => join(home, 'dist', file);

function node(module: ModuleName, setting: Setting, given: Given): Contestant {
  const started = [module, JSON.stringify(setting)];
  return {
    own: false,
    threads: setting.threads,
    packages: [],
    install: 'npm run peers --prefix apps/bench',
    serve: [process.execPath, built('serve.js'), ...started],
    once: (job) => [process.execPath, built('once.js'), ...started, job],
    parts: {},
    copies: 1,
    tasks: /./,
    ...given,
  };
}

const script = join(home, 'python', 'contestants.py');

function python(name: string, threads: number, given: Given): Contestant {
  const started = [process.env.PYTHON ?? '/usr/bin/python3', script, name, String(threads)];
  const install = `apt-get install python3-${name}`;
  const once = (job: string) => [...started, '--once', job];
  return { ...node('peak', { threads }, given), install, serve: started, once };
}

const threadsOf = (n: number) => `${n} thread${n > 1 ? 's' : ''}`;

const own = (suffix: string, setting: Setting, given: Partial<Contestant> = {}): Contestant =>
  node('nn', setting, {
    id: `nn${suffix}-${setting.threads}`,
    name: `nn${suffix.replace('-', ' ')}, ${threadsOf(setting.threads)}`,
    own: true,
    packages: ['@nn/net', '@nn/matrix', ...(setting.backend === 'blas' ? ['@nn/blas'] : [])],
    install: '',
    ...given,
  });

const tfjs = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];
const onTfjsWasm = { A: 1 / 2, B: 1 / 4, C: 1 / 8, xor: 1 / 50 };
const twice = [1, 2] as const;

/** Everybody, in the order in which tables show them. */
export const roster: readonly Contestant[] = [
  ...twice.map((threads) => own('', { threads })),
  ...twice.map((threads) => own('-fma', { threads, fma: true })),
  ...twice.map((threads) => own('-blas', { threads, backend: 'blas' })),
  own('', { threads: 1 }, { id: 'nn-processes', name: 'nn, two processes', copies: 2, tasks: /^matmul-1024$/ }),
  node('peak', { threads: 1 }, { id: 'peak', name: 'multiply and add alone', tasks: /^matmul-1024$/ }),
  ...twice.map((n) =>
    python('torch', n, { id: `torch-${n}`, name: `PyTorch, ${threadsOf(n)}`, parts: { xor: 1 / 5 } }),
  ),
  ...twice.map((n) =>
    python('sklearn', n, { id: `sklearn-${n}`, name: `scikit-learn, ${threadsOf(n)}`, parts: { xor: 1 / 5 } }),
  ),
  ...twice.map((n) =>
    python('numpy', n, { id: `numpy-${n}`, name: `NumPy, ${threadsOf(n)}`, tasks: /^(matmul|inference)/ }),
  ),
  ...twice.map((threads) =>
    node(
      'tfjs',
      { threads, backend: 'wasm' },
      {
        id: `tfjs-wasm-${threads}`,
        name: `tfjs-wasm, ${threadsOf(threads)}`,
        packages: [...tfjs, '@tensorflow/tfjs-backend-wasm'],
        parts: onTfjsWasm,
      },
    ),
  ),
  node(
    'tfjs',
    { threads: 1, backend: 'cpu' },
    {
      id: 'tfjs-cpu',
      name: 'tfjs-cpu',
      packages: [...tfjs, '@tensorflow/tfjs-backend-cpu'],
      parts: { A: 1 / 4, B: 1 / 16, C: 1 / 32, xor: 1 / 50 },
    },
  ),
  node(
    'jax',
    { threads: 1 },
    {
      id: 'jax-js',
      name: 'jax-js',
      packages: ['@jax-js/jax'],
      parts: { A: 1 / 8, B: 1 / 8, C: 1 / 8, xor: 1 / 50 },
    },
  ),
  node('brain', { threads: 1 }, { id: 'brain.js', name: 'brain.js', packages: ['brain.js'], parts: { A: 1 / 4 } }),
  node('ml-matrix', { threads: 1 }, { id: 'ml-matrix', name: 'ml-matrix', packages: ['ml-matrix'], tasks: /^matmul/ }),
  ...twice.map((threads) =>
    node(
      'onnxruntime',
      { threads },
      {
        id: `onnxruntime-${threads}`,
        name: `onnxruntime-web, ${threadsOf(threads)}`,
        packages: ['onnxruntime-web'],
        tasks: /^inference/,
      },
    ),
  ),
];
