import * as losses from '@nn/loss';
import { fromData, type Matrix, matrix, random, reference } from '@nn/matrix';
import { adam, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  balancedClassWeights,
  checkGradients,
  compareTrainings,
  dense,
  diagnose,
  evaluate,
  fit,
  type Network,
  network,
  relu,
  replay,
  sigmoid,
  softmax,
  softplus,
  steps,
  tanh,
  trace,
  traceFromJSON,
} from '../src/index.js';

const n = 12;
const x = random(1).normal(n, 3, { dtype: 'f64' });
const classes = Int32Array.from({ length: n }, (_, i) => [0, 0, 1, 0, 2, 0][i % 6]!);
/** Whole numbers, some of them 0. */
const counts = Array.from(random(4).uniform(n, 1, { max: 4 }).data, Math.floor);
const classWeights = [1, 2, 3];

const make = (activation = softmax, backend = reference({ dtype: 'f64' })) =>
  network({ inputs: 3, layers: [dense(5, tanh), dense(3, activation)], seed: 2, backend });
const parameters = (model: Network) => [...model.memory.copy()];
const close = (values: readonly number[]) => values.map((v) => expect.closeTo(v, 11));

/** Every row as often as its count says. */
const repeated = ({ cols, data }: Matrix) => {
  const rows = counts.flatMap((count, i) => Array<number>(count).fill(i));
  return fromData(rows.length, cols, Float64Array.from(rows.flatMap((i) => [...data.slice(i * cols, (i + 1) * cols)])));
};
const repeatedClasses = Int32Array.from(counts.flatMap((count, i) => Array<number>(count).fill(classes[i]!)));

const { loss: _, weighted: __, meanError: ___, checkLoss: ____, ...factories } = losses;
const last = {
  crossEntropy: softmax,
  focal: softmax,
  klDivergence: softmax,
  binaryCrossEntropy: sigmoid,
  poisson: softplus,
};
const every = Object.entries(factories).map(([name, factory]) => ({
  name,
  loss: factory(),
  activation: last[name as keyof typeof last] ?? tanh,
}));

describe.each(every)('$name', ({ loss, activation }) => {
  test('a sample of weight 2 trains as two of them, one of 0 as none', async () => {
    const options = {
      loss,
      optimizer: adam({ learningRate: 0.05 }),
      batchSize: 'all' as const,
      epochs: 5,
      shuffle: false,
    };
    const [weighed, often] = [make(activation), make(activation)];
    const one = await fit(weighed, x, classes, { ...options, weights: counts });
    const two = await fit(often, repeated(x), repeatedClasses, options);
    expect(one.epochs.map((e) => e.loss)).toEqual(close(two.epochs.map((e) => e.loss)));
    expect(parameters(weighed)).toEqual(close(parameters(often)));
    const judged = evaluate(weighed, x, classes, { loss, weights: counts });
    expect(judged.loss).toBeCloseTo(evaluate(weighed, repeated(x), repeatedClasses, { loss }).loss, 12);
  });

  test('class weights train as the weights of the classes, and multiply those of the samples', async () => {
    const trained = async (weights: object) => {
      const model = make(activation);
      const options = { loss, optimizer: adam(), batchSize: 5, epochs: 2, ...weights };
      const { epochs } = await fit(model, x, classes, options);
      return [epochs.map((e) => e.loss), parameters(model), evaluate(model, x, classes, { loss, ...weights })];
    };
    const ofClasses = Array.from(classes, (c) => classWeights[c]!);
    expect(await trained({ classWeights })).toEqual(await trained({ weights: ofClasses }));
    const product = ofClasses.map((w, i) => w * counts[i]!);
    expect(await trained({ classWeights, weights: counts })).toEqual(await trained({ weights: product }));
  });

  test('the gradient check finds nothing wrong under weights', () => {
    const { passed, worst } = checkGradients(make(activation), x, classes, { loss, weights: counts, classWeights });
    expect(passed, JSON.stringify(worst)).toBe(true);
  });
});

describe('weights of samples', () => {
  const loss = losses.crossEntropy();
  const still = { loss, optimizer: sgd({ learningRate: 0 }), shuffle: false };
  const pick = (rows: ArrayLike<number>) => ({
    x: Array.from(rows, (i) => x.toArray()[i]!),
    t: Int32Array.from(rows, (i) => classes[i]!),
    weights: Array.from(rows, (i) => counts[i]!),
  });

  test('weigh each batch by its own, and the epoch by all of them', async () => {
    const model = make();
    for (const report of steps(model, x, classes, { ...still, batchSize: 5, weights: counts })) {
      const of = pick(report.rows);
      expect(report.loss).toBeCloseTo(evaluate(model, of.x, of.t, { loss, weights: of.weights }).loss, 12);
      if (report.epochEnd) break;
    }
    const { epochs } = await fit(model, x, classes, { ...still, batchSize: 5, weights: counts, epochs: 1 });
    expect(epochs[0]!.loss).toBeCloseTo(evaluate(model, x, classes, { loss, weights: counts }).loss, 12);
  });

  test('a batch in which all are 0 has the loss 0 and moves nothing', () => {
    const model = make();
    const before = parameters(model);
    const weights = Array.from({ length: n }, (_, i) => (i < 4 ? 0 : 1));
    const run = steps(model, x, classes, {
      loss,
      optimizer: sgd({ learningRate: 0.1 }),
      shuffle: false,
      batchSize: 4,
      weights,
    });
    expect(run.next().value.loss).toBe(0);
    expect(parameters(model)).toEqual(before);
    expect(run.next().value.loss).toBeGreaterThan(0);
    expect(parameters(model)).not.toEqual(before);
  });

  test('go with the part that is held back, and judge it', async () => {
    const model = make();
    const given = { weights: counts, classWeights };
    const judged = await fit(model, x, classes, { ...still, ...given, validation: 0.5, epochs: 1 });
    const all = evaluate(model, x, classes, { loss, ...given }).loss;
    const { loss: kept, validationLoss } = judged.epochs[0]!;
    // Both parts together are the whole, so their weighted means are on both sides of its.
    expect(Math.min(kept, validationLoss!)).toBeLessThan(all);
    expect(Math.max(kept, validationLoss!)).toBeGreaterThan(all);
    const share = (all - validationLoss!) / (kept - validationLoss!);
    const total = counts.reduce((sum, w, i) => sum + w * classWeights[classes[i]!]!, 0);
    // What was kept weighs a whole number.
    expect(share * total).toBeCloseTo(Math.round(share * total), 8);
  });

  test('of given validation samples are given with them, and the class weights are those of the training', async () => {
    const model = make();
    const held = pick([1, 2, 4, 8]);
    const run = async (validation: object) => {
      const { epochs } = await fit(model, x, classes, {
        ...still,
        classWeights,
        validation: validation as typeof held,
        epochs: 1,
      });
      return epochs[0]!.validationLoss;
    };
    const { weights, ...bare } = held;
    expect(await run(held)).toBe(evaluate(model, held.x, held.t, { loss, weights, classWeights }).loss);
    expect(await run(bare)).toBe(evaluate(model, held.x, held.t, { loss, classWeights }).loss);
  });

  test('judge the trainings that are compared', async () => {
    const model = make();
    const given = { weights: counts, classWeights };
    const { only } = await compareTrainings({ only: { model } }, x, classes, { ...still, ...given, epochs: 1 });
    expect(only.loss).toBe(evaluate(model, x, classes, { loss, ...given }).loss);
  });

  test('stand in the trace of a step, whose next weights are those of the training; it is replayed, from JSON too', () => {
    const given = { weights: counts, classWeights };
    const model = network({ inputs: 3, layers: [dense(5, tanh), dense(3, softmax)] });
    const optimizer = sgd({ learningRate: 0.3 });
    const seen = trace(model, x, classes, { loss, optimizer, ...given });
    expect(seen.values.weights!.data).toEqual(Float32Array.from(counts, (w, i) => w * classWeights[classes[i]!]!));
    for (const again of [replay(seen), replay(traceFromJSON(JSON.parse(JSON.stringify(seen))))]) {
      expect(again.toJSON()).toEqual(seen.toJSON());
    }
    steps(model, x, classes, { loss, optimizer, ...given, shuffle: false, batchSize: 'all' }).next();
    const next = seen.layers.flatMap((layer) => layer.parameters.flatMap((p) => [...p.next.value.data]));
    expect(next).toEqual(parameters(model));
  });

  test('of 0 let no error back, and the diagnosis names the unit that only such a sample would reach', () => {
    const model = network({ inputs: 1, layers: [dense(2, relu), dense(1)], seed: 1 });
    model.parameters[0]!.set(matrix([[1, -1]]));
    const found = (weights?: number[]) =>
      diagnose(model, [[1], [-1]], [[5], [5]], { loss: losses.meanSquaredError(), ...(weights && { weights }) });
    expect(found()).toEqual([]);
    expect(found([0, 1])).toMatchObject([{ code: 'noGradient', layer: 0, units: [0] }]);
  });

  test('train to the same bits on the default backend and on the reference', async () => {
    const trained = async (model: Network) => {
      await fit(model, x, classes, { loss, optimizer: adam(), batchSize: 5, epochs: 3, weights: counts, classWeights });
      return parameters(model);
    };
    const layers = [dense(5, tanh), dense(3, softmax)];
    const first = await trained(network({ inputs: 3, layers }));
    expect(await trained(network({ inputs: 3, layers, backend: reference() }))).toEqual(first);
  });

  test('are given again where a run goes on', async () => {
    const options = { loss, optimizer: adam(), batchSize: 5, epochs: 1 };
    const whole = make();
    await fit(whole, x, classes, { ...options, weights: counts, epochs: 2 });
    const model = make();
    const { run } = await fit(model, x, classes, { ...options, weights: counts });
    await fit(model, x, classes, { ...options, weights: counts, continue: run });
    expect(parameters(model)).toEqual(parameters(whole));
    await expect(fit(model, x, classes, { ...options, continue: run })).rejects.toThrow(
      new TypeError(
        'fit: continue: the run began with weights or classWeights, and none are given now; go on as it began',
      ),
    );
    const without = await fit(model, x, classes, options);
    await expect(fit(model, x, classes, { ...options, classWeights, continue: without.run })).rejects.toThrow(
      new TypeError(
        'fit: continue: the run began without weights or classWeights, and some are given now; go on as it began',
      ),
    );
  });
});

test('balanced class weights find a rare class that would be passed over', async () => {
  const noise = random(7).normal(2000, 2);
  const rare = Int32Array.from({ length: 2000 }, (_, i) => +(i % 20 === 0));
  const points = noise.toArray().map(([a, b], i) => [a! + 1.5 * rare[i]!, b! + 1.5 * rare[i]!]);
  const found = async (weights: object) => {
    const model = network({ inputs: 2, layers: [dense(2, softmax)] });
    const options = { loss: losses.crossEntropy(), optimizer: adam({ learningRate: 0.1 }), epochs: 30 };
    await fit(model, points, rare, { ...options, ...weights });
    return evaluate(model, points, rare, options).confusion!.at(1, 1);
  };
  // Of 100: the classes are 2.12 apart, so 86 % where both count the same, and 37 % where one counts 19 times as much.
  expect(await found({})).toBeLessThan(50);
  expect(await found({ classWeights: balancedClassWeights(rare) })).toBeGreaterThan(75);
});

describe.each(['fit', 'fit: validation', 'steps', 'evaluate', 'trace', 'checkGradients'])('%s refuses', (name) => {
  const loss = losses.crossEntropy();
  const run = async (model: Network, given: object) => {
    const options = { loss, optimizer: adam(), ...given };
    if (name === 'fit') return fit(model, x, classes, options);
    if (name === 'steps') return steps(model, x, classes, options).next();
    if (name === 'evaluate') return evaluate(model, x, classes, options);
    if (name === 'trace') return trace(model, x, classes, { loss, ...given });
    if (name === 'checkGradients') return checkGradients(model, x, classes, options);
    return fit(model, x, classes, { loss, optimizer: adam(), validation: { x, t: classes, ...given } });
  };
  const ofSamples = [
    [{ weights: [1, 2] }, 'weights: expected 12 numbers, one for each sample, got 2'],
    [{ weights: counts.with(3, -1) }, 'weights[3]: expected a finite number from 0, got -1'],
    [{ weights: counts.with(3, Number.NaN) }, 'weights[3]: expected a finite number from 0, got NaN'],
    [{ weights: counts.map(() => 0) }, 'weights: expected a sample whose weight is above 0, got 0 for each of 12'],
    [{ weights: 3 }, 'weights: expected a list of numbers, one for each sample, got 3'],
    [
      { weights: x },
      'weights: expected a list of numbers, one for each sample, got a matrix; its numbers are its data',
    ],
  ] as const;
  const ofClasses = [
    [{ classWeights: [1, 2] }, 'classWeights: expected 3 numbers, one for each class, got 2'],
    [{ classWeights: [1, -2, 3] }, 'classWeights[1]: expected a finite number from 0, got -2'],
    [{ classWeights: [0, 0, 0] }, 'classWeights: expected a sample whose weight is above 0, got 0 for each of 12'],
  ] as const;

  const refused = name === 'fit: validation' ? ofSamples : [...ofSamples, ...ofClasses];
  test.each(refused.map(([given, message]) => ({ given, message })))('$message', async ({ given, message }) => {
    const model = make();
    const before = parameters(model);
    await expect(run(model, given)).rejects.toThrow(`${name}: ${message}`);
    expect(parameters(model)).toEqual(before);
  });
});
