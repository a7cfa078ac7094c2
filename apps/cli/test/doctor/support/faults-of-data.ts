import { binaryCrossEntropy, crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { dense, relu, sigmoid, softmax, tanh } from '@nn/net';
import { sgd } from '@nn/optim';
import { type Case, ofSetup, ofTable, plain } from './case.js';
import { clouds, cut, forest, mapped, prices, surface } from './data.js';

const few = { epochs: 2 };

/** Tables and samples that something is wrong with. */
export const faultsOfData: readonly Case[] = [
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
];
