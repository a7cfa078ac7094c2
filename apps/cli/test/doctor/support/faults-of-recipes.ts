import { exp, log, max, mean, mul, neg, sub, sum } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, loss, meanSquaredError } from '@nn/loss';
import { matrix, random } from '@nn/matrix';
import { activate, dense, type Loss, relu, sigmoid, softmax, tanh } from '@nn/net';
import { type Case, ofSetup, plain } from './case.js';
import { clouds, mapped, surface } from './data.js';

/** A loss that takes sums and applies softmax itself, as PyTorch's CrossEntropyLoss does. */
const ofLogits: Loss = loss('ofLogits', (z, t) => {
  const s = sub(z, max(z, 'eachRow'));
  return neg(mean(sum(mul(t, sub(s, log(sum(exp(s), 'eachRow')))), 'eachRow')));
});
/** Networks, losses and targets that do not fit. */
export const faultsOfRecipes: readonly Case[] = [
  {
    name: 'softmax in two layers one behind the other',
    code: 'softmax-twice',
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40, 40]);
      return ofSetup({
        model: plain(4, seed, dense(16, relu), dense(3, softmax), activate(softmax)),
        x,
        t,
        loss: crossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'softmax in the hidden layer too',
    code: 'softmax-twice',
    also: ['vanishing-gradient'],
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40]);
      return ofSetup({
        model: plain(4, seed, dense(16, softmax), dense(2, softmax)),
        x,
        t,
        loss: crossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'softmax in the network and in the loss',
    code: 'softmax-twice',
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40, 40]);
      return ofSetup({ model: plain(4, seed, dense(16, relu), dense(3, softmax)), x, t, loss: ofLogits, epochs: 3 });
    },
  },
  {
    name: 'softmax of one output',
    code: 'softmax-of-one-output',
    also: ['learning-rate-too-low'],
    look: (seed) => {
      const { x, classes } = clouds(seed, [40, 40]);
      const t = matrix(Array.from(classes, (k) => [k]));
      return ofSetup({
        model: plain(4, seed, dense(16, relu), dense(1, softmax)),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'softmax of one output for a number',
    code: 'softmax-of-one-output',
    also: ['targets-outside-range', 'learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = surface(seed, 90);
      return ofSetup({ model: plain(3, seed, dense(1, softmax)), x, t, loss: meanSquaredError(), epochs: 3 });
    },
  },
  {
    name: 'sigmoid for standardized targets',
    code: 'targets-outside-range',
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, relu), dense(1, sigmoid)),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'relu for targets below 0',
    code: 'targets-outside-range',
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, tanh), dense(1, relu)),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'tanh for marks from 1 to 6',
    code: 'targets-outside-range',
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, relu), dense(1, tanh)),
        x,
        t: mapped(t, (v) => Math.min(6, Math.max(1, 3.5 + v))),
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'classes -1 and 1 for binary cross-entropy',
    code: 'targets-outside-range',
    also: ['learning-rate-too-low'],
    look: (seed) => {
      const { x, classes } = clouds(seed, [40, 40]);
      const t = matrix(Array.from(classes, (k) => [2 * k - 1]));
      return ofSetup({
        model: plain(4, seed, dense(16, relu), dense(1, sigmoid)),
        x,
        t,
        loss: binaryCrossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'several classes at once under softmax',
    code: 'targets-outside-range',
    look: (seed) => {
      const { x } = clouds(seed, [60, 60]);
      const t = mapped(random(seed, 5).uniform(120, 4), (v) => (v < 0.4 ? 1 : 0));
      return ofSetup({
        model: plain(4, seed, dense(16, relu), dense(4, softmax)),
        x,
        t,
        loss: crossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'cross-entropy of sums',
    code: 'loss-needs-probabilities',
    also: ['learning-rate-too-low', 'learning-rate-too-high', 'dead-relu', 'exploding-gradient'],
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40, 40]);
      return ofSetup({ model: plain(4, seed, dense(16, relu), dense(3)), x, t, loss: crossEntropy(), epochs: 3 });
    },
  },
  {
    name: 'binary cross-entropy of tanh',
    code: 'loss-needs-probabilities',
    also: ['learning-rate-too-low', 'learning-rate-too-high', 'exploding-gradient'],
    look: (seed) => {
      const { x, classes } = clouds(seed, [40, 40]);
      const t = matrix(Array.from(classes, (k) => [k]));
      return ofSetup({
        model: plain(4, seed, dense(16, relu), dense(1, tanh)),
        x,
        t,
        loss: binaryCrossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'cross-entropy for targets that are numbers',
    code: 'loss-needs-probabilities',
    also: [
      'targets-outside-range',
      'learning-rate-too-low',
      'learning-rate-too-high',
      'exploding-gradient',
      'dead-relu',
      'non-finite',
    ],
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({ model: plain(3, seed, dense(16, relu), dense(1)), x, t, loss: binaryCrossEntropy(), epochs: 3 });
    },
  },
];
