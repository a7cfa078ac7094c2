import { circles, digits, fitPipeline, iris, moons, spiral } from '@nn/data';
import { binaryCrossEntropy, crossEntropy, huber, meanSquaredError } from '@nn/loss';
import { matrix, random } from '@nn/matrix';
import {
  batchNorm,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  gelu,
  layerNorm,
  maxPool2d,
  network,
  prelu,
  relu,
  residual,
  sigmoid,
  softmax,
  tanh,
} from '@nn/net';
import { adam, sgd } from '@nn/optim';
import { type Case, ofSetup, ofTable, plain, stack } from './case.js';
import { clouds, columnsOf, cut, forest, mapped, prices, surface, tableOf } from './data.js';

/** Two columns and a class, as a table. */
const plane = ({
  x,
  t,
}: {
  x: { at(i: number, j: number): number; rows: number };
  t: { at(i: number, j: number): number };
}) =>
  tableOf({
    a: Array.from({ length: x.rows }, (_, i) => x.at(i, 0).toFixed(4)),
    b: Array.from({ length: x.rows }, (_, i) => x.at(i, 1).toFixed(4)),
    side: Array.from({ length: x.rows }, (_, i) => (t.at(i, 0) === 1 ? 'left' : 'right')),
  });

const part = (table: ReturnType<typeof iris>, seed: number, rows: number) =>
  table.select(random(seed, 3).permutation(table.rows).subarray(0, rows));

/** What is as it should be: nothing worse than a hint may be said of it. `also` names the hints that are right. */
export const controls: readonly Case[] = [
  {
    name: 'iris',
    also: ['overfitting'],
    look: (seed) => ofTable(iris(), 'species', 'classes', { epochs: 100, patience: 20, seed }),
  },
  {
    name: 'digits, which have white margins',
    also: ['constant-column'],
    look: (seed) => ofTable(part(digits(), seed, 600), 'digit', 'classes', { epochs: 12, seed }),
  },
  {
    name: 'two moons',
    look: (seed) => ofTable(plane(moons({ count: 200, noise: 0.2, seed })), 'side', 'classes', { epochs: 60 }),
  },
  {
    name: 'circles',
    look: (seed) => ofTable(plane(circles({ count: 200, noise: 0.1, seed })), 'side', 'classes', { epochs: 60 }),
  },
  {
    name: 'prices',
    also: ['overfitting'],
    look: (seed) => ofTable(prices(seed, 300), 'price', 'number', { epochs: 60 }),
  },
  {
    name: 'a line with a column beside it',
    look: (seed) =>
      ofTable(prices(seed, 200, 2, { half: (i, p) => (p / 2 + (i % 17)).toFixed(1) }), 'price', 'number', {
        epochs: 30,
        hidden: [],
      }),
  },
  {
    name: 'numbers that follow from nothing',
    also: ['overfitting'],
    look: (seed) =>
      ofTable(
        tableOf({ ...columnsOf(random(seed, 4).normal(200, 3)), y: Array.from(random(seed, 6).normal(200, 1).data) }),
        'y',
        'number',
        { epochs: 40 },
      ),
  },
  {
    name: 'more columns than rows',
    also: ['overfitting'],
    look: (seed) => ofTable(forest(seed, [30, 30], 100), 'tree', 'classes', { epochs: 40 }),
  },
  {
    name: 'twelve rows',
    also: ['overfitting'],
    look: (seed) => ofTable(forest(seed, [6, 6]), 'tree', 'classes', { epochs: 60 }),
  },
  {
    name: 'one class five times the other',
    also: ['overfitting'],
    look: (seed) => ofTable(forest(seed, [200, 40]), 'tree', 'classes', { epochs: 40 }),
  },
  {
    name: 'answers of a questionnaire, many rows alike',
    also: ['overfitting'],
    look: (seed) => {
      const marks = random(seed, 8)
        .uniform(300, 4)
        .toArray()
        .map((row) => row.map((v) => Math.floor(3 * v)));
      const yes = random(seed, 9).uniform(300, 1).data;
      return ofTable(
        tableOf({
          ...Object.fromEntries([0, 1, 2, 3].map((j) => [`q${j}`, marks.map((row) => row[j]!)])),
          bought: marks.map((row, i) => (row[0]! + row[1]! > 2 !== yes[i]! < 0.1 ? 'yes' : 'no')),
        }),
        'bought',
        'classes',
        { epochs: 30 },
      );
    },
  },
  {
    name: 'sgd as nn train has it',
    also: ['overfitting'],
    look: (seed) =>
      ofTable(forest(seed, [60, 60, 60]), 'tree', 'classes', {
        epochs: 40,
        optimizer: 'sgd',
        learningRate: 0.01,
        weightDecay: 0,
      }),
  },
  {
    name: 'hidden layers of sigmoid',
    also: ['overfitting'],
    look: (seed) =>
      ofTable(forest(seed, [60, 60, 60]), 'tree', 'classes', {
        epochs: 60,
        hidden: [32, 32],
        activation: 'sigmoid',
        learningRate: 0.01,
      }),
  },
  {
    name: 'eight layers of relu, begun as He et al. do',
    look: (seed) => {
      const { x, t } = clouds(seed, [60, 60, 60]);
      return ofSetup({
        model: stack(4, 8, () => dense(32, relu), dense(3, softmax), seed),
        x,
        t,
        loss: crossEntropy(),
        epochs: 20,
      });
    },
  },
  {
    name: 'tanh and momentum for a number',
    look: (seed) => {
      const { x, t } = surface(seed, 300);
      const [lx, vx] = cut(x, 240);
      const [lt, vt] = cut(t, 240);
      return ofSetup({
        model: plain(3, seed, dense(32, tanh), dense(32, tanh), dense(1)),
        x: lx,
        t: lt,
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 0.02, momentum: 0.9 }),
        validation: { x: vx, t: vt },
        epochs: 30,
      });
    },
  },
  {
    name: 'a spiral, learnt for long',
    look: (seed) => {
      const { x, t } = spiral({ count: 200, noise: 0.02, seed });
      return ofSetup({
        model: plain(2, seed, dense(32, tanh), dense(32, tanh), dense(2, sigmoid)),
        x,
        t,
        loss: meanSquaredError(),
        optimizer: adam({ learningRate: 0.01 }),
        epochs: 150,
      });
    },
  },
  {
    name: 'inputs that batchNorm scales, and dropout',
    look: (seed) => {
      const { x, t } = clouds(seed, [80, 80, 80]);
      return ofSetup({
        model: plain(4, seed, batchNorm(), dense(32, relu), dropout(0.2), dense(3, softmax)),
        x: mapped(x, (v, j) => 100 * (j + 1) + 50 * v),
        t,
        loss: crossEntropy(),
        epochs: 20,
      });
    },
  },
  {
    name: 'convolutions over pictures',
    also: ['constant-column'],
    look: (seed) => {
      const table = part(digits(), seed, 300);
      const { x, t } = fitPipeline(table, { target: 'digit' }).encode(table);
      const layers = [conv2d(8, 3, relu), maxPool2d(2), conv2d(16, 3, relu), flatten(), dense(10, softmax)];
      return ofSetup({
        model: network({ inputs: [8, 8, 1], layers, seed }),
        x,
        t: t!,
        loss: crossEntropy(),
        epochs: 8,
      });
    },
  },
  {
    name: 'blocks with a way around, and layerNorm',
    look: (seed) => {
      const { x, t } = surface(seed, 200);
      const block = () => residual([dense(16, relu), dense(16)], relu);
      return ofSetup({
        model: plain(3, seed, dense(16), block(), layerNorm(), block(), prelu(), dense(1)),
        x,
        t,
        loss: huber(),
        epochs: 20,
      });
    },
  },
  {
    name: 'words by their numbers',
    look: (seed) => {
      const x = mapped(random(seed, 3).uniform(200, 3), (v) => Math.floor(500 * v));
      const t = matrix(x.toArray().map(([a, b, c]) => [+(a! + b! + c! > 750)]));
      return ofSetup({
        model: plain(3, seed, embedding(500, 4), dense(16, gelu), dense(1, sigmoid)),
        x,
        t,
        loss: binaryCrossEntropy(),
        epochs: 15,
      });
    },
  },
];
