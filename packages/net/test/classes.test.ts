import { binaryCrossEntropy, crossEntropy } from '@nn/loss';
import { oneHot, random } from '@nn/matrix';
import { adam } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  checkGradients,
  compareTrainings,
  dense,
  diagnose,
  evaluate,
  fit,
  type Network,
  network,
  sigmoid,
  softmax,
  steps,
  type Targets,
  tanh,
  trace,
} from '../src/index.js';

const n = 20;
const x = random(1).normal(n, 4);
const three = { outputs: 3, activation: softmax, loss: crossEntropy() };
const one = { outputs: 1, activation: sigmoid, loss: binaryCrossEntropy() };
const make = ({ outputs, activation }: typeof three) =>
  network({ inputs: 4, layers: [dense(5, tanh), dense(outputs, activation)], seed: 2 });

const training = { optimizer: adam(), batchSize: 8, epochs: 3 };
/** What takes targets, and what comes out that depends on them. */
const functions: Readonly<Record<string, (model: Network, t: Targets, loss: typeof three.loss) => unknown>> = {
  fit: async (model, t, loss) => {
    const { epochs } = await fit(model, x, t, { ...training, loss, validation: 0.3 });
    return [epochs.map((e) => [e.loss, e.validationLoss, e.validationAccuracy]), [...model.memory.copy()]];
  },
  'fit: validation': async (model, t, loss) => {
    const { epochs } = await fit(model, x, t, { ...training, loss, validation: { x, t } });
    return epochs.map((e) => [e.validationLoss, e.validationAccuracy]);
  },
  steps: (model, t, loss) => {
    const { value } = steps(model, x, t, { loss, optimizer: adam() }).next();
    return [value.loss, [...model.memory.copy()]];
  },
  evaluate: (model, t, loss) => evaluate(model, x, t, { loss }),
  trace: (model, t, loss) => trace(model, x, t, { loss }).toJSON(),
  checkGradients: (model, t, loss) => checkGradients(model, x, t, { loss }),
  diagnose: (model, t, loss) => diagnose(model, x, t, { loss }),
  compareTrainings: async (model, t, loss) => {
    const { only } = await compareTrainings({ only: { model } }, x, t, { ...training, loss });
    return [only.loss, only.accuracy];
  },
};

describe.each([
  ['three outputs', three],
  ['one output', one],
] as const)('class numbers for %s', (_, kind) => {
  const classes = Int32Array.from({ length: n }, (_, i) => (i * i) % Math.max(2, kind.outputs));

  test.each(Object.keys(functions))('%s takes them as it takes one-hot rows', async (name) => {
    const given = await functions[name]!(make(kind), classes, kind.loss);
    expect(given).toEqual(await functions[name]!(make(kind), oneHot(classes, kind.outputs), kind.loss));
  });
});

describe.each(Object.keys(functions))('%s refuses', (name) => {
  const who = name === 'fit: validation' ? 'fit' : name;
  const run = async (kind: typeof three, t: Targets) => functions[name]!(make(kind), t, kind.loss);
  const but = (at: number, value: number) => Int32Array.from({ length: n }, (_, i) => (i === at ? value : i % 2));

  test.each([
    ['a class there is no output for', three, but(7, 3), 't[7]: expected a class from 0 to 2, got 3'],
    ['a class below 0', three, but(7, -1), 't[7]: expected a class from 0 to 2, got -1'],
    [
      'a third class for one output',
      one,
      but(7, 2),
      't[7]: expected a class from 0 to 1, got 2; one column tells two classes apart, more of them take a column each',
    ],
    ['another count', three, new Int32Array(n - 1), 'x has 20 rows and t 19; expected one target for each sample'],
    ['none', three, new Int32Array(0), 'x has 20 rows and t 0; expected one target for each sample'],
    [
      'a list of numbers',
      three,
      Array.from(but(0, 0)) as unknown as Targets,
      't: expected a matrix or rows of numbers, got a flat list; of class numbers make Int32Array.from(…), of one number a sample rows of one',
    ],
    ['other typed arrays', three, new Uint8Array(n) as unknown as Targets, 'make Int32Array.from(…)'],
  ] as const)('%s', async (_, kind, t, message) => {
    const error = (await run(kind, t).catch((e: Error) => e)) as Error;
    expect(error.message).toContain(`${who}: `);
    expect(error.message).toContain(message);
  });
});
