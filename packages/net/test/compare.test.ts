import { digits, fitPipeline, iris, type Table, xor } from '@nn/data';
import { crossEntropy, halfSquaredError } from '@nn/loss';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  compareTrainings,
  dense,
  type Network,
  network,
  rules,
  sigmoid,
  softmax,
  tanh,
} from '../src/index.js';
import { constant, glorot, he, normal, zeros } from '../src/init/index.js';

const encoded = (table: Table, target: string) => {
  const { x, t } = fitPipeline(table, { target }).encode(table);
  return { x, t: t! };
};
const byRule = (make: () => Network) =>
  Object.fromEntries(Object.values(rules).map((rule) => [rule.name, { model: make(), rule }])) as Record<
    keyof typeof rules,
    Candidate
  >;
/** As the study notes have it: sigmoid everywhere, and a squared error. */
const net = (inputs: number, hidden: number, outputs: number) => () =>
  network({ inputs, layers: [dense(hidden, sigmoid), dense(outputs, sigmoid)], seed: 1 });

describe('XOR, iris and digits by each rule', () => {
  const loss = halfSquaredError();

  test.each([
    ['XOR', xor(), net(2, 8, 1), { learningRate: 2, batchSize: 'all', epochs: 2000, reach: 1 }],
    ['iris', encoded(iris(), 'species'), net(4, 8, 3), { learningRate: 0.5, batchSize: 10, epochs: 100, reach: 0.96 }],
    [
      'digits',
      encoded(digits(), 'digit'),
      net(64, 32, 10),
      { learningRate: 1, batchSize: 10, epochs: 10, reach: 0.96 },
    ],
  ] as const)('%s: accuracy and epochs side by side', async (_, { x, t }, make, { learningRate, ...options }) => {
    const outcomes = await compareTrainings(byRule(make), x, t, { loss, optimizer: sgd({ learningRate }), ...options });
    const lines = Object.entries(outcomes).map(([k, o]) => `${k}: ${o.epochs.length} epochs, accuracy ${o.accuracy}`);
    for (const rule of ['transposed', 'gradient'] as const) {
      const { reached, accuracy, epochs } = outcomes[rule];
      expect(accuracy, lines.join('; ')).toBeGreaterThanOrEqual(options.reach);
      expect(reached).toBe(epochs.length);
    }
    // The rules part: not one loss is the same.
    const first = Object.values(outcomes).map(({ epochs }) => epochs[1]!.loss);
    expect(new Set(first).size).toBe(3);
  });
});

test('a rule that leaves the finite numbers is an outcome, not an error', async () => {
  const { x, t } = xor();
  const model = network({
    inputs: 2,
    layers: [dense(4, sigmoid, { init: zeros }), dense(1, sigmoid, { init: zeros })],
  });
  const { shares } = await compareTrainings({ shares: { model, rule: 'proportional' } }, x, t, {
    loss: halfSquaredError(),
    optimizer: sgd(),
    epochs: 3,
  });
  expect(shares.failed).toContain("the rule 'proportional'");
  expect(shares.epochs).toEqual([]);
  expect(shares.findings.map(({ code }) => code)).toEqual(['identicalUnits', 'undefinedGradient']);
});

test('a training without a model is named', async () => {
  const { x, t } = xor();
  const training = compareTrainings({ first: {} as Candidate }, x, t, { loss: halfSquaredError(), optimizer: sgd() });
  await expect(training).rejects.toThrow(
    'compareTrainings: first: model: expected a network, as network({ … }) makes it, got undefined',
  );
});

test('first weights of zero, constant, too large, glorot and he side by side', async () => {
  const { x, t } = encoded(digits(), 'digit');
  const inits = { zeros, constant: constant(0.1), tooLarge: normal({ std: 10 }), glorot: glorot(), he: he() };
  const candidates = Object.fromEntries(
    Object.entries(inits).map(([name, init]) => [
      name,
      { model: network({ inputs: 64, layers: [dense(32, tanh, { init }), dense(10, softmax, { init })], seed: 1 }) },
    ]),
  ) as Record<keyof typeof inits, Candidate>;
  const outcomes = await compareTrainings(candidates, x, t, {
    loss: crossEntropy(),
    optimizer: sgd({ learningRate: 0.1 }),
    batchSize: 10,
    epochs: 5,
    reach: 0.98,
  });
  const codes = Object.fromEntries(
    Object.entries(outcomes).map(([k, { findings }]) => [k, findings.map((f) => f.code)]),
  );
  expect(codes).toEqual({
    zeros: ['identicalUnits', 'noGradient'],
    constant: ['identicalUnits'],
    tooLarge: [],
    glorot: [],
    he: [],
  });
  for (const name of ['glorot', 'he'] as const) expect(outcomes[name].reached, name).toBeLessThanOrEqual(5);
  // Ten digits: one hidden layer of twins tells hardly more than chance, and from 0 nothing but the most frequent one is learnt.
  expect(outcomes.zeros.accuracy).toBeLessThan(0.15);
  expect(outcomes.constant.accuracy).toBeLessThan(0.6);
  expect(outcomes.tooLarge.accuracy).toBeLessThan(outcomes.glorot.accuracy!);
});
