import { readFileSync } from 'node:fs';
import { crossEntropy, meanAbsoluteError as lossOfThatName } from '@nn/loss';
import { fromData, matrix, random } from '@nn/matrix';
import { adam } from '@nn/optim';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { dense, evaluate, fit, type Metric, network, sigmoid, softmax } from '../src/index.js';
import * as metrics from '../src/metrics/index.js';

const { accuracy, confusionMatrix, f1, logLoss, meanAbsoluteError, precision, r2, recall, rocAuc, topK } = metrics;
const { rootMeanSquaredError } = metrics;

interface Case {
  readonly output: number[][];
  readonly target: number[][];
  readonly values: Readonly<Record<string, number | 'NaN' | 'error'>>;
  readonly confusion: number[][];
}
type Cases = Readonly<Record<string, Case>>;
const fixtures = JSON.parse(readFileSync(new URL('fixtures/metrics.json', import.meta.url), 'utf8')) as {
  classes: Cases;
  numbers: Cases;
};
const exact = (rows: readonly (readonly number[])[]) => matrix(rows, { dtype: 'f64' });

/** What scikit-learn's numbers are called in the fixtures. */
const table: Readonly<Record<string, Metric>> = {
  accuracy: accuracy(),
  rocAuc: rocAuc(),
  logLoss: logLoss(),
  'precision, macro': precision(),
  'precision, micro': precision({ average: 'micro' }),
  'recall, macro': recall({ average: 'macro' }),
  'recall, micro': recall({ average: 'micro' }),
  'f1, macro': f1(),
  'f1, micro': f1({ average: 'micro' }),
  top1: topK({ k: 1 }),
  top2: topK({ k: 2 }),
  top3: topK({ k: 3 }),
  top4: topK({ k: 4 }),
  meanAbsoluteError: meanAbsoluteError(),
  rootMeanSquaredError: rootMeanSquaredError(),
  r2: r2(),
};

describe('as scikit-learn', () => {
  const rows = Object.entries({ ...fixtures.classes, ...fixtures.numbers }).flatMap(
    ([title, { output, target, values }]) =>
      Object.entries(values).map(([name, value]) => ({
        title,
        name,
        value,
        output: exact(output),
        target: exact(target),
      })),
  );
  test.each(rows)('$name of $title', ({ name, value, output, target }) => {
    const compute = () => table[name]!.value(output, target);
    if (value === 'error') expect(compute).toThrow(RangeError);
    else if (value === 'NaN') expect(compute()).toBeNaN();
    else expect(Math.abs(compute() - value)).toBeLessThanOrEqual(1e-10 * Math.abs(value));
  });

  test.each(Object.entries(fixtures.classes))('the confusion matrix of %s', (_, { output, target, confusion }) => {
    expect(confusionMatrix(exact(output), exact(target)).toArray()).toEqual(confusion);
  });

  test('every metric is compared', () => {
    const compared = rows.map(({ name }) => name.replace(/^top\d$/, 'topK').replace(/,.*/, ''));
    expect(new Set(['confusionMatrix', ...compared])).toEqual(new Set(Object.keys(metrics)));
  });
});

describe('properties', () => {
  const scores = exact(Array.from({ length: 50 }, (_, i) => [0, 1, 2].map((j) => ((i * 7 + j * 5) % 4) / 4)));
  const classes = exact(Array.from({ length: 50 }, (_, i) => [0, 1, 2].map((j) => Number((i * i) % 3 === j))));

  test('the first of equal outputs is right, for the accuracy as for the first k', () => {
    const said = metrics.accuracy().value(scores, classes);
    expect(topK({ k: 1 }).value(scores, classes)).toBe(said);
    expect(topK({ k: 3 }).value(scores, classes)).toBe(1);
  });

  test('the area changes with the order of the scores only, and is mirrored with their sign', () => {
    const y = random(1).normal(60, 1, { dtype: 'f64' });
    const t = exact(Array.from({ length: 60 }, (_, i) => [Number(i % 3 === 0)]));
    const area = rocAuc().value(y, t);
    const changed = (f: (v: number) => number) => rocAuc().value(fromData(60, 1, y.data.map(f) as Float64Array), t);
    expect(changed((v) => v ** 3 + 5)).toBe(area);
    expect(changed((v) => -v)).toBeCloseTo(1 - area, 12);
  });

  test('a constant target is constant also where its mean is not quite it', () => {
    const t = exact([[0.1], [0.1], [0.1]]);
    expect(r2().value(t, t)).toBe(1);
    expect(r2().value(exact([[0.1], [0.1], [0.2]]), t)).toBe(0);
  });

  test('probabilities in single precision that are certain and wrong cost its logarithm', () => {
    const loss = logLoss().value(matrix([[1], [0]]), matrix([[0], [0]]));
    // The certain and right one costs no more than the spacing itself.
    expect(loss).toBeCloseTo((23 * Math.LN2) / 2, 6);
  });
});

describe('in evaluate and fit', () => {
  const x = random(2).normal(90, 2);
  const t = exact(x.toArray().map(([a, b]) => [Number(a! > b!), Number(a! <= b!)]));
  const make = () => network({ inputs: 2, layers: [dense(2, softmax)], seed: 3 });
  const loss = crossEntropy();
  const positives: Metric<'positives'> = { name: 'positives', value: (y) => y.data.filter((v) => v >= 0.5).length };

  test('metrics are given the outputs, also where the loss is computed from logits', () => {
    const model = make();
    const result = evaluate(model, x, t, { loss, metrics: [accuracy(), logLoss(), topK({ k: 1 }), positives] });
    expectTypeOf(result.metrics).toEqualTypeOf<
      Readonly<Record<'accuracy' | 'logLoss' | 'top1' | 'positives', number>>
    >();
    const y = model.predict(x);
    expect(result.metrics).toEqual({
      accuracy: result.accuracy,
      logLoss: logLoss().value(y, t),
      top1: result.accuracy,
      positives: 90,
    });
    expect(result.metrics.logLoss).toBeCloseTo(result.loss, 5);
    expect(result.confusion!.toArray()).toEqual(confusionMatrix(y, t).toArray());
    expect(evaluate(model, x, t, { loss }).metrics).toEqual({});
  });

  test('a loss of @nn/loss is a metric as it stands', () => {
    const result = evaluate(make(), x, t, { loss, metrics: [lossOfThatName()] });
    expect(result.metrics.meanAbsoluteError).toBe(meanAbsoluteError().value(make().predict(x), t));
  });

  test('fit reports them for the validation samples', async () => {
    const model = make();
    const options = {
      loss,
      optimizer: adam(),
      epochs: 2,
      metrics: [f1(), { ...f1({ average: 'micro' }), name: 'micro' }],
    };
    const validation = { x, t };
    const { epochs } = await fit(model, x, t, { ...options, validation });
    const said = epochs.at(-1)!.validationMetrics!;
    expect(said).toEqual(evaluate(model, x, t, options).metrics);
    expect(said.micro).toBe(epochs.at(-1)!.validationAccuracy);
    await expect(fit(model, x, t, options)).rejects.toThrow('fit: metrics: expected validation samples');
  });

  test('what is no metric is refused', () => {
    const said = (given: unknown) => () => evaluate(make(), x, t, { loss, metrics: [given, f1()] as Metric[] });
    expect(said(accuracy)).toThrow(
      'evaluate: metrics[0]: expected a metric such as accuracy(), got a function: call it',
    );
    expect(said({ name: 'f1', value: () => 0 })).toThrow("evaluate: metrics: two are called 'f1'");
  });
});

describe('errors', () => {
  const classes = [accuracy(), topK({ k: 2 }), precision(), recall(), f1(), rocAuc(), logLoss()];
  const numbers = [meanAbsoluteError(), rootMeanSquaredError(), r2()];
  const [y, t] = [
    exact([
      [0.2, 0.8],
      [0.5, 0.5],
    ]),
    exact([
      [0, 1],
      [1, 0],
    ]),
  ];

  test.each([...classes, ...numbers].map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(() => each.value(y, exact([[1], [0]]))).toThrow('output is 2 x 2 and target 2 x 1');
    expect(() => each.value(exact([]), exact([]))).toThrow('expected at least one row');
    expect(() =>
      each.value(
        exact([
          [0.2, Number.NaN],
          [0.5, 0.5],
        ]),
        t,
      ),
    ).toThrow('output: row 0, column 1 is NaN');
  });

  test.each(classes.map((each) => [each.name, each] as const))('%s of numbers that are no classes', (_, each) => {
    expect(() =>
      each.value(
        y,
        exact([
          [0.3, 0.7],
          [1, 0],
        ]),
      ),
    ).toThrow(TypeError);
  });

  test('settings', () => {
    expect(() => topK({ k: 0 })).toThrow('topK: k: expected a whole number from 1, got 0');
    expect(() => f1({ average: 'weighted' as 'macro' })).toThrow("f1: average: expected 'macro' or 'micro'");
    const one = network({ inputs: 1, layers: [dense(1, sigmoid)] });
    const area = () => evaluate(one, [[1], [2]], [[0], [0]], { loss: crossEntropy(), metrics: [rocAuc()] });
    expect(area).toThrow('rocAuc: target: column 0 is 0 in every row');
  });
});
