import { halfSquaredError } from '@nn/loss';
import { dense, diagnose, network, sigmoid, steps, tanh } from '@nn/net';
import { constant, glorot, type Initializer, zeros } from '@nn/net/init';
import { sgd } from '@nn/optim';

const x = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const t = [[0], [1], [1], [0]];
const loss = halfSquaredError();

// Trains a network that begins so. Says what was found before, and after it
// how far two hidden units are apart, and whether it has learned.
function train(init: Initializer): string {
  const model = network({ inputs: 2, layers: [dense(4, tanh, { init }), dense(1, sigmoid, { init })], seed: 3 });
  const found = diagnose(model, x, t, { loss }).map(({ code }) => code);
  const optimizer = sgd({ learningRate: 0.5 });
  let last = Number.POSITIVE_INFINITY;
  for (const step of steps(model, x, t, { loss, optimizer, batchSize: 'all' })) {
    last = step.loss;
    if (step.step === 2000) break;
  }
  const weights = model.parameters[0]!.get();
  const apart = Math.abs(weights.at(0, 0) - weights.at(0, 1));
  return `${found.join(' ') || 'nothing'}; apart: ${apart.toFixed(1)}; learned: ${last < 0.05}`;
}

console.log(train(zeros)); // → identicalUnits noGradient; apart: 0.0; learned: false
console.log(train(constant(0.5))); // → identicalUnits; apart: 0.0; learned: false
console.log(train(glorot())); // → nothing; apart: 0.5; learned: true
