// 10,000 steps of training: whether the heap grows with them. Run with --expose-gc.
import { crossEntropy } from '@nn/loss';
import { fromData } from '@nn/matrix';
import { dense, network, relu, softmax, steps } from '@nn/net';
import { adam } from '@nn/optim';
import { images } from './images.js';

const collect = globalThis.gc;
if (!collect)
  throw new Error(
    'memory: run with node --expose-gc, so that what is not needed can be taken away before it is counted',
  );
const { x, t, rows } = images().train;
const samples = [fromData(rows, 784, x), fromData(rows, 10, t)] as const;
// Training B.
const model = network({ inputs: 784, layers: [dense(128, relu), dense(10, softmax)] });
const used = () => {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};

const points: { step: number; bytes: number }[] = [];
for (const { step } of steps(model, ...samples, { loss: crossEntropy(), optimizer: adam() })) {
  // The first thousand steps belong to the compilers of the machine.
  if (step > 1000 && step % 250 === 0) points.push({ step, bytes: used() });
  if (step >= 11_000) break;
}

const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const [centerX, centerY] = [mean(points.map((p) => p.step)), mean(points.map((p) => p.bytes))];
const spread = points.reduce((sum, p) => sum + (p.step - centerX) ** 2, 0);
const slope = points.reduce((sum, p) => sum + (p.step - centerX) * (p.bytes - centerY), 0) / spread;
const residuals = points.map((p) => p.bytes - centerY - slope * (p.step - centerX));
const error = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / (points.length - 2) / spread);
console.log(`10,000 steps: the heap grows by ${slope.toFixed(2)} bytes a step (standard error ${error.toFixed(2)})`);
process.exitCode = slope > 3 * error && slope > 1 ? 1 : 0;
