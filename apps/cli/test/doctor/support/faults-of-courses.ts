import { log, mean, square, sub } from '@nn/formula';
import { crossEntropy, loss, meanSquaredError } from '@nn/loss';
import { oneHot, random } from '@nn/matrix';
import { dense, type Loss, network, relu, softmax, tanh } from '@nn/net';
import { he } from '@nn/net/init';
import { adam, sgd } from '@nn/optim';
import { type Case, ofSetup, ofTable, plain } from './case.js';
import { clouds, cut, forest, prices, surface } from './data.js';

/** A loss of one's own that does not care for what log takes. */
const careless: Loss = loss('careless', (y, t) => mean(square(sub(log(y), t))));

/** Trainings that go wrong. */
export const faultsOfCourses: readonly Case[] = [
  {
    name: 'Adam in steps of 1',
    code: 'learning-rate-too-high',
    also: ['dead-relu', 'exploding-gradient', 'overfitting'],
    look: (seed) => ofTable(forest(seed, [50, 50, 50]), 'tree', 'classes', { learningRate: 1, optimizer: 'adam' }),
  },
  {
    name: 'Adam in steps of 1 for a number',
    code: 'learning-rate-too-high',
    also: ['dead-relu', 'exploding-gradient', 'overfitting'],
    look: (seed) => ofTable(prices(seed, 200), 'price', 'number', { learningRate: 1 }),
  },
  {
    name: 'descent just above what is stable',
    code: 'learning-rate-too-high',
    also: ['saturated-units', 'exploding-gradient', 'non-finite'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(3, seed, dense(32, tanh), dense(1)),
        x,
        t,
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 0.6 }),
        batchSize: 'all',
        epochs: 40,
      });
    },
  },
  {
    name: 'Adam in steps of a millionth',
    code: 'learning-rate-too-low',
    look: (seed) => ofTable(forest(seed, [50, 50, 50]), 'tree', 'classes', { learningRate: 1e-6 }),
  },
  {
    name: 'descent in steps of a millionth',
    code: 'learning-rate-too-low',
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(3, seed, dense(16, relu), dense(1)),
        x,
        t,
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 1e-6 }),
        epochs: 20,
      });
    },
  },
  {
    name: 'labels that follow from nothing, learnt by heart',
    code: 'overfitting',
    look: (seed) => {
      const { x } = clouds(seed, [50, 50], 10);
      const classes = Int32Array.from(random(seed, 7).uniform(100, 1).data, (v) => (v < 0.5 ? 0 : 1));
      const t = oneHot(classes, 2);
      const [lx, vx] = cut(x, 60);
      const [lt, vt] = cut(t, 60);
      return ofSetup({
        model: plain(10, seed, dense(64, relu), dense(2, softmax)),
        x: lx,
        t: lt,
        loss: crossEntropy(),
        optimizer: adam({ learningRate: 0.01 }),
        validation: { x: vx, t: vt },
        epochs: 80,
      });
    },
  },
  {
    name: 'few rows, much noise, a large network',
    code: 'overfitting',
    look: (seed) => {
      const { x, t } = surface(seed, 90, 8, 1.5);
      const [lx, vx] = cut(x, 40);
      const [lt, vt] = cut(t, 40);
      return ofSetup({
        model: plain(8, seed, dense(128, relu), dense(1)),
        x: lx,
        t: lt,
        loss: meanSquaredError(),
        optimizer: adam({ learningRate: 0.005 }),
        validation: { x: vx, t: vt },
        epochs: 150,
      });
    },
  },
  {
    name: 'descent in steps of 1000',
    code: 'non-finite',
    also: ['learning-rate-too-high', 'dead-relu', 'exploding-gradient'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(3, seed, dense(16, relu, { init: he() }), dense(16, relu), dense(1)),
        x,
        t,
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 1000 }),
        epochs: 5,
      });
    },
  },
  {
    name: 'a loss that takes log of what falls below 0',
    code: 'non-finite',
    also: ['dead-relu'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: network({ inputs: 3, layers: [dense(16, tanh), dense(1)], seed }),
        x,
        t,
        loss: careless,
        epochs: 5,
      });
    },
  },
  {
    name: 'nn train in steps of 1000',
    code: 'non-finite',
    also: ['learning-rate-too-high', 'dead-relu', 'exploding-gradient'],
    look: (seed) =>
      ofTable(prices(seed, 120), 'price', 'number', { optimizer: 'sgd', learningRate: 1000, weightDecay: 0 }),
  },
];
