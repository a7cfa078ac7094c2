import { add, div, exp, formula, max, mean, mul, sqrt, square, sub, sum } from '@nn/formula';
import { random, reference } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import {
  type Activation,
  dense,
  dropout,
  type Layer,
  load,
  network,
  relu,
  save,
  sigmoid,
  softmax,
  tanh,
} from '../src/index.js';
import { load as loadToPredict, ModelFileError } from '../src/predict.js';

/** Activations that need everything the order of a sum, the simplifier and repetition could change. */
const odd: Record<string, Activation> = {
  constants: { name: 'constants', formula: formula(['x'], (x) => mul(2, mul(3, div(sub(0, x), 7)))) },
  normalized: {
    name: 'normalized',
    formula: formula(['x'], (x) => {
      const centred = sub(x, mean(x, 'eachRow'));
      return div(centred, sqrt(add(mean(square(centred), 'eachRow'), 1e-5)));
    }),
  },
  columns: { name: 'columns', formula: formula(['x'], (x) => div(exp(sub(x, max(x))), sum(x, 'all'))) },
};

const models: Record<string, readonly Layer[]> = {
  'tanh and sigmoid': [dense(8, tanh), dense(1, sigmoid)],
  'relu, dropout and softmax': [dense(70, relu), dropout(0.5), dense(33, relu), dense(10, softmax)],
  'no bias': [dense(5, tanh, { bias: false })],
  ...Object.fromEntries(Object.entries(odd).map(([name, activation]) => [name, [dense(7, activation), dense(3)]])),
};

describe('a model that only predicts', () => {
  test.each(Object.entries(models))('%s: to the bit what the network computes', (_, layers) => {
    const file = save(network({ inputs: 13, layers, seed: 5 }), { pipeline: { a: 1 }, metadata: { b: 2 } });
    const whole = load(file).model;
    const only = loadToPredict(file);
    expect([only.inputs, only.outputs]).toEqual([whole.inputs, whole.outputs]);
    expect([only.pipeline, only.metadata]).toEqual([{ a: 1 }, { b: 2 }]);
    for (const rows of [0, 1, 2, 37]) {
      const x = random(rows).normal(rows, 13, { std: 2 });
      expect(only.predict(x)).toEqual(whole.predict(x));
    }
    // Doubles are rounded as the network rounds them.
    const row = [Array.from({ length: 13 }, (_, k) => 0.1 * k - 0.7)];
    expect(only.predict(row)).toEqual(whole.predict(row));
  });

  test('in double precision where the model was saved so', () => {
    const layers = models['relu, dropout and softmax']!;
    const file = save(network({ inputs: 13, layers, backend: reference({ dtype: 'f64' }) }));
    const x = random(1).normal(9, 13, { dtype: 'f64' });
    const predicted = loadToPredict(file).predict(x);
    expect(predicted.data).toBeInstanceOf(Float64Array);
    expect(predicted).toEqual(load(file).model.predict(x));
  });

  test('refuses what the network refuses, in the same words', () => {
    const model = network({ inputs: 2, layers: [dense(1)] });
    const only = loadToPredict(save(model));
    for (const x of [[[1, 2, 3]], [1, 2], null] as never[]) {
      const [a, b] = [model, only].map(({ predict }) => {
        try {
          return predict(x);
        } catch (error) {
          return error;
        }
      });
      expect(a).toBeInstanceOf(Error);
      expect(b).toEqual(a);
    }
    expect(() => loadToPredict(new Uint8Array(20))).toThrow(ModelFileError);
  });

  test('a layer of your own comes from its reader', () => {
    const twice: Layer = {
      ...{ kind: 'twice', config: {}, outputs: (n) => n, parameters: () => [] },
      forward: (x) => mul(2, x),
    };
    const file = save(network({ inputs: 2, layers: [twice] }));
    expect(() => loadToPredict(file)).toThrow("layer 0 is a 'twice'");
    const { predict } = loadToPredict(file, { layers: { twice: () => twice } });
    expect(predict([[1, 2]]).toArray()).toEqual([[2, 4]]);
  });
});
