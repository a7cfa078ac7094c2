import { halfSquaredError } from '@nn/loss';
import { dense, network, sigmoid, steps } from '@nn/net';
import { sgd } from '@nn/optim';

const x = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const t = [[0], [0], [0], [1]];

export const neuron = network({ inputs: 2, layers: [dense(1, sigmoid)] });
const training = steps(neuron, x, t, {
  loss: halfSquaredError(),
  optimizer: sgd(),
  learningRate: 10,
  batchSize: 'all',
});

for (const { step, loss } of training) {
  if (step === 300) {
    console.log(`after ${step} steps the loss is ${loss}`);
    break;
  }
}

console.log(neuron.predict(x).toArray()); // near 0, 0, 0, 1
