import { crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { dense, linear, relu, sigmoid, softmax, tanh } from '@nn/net';
import { constant, normal, uniform, zeros } from '@nn/net/init';
import { sgd } from '@nn/optim';
import { type Case, ofSetup, plain, stack } from './case.js';
import { clouds, mapped, surface } from './data.js';

/** Networks whose units or gradients are in no state to learn. */
export const faultsOfUnits: readonly Case[] = [
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
      const [into, , on] = model.parameters;
      into!.set(
        matrix(
          into!
            .get()
            .toArray()
            .map((row) => row.with(1, row[0]!)),
        ),
      );
      on!.set(matrix(on!.get().toArray().with(1, on!.get().toArray()[0]!)));
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
];
