import { crossEntropy, meanSquaredError } from '@nn/loss';
import { type Matrix, oneHot, random } from '@nn/matrix';
import {
  type Activation,
  batchNorm,
  dense,
  dropout,
  gelu,
  network,
  relu,
  sigmoid,
  softmax,
  steps,
  tanh,
} from '@nn/net';
import { adam, rmsProp, sgd } from '@nn/optim';

// A program of its own, run with --expose-gc: trains a network for so many steps, then makes, trains, asks and drops so many. Tells so many times in each phase what memory it holds.
const [STEPS, NETWORKS, TIMES] = process.argv.slice(2).map(Number) as [number, number, number];
const SAMPLES = 40;
const collect = (globalThis as { gc?: () => void }).gc!;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Memory after all that is not used any more was given back: what is left is held. */
async function sample(phase: string, done: number, engine: number): Promise<void> {
  // Twice: what the first one finds is given back in the turn after it.
  for (let k = 0; k < 2; k++) {
    collect();
    await turn();
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  console.log(JSON.stringify({ phase, done, memory: { rss, heapUsed, external, arrayBuffers, engine } }));
}

async function manySteps(): Promise<void> {
  const model = network({ inputs: 2, layers: [dense(4, tanh), dense(1, sigmoid)] });
  // Of 500 steps an epoch: a run remembers the loss of each epoch, which is 8 bytes.
  const [x, t] = [random(1).normal(1000, 2), random(2).uniform(1000, 1)];
  const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.1 }), batchSize: 2 };
  const every = Math.ceil(STEPS / TIMES);
  for (const { step } of steps(model, x, t, options)) {
    if (step % every === 0) await sample('steps', step, model.memory.region.view().buffer.byteLength);
    if (step === STEPS) break;
  }
}

/** One of many different networks, trained a little and asked, then dropped; gives how large the engine's memory is. */
function oneNetwork(k: number, x: Matrix, t: Matrix): number {
  const activations: Activation[] = [relu, tanh, sigmoid, gelu];
  const layers = [
    dense(1 + (k % 97), activations[k % 4]!),
    ...(k % 3 === 0 ? [batchNorm()] : []),
    ...(k % 5 === 0 ? [dropout(0.1)] : []),
    dense(3, softmax),
  ];
  const model = network({ inputs: x.cols, layers, seed: k });
  const optimizer = [sgd(), adam(), rmsProp()][k % 3]!;
  for (const { step } of steps(model, x, t, { loss: crossEntropy(), optimizer, batchSize: 16 })) {
    if (step === 3) break;
  }
  model.predict(x);
  return model.memory.region.view().buffer.byteLength;
}

async function manyNetworks(): Promise<void> {
  const x = random(1).normal(SAMPLES, 5);
  const t = oneHot(
    Int32Array.from({ length: SAMPLES }, (_, k) => k % 3),
    3,
  );
  const every = Math.ceil(NETWORKS / TIMES);
  for (let k = 1; k <= NETWORKS; k++) {
    const engine = oneNetwork(k, x, t);
    // What was dropped comes back when others get their turn, as in any program that awaits something.
    if (k % 20 === 0) await turn();
    if (k % every === 0) await sample('networks', k, engine);
  }
}

await manySteps();
await manyNetworks();
