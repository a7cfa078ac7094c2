import { crossEntropy } from '@nn/loss';
import { random } from '@nn/matrix';
import { dense, dropout, fit, network, relu, softmax, tanh } from '@nn/net';
import { adam } from '@nn/optim';

/** A training in which all that could differ takes part: draws, kernels of every kind, elementary functions. Gives the bits of its weights. */
export async function train(): Promise<{ backend: string; weights: number[] }> {
  const x = random(1).normal(200, 9);
  const t = random(2).uniform(200, 3);
  t.data.forEach((_, k) => {
    t.data[k] = k % 3 === Math.floor(k / 3) % 3 ? 1 : 0;
  });
  const layers = [dense(33, relu), dropout(0.2), dense(17, tanh), dense(3, softmax)];
  const model = network({ inputs: 9, layers, seed: 3 });
  await fit(model, x, t, { loss: crossEntropy(), optimizer: adam(), epochs: 20, validation: 0.1 });
  const weights = Array.from(new Uint32Array(Float32Array.from(model.memory.copy()).buffer));
  return { backend: model.backend.name, weights };
}
