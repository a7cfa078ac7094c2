// onnxruntime-web on WebAssembly: it runs networks that were trained elsewhere.
import type { Open } from './contestant.js';
import { fingerprint } from './judge.js';
import { readFloats } from './numbers.js';
import { onnxModel } from './onnx-model.js';
import { peer } from './peers.js';

export const open: Open = ({ threads }) => {
  const ort = peer('onnxruntime-web');
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return {
    inference: async (job) => {
      const session = await ort.InferenceSession.create(onnxModel(job), { executionProviders: ['wasm'] });
      const rows = readFloats(job.x, job.rows * job.sizes[0]!);
      const shape = [job.rows, job.sizes[0]!];
      const run = async (): Promise<Float32Array> =>
        (await session.run({ x: new ort.Tensor('float32', rows, shape) })).y.data;
      return { run, outcome: async () => fingerprint(await run()) };
    },
  };
};
