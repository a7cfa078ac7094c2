import { readFileSync } from 'node:fs';
import { binaryCrossEntropy, crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix, reference } from '@nn/matrix';
import { adam, adamW, lbfgs, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { dense, linear, network, noDecayOnBiases, relu, sigmoid, softmax, steps, tanh } from '../src/index.js';

interface Training {
  readonly loss: keyof typeof losses;
  readonly activation: keyof typeof activations;
  readonly optimizer: keyof typeof optimizers;
  readonly sizes: number[];
  readonly x: number[][];
  readonly t: number[][];
  readonly weights?: number[];
  readonly classWeights?: number[];
  readonly start: { weight: number[][]; bias: number[][] }[];
  readonly losses: number[];
  readonly end: { weight: number[][]; bias: number[][] }[];
}

const losses = { crossEntropy, binaryCrossEntropy, meanSquaredError };
const outputs = { crossEntropy: softmax, binaryCrossEntropy: sigmoid, meanSquaredError: linear };
const activations = { tanh, relu, sigmoid };
const optimizers = {
  sgd: () => sgd({ learningRate: 0.1, momentum: 0.9 }),
  adam: () => adam({ learningRate: 0.01 }),
  adamW: () => adamW({ learningRate: 0.01, weightDecay: 0.5 }),
  lbfgs: () => lbfgs(),
};

const fixtures = readFileSync(new URL('./fixtures/pytorch.json', import.meta.url), 'utf8');
const { trainings } = JSON.parse(fixtures) as { trainings: Training[] };

function train(
  { sizes, activation, loss, optimizer, start, x, t, weights, classWeights, losses: expected }: Training,
  backend?: ReturnType<typeof reference>,
) {
  const layers = sizes.slice(1).map((units, k) => {
    return dense(units, k === sizes.length - 2 ? outputs[loss] : activations[activation]);
  });
  const model = network({ inputs: sizes[0]!, layers, ...(backend && { backend }) });
  const parameter = (name: string) => model.parameters.find((p) => p.name === name)!;
  start.forEach(({ weight, bias }, k) => {
    parameter(`layers.${k}.weight`).set(matrix(weight, { dtype: 'f64' }));
    parameter(`layers.${k}.bias`).set(matrix(bias, { dtype: 'f64' }));
  });
  const options = {
    loss: losses[loss](),
    optimizer: optimizers[optimizer](),
    batchSize: 'all' as const,
    shuffle: false,
    ...(weights && { weights }),
    ...(classWeights && { classWeights }),
    // As the fixture has it.
    ...(optimizer === 'adamW' && { groups: noDecayOnBiases }),
  };
  const seen: number[] = [];
  for (const report of steps(model, x, t, options)) {
    seen.push(report.loss);
    if (report.step === expected.length) break;
  }
  const end = start.map((_, k) => ({
    weight: parameter(`layers.${k}.weight`).get().toArray(),
    bias: parameter(`layers.${k}.bias`).get().toArray(),
  }));
  return { losses: seen, end };
}

/** The largest difference between two nested lists of numbers, which must have one form. */
function difference(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b);
  const [x, y] = [Object.values(a as object), Object.values(b as object)];
  expect(x.length).toBe(y.length);
  return Math.max(...x.map((v, k) => difference(v, y[k])));
}

const named = trainings.map((training) => {
  const weighed = ['weights', 'classWeights'].filter((each) => each in training).map((each) => `, ${each}`);
  return { ...training, name: `${training.sizes.join('-')}${weighed.join('')}` };
});

describe.each(named)(
  '$name $activation, $loss, $optimizer: losses and weights of five steps are those of PyTorch',
  (training) => {
    test('in double precision', () => {
      const { losses: seen, end } = train(training, reference({ dtype: 'f64' }));
      expect(difference(seen, training.losses)).toBeLessThan(1e-12);
      expect(difference(end, training.end)).toBeLessThan(1e-10);
    });

    test('in single precision, on the default backend', () => {
      const { losses: seen, end } = train(training);
      expect(difference(seen, training.losses)).toBeLessThan(1e-5);
      expect(difference(end, training.end)).toBeLessThan(1e-4);
    });
  },
);
