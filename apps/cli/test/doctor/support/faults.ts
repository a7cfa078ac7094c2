import { exp, log, max, mean, mul, neg, square, sub, sum } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, loss, meanSquaredError } from '@nn/loss';
import { matrix, oneHot, random } from '@nn/matrix';
import { activate, dense, type Loss, linear, network, relu, sigmoid, softmax, tanh } from '@nn/net';
import { constant, he, normal, uniform, zeros } from '@nn/net/init';
import { adam, sgd } from '@nn/optim';
import { type Case, ofSetup, ofTable, plain, stack } from './case.js';
import { clouds, cut, forest, mapped, prices, surface } from './data.js';

const few = { epochs: 2 };

/** A loss that takes sums and applies softmax itself, as PyTorch's CrossEntropyLoss does. */
const ofLogits: Loss = loss('ofLogits', (z, t) => {
  const s = sub(z, max(z, 'eachRow'));
  return neg(mean(sum(mul(t, sub(s, log(sum(exp(s), 'eachRow')))), 'eachRow')));
});
/** A loss of one's own that does not care for what log takes. */
const careless: Loss = loss('careless', (y, t) => mean(square(sub(log(y), t))));

const data: readonly Case[] = [
  {
    name: 'a column of numbers that is always 7',
    code: 'constant-column',
    look: (seed) => ofTable(forest(seed, [40, 40, 40], 4, { seven: () => 7 }), 'tree', 'classes', few),
  },
  {
    name: 'a column of one word, and some cells empty',
    code: 'constant-column',
    look: (seed) =>
      ofTable(prices(seed, 120, 3, { country: (i) => (i % 9 === 0 ? '' : 'CH') }), 'price', 'number', few),
  },
  {
    name: 'the target in another unit',
    code: 'target-as-feature',
    look: (seed) => ofTable(prices(seed, 150, 3, { euros: (_, p) => (0.94 * p).toFixed(2) }), 'price', 'number', few),
  },
  {
    name: 'the target once more, rounded',
    code: 'target-as-feature',
    look: (seed) => ofTable(prices(seed, 90, 3, { about: (_, p) => Math.round(p) }), 'price', 'number', few),
  },
  {
    name: 'a number for each class',
    code: 'target-as-feature',
    look: (seed) =>
      ofTable(forest(seed, [50, 30, 40], 3, { code: (_, tree) => tree.charCodeAt(0) }), 'tree', 'classes', few),
  },
  {
    name: 'a word for each class',
    code: 'target-as-feature',
    look: (seed) =>
      ofTable(
        forest(seed, [60, 60], 3, { latin: (_, tree) => (tree === 'ash' ? 'fraxinus' : 'fagus') }),
        'tree',
        'classes',
        few,
      ),
  },
  {
    name: 'one-hot targets among the inputs',
    code: 'target-as-feature',
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40, 40]);
      const both = matrix(x.toArray().map((row, i) => [...row, ...t.toArray()[i]!]));
      return ofSetup({
        model: plain(7, seed, dense(8, relu), dense(3, softmax)),
        x: both,
        t,
        loss: crossEntropy(),
        epochs: 2,
      });
    },
  },
  {
    name: 'every third row there twice',
    code: 'duplicate-rows-across-splits',
    look: (seed) => {
      const table = prices(seed, 150);
      return ofTable(
        table.select([...Array(150).keys(), ...Array.from({ length: 50 }, (_, i) => 3 * i)]),
        'price',
        'number',
        few,
      );
    },
  },
  {
    name: 'a table that was pasted twice',
    code: 'duplicate-rows-across-splits',
    look: (seed) => {
      const table = forest(seed, [30, 30, 30]);
      return ofTable(table.select([...Array(90).keys(), ...Array(90).keys()]), 'tree', 'classes', few);
    },
  },
  {
    name: 'validation samples out of those learnt from',
    code: 'duplicate-rows-across-splits',
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      const [vx] = cut(x, 30);
      const [vt] = cut(t, 30);
      return ofSetup({
        model: plain(3, seed, dense(8, tanh), dense(1)),
        x,
        t,
        loss: meanSquaredError(),
        validation: { x: vx, t: vt },
        epochs: 3,
      });
    },
  },
  {
    name: 'a class of two in a hundred',
    code: 'class-imbalance',
    look: (seed) => ofTable(forest(seed, [294, 6]), 'tree', 'classes', few),
  },
  {
    name: 'a class of three that is hardly there',
    code: 'class-imbalance',
    look: (seed) => ofTable(forest(seed, [120, 120, 4]), 'tree', 'classes', few),
  },
  {
    name: 'few ones among zeros',
    code: 'class-imbalance',
    look: (seed) => {
      const { x, classes } = clouds(seed, [200, 5]);
      const t = matrix(Array.from(classes, (k) => [k]));
      return ofSetup({
        model: plain(4, seed, dense(8, relu), dense(1, sigmoid)),
        x,
        t,
        loss: binaryCrossEntropy(),
        epochs: 2,
      });
    },
  },
];

const recipes: readonly Case[] = [
  {
    name: 'a column in thousands',
    code: 'unscaled-columns',
    also: ['learning-rate-too-high', 'dead-relu', 'exploding-gradient'],
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, relu), dense(1)),
        x: mapped(x, (v, j) => (j === 1 ? 3000 * v : v)),
        t,
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'grey values up to 255',
    code: 'unscaled-columns',
    also: ['learning-rate-too-high', 'dead-relu', 'saturated-units'],
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40], 16);
      const grey = mapped(x, (v) => Math.min(255, Math.max(0, Math.round(100 + 40 * v))));
      return ofSetup({
        model: plain(16, seed, dense(16, tanh), dense(2, softmax)),
        x: grey,
        t,
        loss: crossEntropy(),
        epochs: 3,
      });
    },
  },
  {
    name: 'metres that are nanometres',
    code: 'unscaled-columns',
    also: ['learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, tanh), dense(1)),
        x: mapped(x, (v) => 1e-6 * v),
        t,
        loss: meanSquaredError(),
        epochs: 3,
      });
    },
  },
  {
    name: 'prices as targets',
    code: 'unscaled-targets',
    also: ['learning-rate-too-low', 'learning-rate-too-high', 'exploding-gradient'],
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, relu), dense(1)),
        x,
        t: mapped(t, (v) => 300_000 + 80_000 * v),
        loss: meanSquaredError(),
        epochs: 4,
      });
    },
  },
  {
    name: 'grams as targets',
    code: 'unscaled-targets',
    also: ['learning-rate-too-low', 'learning-rate-too-high', 'exploding-gradient', 'non-finite', 'dead-relu'],
    look: (seed) => {
      const { x, t } = surface(seed, 120);
      return ofSetup({
        model: plain(3, seed, dense(16, tanh), dense(1)),
        x,
        t: mapped(t, (v) => 800 * v),
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 0.01 }),
        epochs: 4,
      });
    },
  },
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

const runs: readonly Case[] = [
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
    name: 'biases far below 0',
    code: 'dead-relu',
    also: ['learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      const model = plain(3, seed, dense(16, relu), dense(16, relu), dense(1));
      model.parameters[1]!.set(matrix([Array(16).fill(-30)]));
      return ofSetup({ model, x, t, loss: meanSquaredError(), epochs: 8 });
    },
  },
  {
    name: 'inputs below 0 and weights above',
    code: 'dead-relu',
    also: ['learning-rate-too-low', 'learning-rate-too-high'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(3, seed, dense(16, relu, { init: uniform({ min: 0.1, max: 0.5 }) }), dense(1)),
        x: mapped(x, (v) => -1 - Math.abs(v)),
        t,
        loss: meanSquaredError(),
        epochs: 8,
      });
    },
  },
  {
    name: 'weights of 50',
    code: 'saturated-units',
    also: ['learning-rate-too-high', 'learning-rate-too-low', 'vanishing-gradient'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(3, seed, dense(16, sigmoid, { init: uniform({ min: 40, max: 60 }) }), dense(1)),
        x: mapped(x, (v) => 1 + Math.abs(v)),
        t,
        loss: meanSquaredError(),
        epochs: 8,
      });
    },
  },
  {
    name: 'inputs in thousands before tanh',
    code: 'saturated-units',
    also: ['unscaled-columns', 'learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = clouds(seed, [60, 60]);
      return ofSetup({
        model: plain(4, seed, dense(16, tanh), dense(2, softmax)),
        x: mapped(x, (v) => 5000 * v),
        t,
        loss: crossEntropy(),
        epochs: 8,
      });
    },
  },
  {
    name: 'the same number in all weights',
    code: 'identical-units',
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: plain(
          3,
          seed,
          dense(8, tanh, { init: constant(0.1 + (seed % 5) / 10) }),
          dense(1, linear, { init: constant(0.2) }),
        ),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 8,
      });
    },
  },
  {
    name: 'zeros in all weights',
    code: 'identical-units',
    also: ['dead-relu', 'learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40]);
      return ofSetup({
        model: plain(4, seed, dense(8, sigmoid, { init: zeros }), dense(2, softmax, { init: zeros })),
        x,
        t,
        loss: crossEntropy(),
        epochs: 8,
      });
    },
  },
  {
    name: 'a unit that was copied',
    code: 'identical-units',
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      const model = plain(3, seed, dense(8, tanh), dense(1));
      for (const { get, set } of [model.parameters[0]!, model.parameters[2]!]) {
        const weight = get();
        set(weight.cols === 8 ? mapped(weight, (v, j) => (j === 1 ? Number.NaN : v)) : weight);
        const rows = weight.toArray();
        set(matrix(weight.cols === 8 ? rows.map((row) => row.with(1, row[0]!)) : rows.with(1, rows[0]!)));
      }
      return ofSetup({ model, x, t, loss: meanSquaredError(), epochs: 8 });
    },
  },
  {
    name: 'ten layers of sigmoid',
    code: 'vanishing-gradient',
    also: ['learning-rate-too-low'],
    look: (seed) => {
      const { x, t } = clouds(seed, [40, 40]);
      return ofSetup({
        model: stack(4, 10, () => dense(16, sigmoid), dense(2, softmax), seed),
        x,
        t,
        loss: crossEntropy(),
        epochs: 8,
      });
    },
  },
  {
    name: 'eight layers that begin too small',
    code: 'vanishing-gradient',
    also: ['learning-rate-too-low', 'dead-relu'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: stack(3, 8, () => dense(32, relu, { init: normal({ std: 0.02 }) }), dense(1), seed),
        x,
        t,
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 0.01 }),
        epochs: 8,
      });
    },
  },
  {
    name: 'ten layers that begin too large',
    code: 'exploding-gradient',
    also: ['learning-rate-too-high', 'dead-relu', 'non-finite'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: stack(3, 10, () => dense(32, relu, { init: normal({ std: 1 }) }), dense(1), seed),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 4,
      });
    },
  },
  {
    name: 'a deep line whose weights are three times too large',
    code: 'exploding-gradient',
    also: ['learning-rate-too-high', 'non-finite'],
    look: (seed) => {
      const { x, t } = surface(seed, 100);
      return ofSetup({
        model: stack(3, 9, () => dense(16, linear, { init: normal({ std: 0.8 }) }), dense(1), seed),
        x,
        t,
        loss: meanSquaredError(),
        epochs: 4,
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

/** Faults, each made from a seed. */
export const faults: readonly Case[] = [...data, ...recipes, ...runs];
