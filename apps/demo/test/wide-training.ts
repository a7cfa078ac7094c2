import { crossEntropy } from '@nn/loss';
import { random, wasm } from '@nn/matrix';
import { dense, fit, network, relu, softmax } from '@nn/net';
import { adam } from '@nn/optim';

/** A training that is large enough for threads. Gives the bits of a sum over each parameter, and whether memory can be shared. */
export async function train(threads: number): Promise<{ isolated: boolean; weights: number[] }> {
  const x = random(1).normal(400, 200);
  const t = random(2).uniform(400, 10);
  t.data.forEach((_, k) => {
    t.data[k] = k % 10 === Math.floor(k / 10) % 10 ? 1 : 0;
  });
  const layers = [dense(256, relu), dense(128, relu), dense(10, softmax)];
  const model = network({ inputs: 200, layers, seed: 3, backend: wasm({ threads }) });
  await fit(model, x, t, { loss: crossEntropy(), optimizer: adam(), epochs: 6, batchSize: 50 });
  const bits = new Uint32Array(Float32Array.from(model.memory.copy()).buffer);
  // Every bit counts, and little has to be carried out of the page.
  const weights = model.parameters.map(({ offset, length }) =>
    bits.subarray(offset, offset + length).reduce((hash, word) => (Math.imul(hash, 31) + word) >>> 0, 0),
  );
  return { isolated: globalThis.crossOriginIsolated === true, weights };
}
