import * as losses from '@nn/loss';
import { type Matrix, random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as net from '../src/index.js';
import {
  type Activation,
  checkGradients,
  dense,
  dropout,
  elu,
  leakyRelu,
  linear,
  network,
  sigmoid,
  softmax,
  softplus,
} from '../src/index.js';

const activations = [
  ...Object.values(net).filter((v): v is Activation => typeof v === 'object' && 'formula' in v),
  ...[elu(), elu(0.3), leakyRelu(), leakyRelu(0.3)],
];

/** What an output layer gives, and targets that go with it. */
const outputs = {
  real: { last: linear, target: (u: number) => 3 * u - 1 },
  side: { last: linear, target: (u: number) => (u < 0.5 ? -1 : 1) },
  positive: { last: softplus, target: (u: number) => Math.floor(4 * u) },
  probability: { last: sigmoid, target: (u: number) => Math.round(u) },
  distribution: { last: softmax, target: (u: number) => u },
} as const;

const { checkLoss: _, loss: __, weighted: ___, ...factories } = losses;

const listed: readonly (readonly [losses.Loss, keyof typeof outputs])[] = [
  [losses.meanError(), 'real'],
  [losses.meanSquaredError(), 'real'],
  [losses.halfSquaredError(), 'real'],
  [losses.sumSquaredError(), 'real'],
  [losses.rootMeanSquaredError(), 'real'],
  [losses.meanAbsoluteError(), 'real'],
  [losses.huber(), 'real'],
  [losses.huber({ delta: 0.2 }), 'real'],
  [losses.logCosh(), 'real'],
  [losses.quantile({ q: 0.9 }), 'real'],
  [losses.cosineSimilarity(), 'real'],
  [losses.hinge(), 'side'],
  [losses.squaredHinge(), 'side'],
  [losses.poisson(), 'positive'],
  [losses.binaryCrossEntropy(), 'probability'],
  [losses.crossEntropy(), 'distribution'],
  [losses.crossEntropy({ labelSmoothing: 0.2 }), 'distribution'],
  [losses.klDivergence(), 'distribution'],
  [losses.focal(), 'distribution'],
  [losses.focal({ gamma: 1 }), 'distribution'],
];

/** A loss that is not listed takes any numbers; one that does not is NaN then, and fails here until it is listed. */
const unlisted = Object.values(factories)
  .map((make) => make())
  .filter(({ name }) => !listed.some(([{ name: other }]) => other === name));
const cases = [...listed, ...unlisted.map((loss) => [loss, 'real'] as const)];

/** The settings that a check of its own is made for, beside the names. */
const labelled = activations.map((activation, k) => ({ activation, title: `${activation.name} (${k})` }));

describe.each(labelled)('$title', ({ activation }) => {
  test.each([1, 2, 7])('under every loss, batches of %i', (rows) => {
    let kinks = 0;
    for (const [loss, kind] of cases) {
      const { last, target } = outputs[kind];
      const layers = [dense(5, activation), dropout(0.3), dense(3, last)];
      const model = network({ inputs: 4, layers, seed: rows });
      const x = random(rows).normal(rows, 4);
      const drawn: Matrix = random(10 + rows).uniform(rows, 3);
      const t = drawn.toArray().map((row) => {
        const wanted = row.map(target);
        const total = wanted.reduce((a, b) => a + b);
        return kind === 'distribution' ? wanted.map((p) => p / total) : wanted;
      });
      const check = checkGradients(model, x, t, { loss, samples: 12, seed: rows });
      expect(check.worst.relativeError, `${loss.name}, ${check.worst.parameter}`).toBeLessThan(1e-6);
      kinks += check.kinks;
    }
    // Nothing here stands at a kink, so nothing was passed over.
    expect(kinks).toBe(0);
  });
});
