import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { home, peersFolder } from '../paths.js';
import type { BundleSize } from '../results.js';

/** What a page has to say to a bundler. `beside` is WebAssembly that it loads as well. */
interface Page {
  readonly name: string;
  readonly what: BundleSize['what'];
  readonly source: string;
  readonly from: string;
  readonly beside?: string;
}

const tfjs = `import '@tensorflow/tfjs-backend-cpu';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { tensor2d, train } from '@tensorflow/tfjs-core';`;

const pages: readonly Page[] = [
  {
    name: 'nn',
    what: 'predict',
    from: home,
    source: `import { load } from '@nn/net/predict';
export const predict = (bytes, x) => load(bytes).predict(x);`,
  },
  {
    name: 'nn',
    what: 'train',
    from: home,
    source: `import { crossEntropy } from '@nn/loss';
import { dense, fit, network, relu, softmax } from '@nn/net';
import { adam } from '@nn/optim';
export const train = (x, t) =>
  fit(network({ inputs: 784, layers: [dense(128, relu), dense(10, softmax)] }), x, t, { loss: crossEntropy(), optimizer: adam() });`,
  },
  {
    name: 'tfjs-cpu',
    what: 'predict',
    from: peersFolder,
    source: `import '@tensorflow/tfjs-backend-cpu';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { tensor2d } from '@tensorflow/tfjs-core';
export const predict = async (url, x) => (await loadLayersModel(url)).predict(tensor2d(x));`,
  },
  {
    name: 'tfjs-cpu',
    what: 'train',
    from: peersFolder,
    source: `${tfjs}
export const fit = (x, t) => {
  const model = sequential();
  model.add(layers.dense({ units: 128, activation: 'relu', inputShape: [784] }));
  model.add(layers.dense({ units: 10, activation: 'softmax' }));
  model.compile({ optimizer: train.adam(), loss: 'categoricalCrossentropy' });
  return model.fit(tensor2d(x), tensor2d(t));
};`,
  },
  {
    name: 'brain.js',
    what: 'train',
    from: peersFolder,
    source: `import { NeuralNetwork } from 'brain.js';
export const train = (samples) => new NeuralNetwork({ hiddenLayers: [128] }).train(samples);`,
  },
  {
    name: 'jax-js',
    what: 'train',
    from: peersFolder,
    source: `import { jit, nn, numpy, valueAndGrad } from '@jax-js/jax';
export { jit, nn, numpy, valueAndGrad };`,
  },
  {
    name: 'onnxruntime-web',
    what: 'predict',
    from: peersFolder,
    source: `import { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
export { InferenceSession, Tensor };`,
    beside: 'onnxruntime-web/ort-wasm-simd-threaded.wasm',
  },
];

const gzipped = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;

/** As much of esbuild as is used; it is there with tsup, and pnpm lets only tsup see it. */
interface Bundler {
  build(options: object): Promise<{ outputFiles: readonly { contents: Uint8Array }[] }>;
}

/** Bytes of each page, minified and gzipped, as a browser gets it. Peers that are not installed are left out. */
export async function bundleSizes(): Promise<BundleSize[]> {
  const require = createRequire(createRequire(import.meta.url).resolve('tsup'));
  const { build } = require('esbuild') as Bundler;
  const installed = pages.filter(({ from }) => from === home || existsSync(`${peersFolder}/node_modules`));
  return Promise.all(
    installed.map(async ({ name, what, source, from, beside }): Promise<BundleSize> => {
      const { outputFiles } = await build({
        stdin: { contents: source, resolveDir: from },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        target: 'es2023',
        logLevel: 'silent',
        // What ES modules cannot import in a browser is asked for only in Node.
        external: ['node:*', 'fs', 'path', 'module', 'worker_threads', 'perf_hooks', 'os'],
      });
      const loaded = beside && readFileSync(createRequire(`${from}/package.json`).resolve(beside));
      return { name, what, gzipped: gzipped(outputFiles[0]!.contents), ...(loaded && { beside: gzipped(loaded) }) };
    }),
  );
}
