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

const neuron = network({ inputs: 2, layers: [dense(1, sigmoid)] });
const training = steps(neuron, x, t, {
  loss: halfSquaredError(),
  optimizer: sgd(),
  learningRate: 10,
  batchSize: 'all',
});

for (const { step, loss } of training) {
  if (step === 300) {
    console.log(`after ${step} steps the loss is ${loss.toFixed(4)}`); // → after 300 steps the loss is 0.0018
    break;
  }
}

console.log(Array.from(neuron.predict(x).data, Math.round)); // → [0,0,0,1]
