import { fromData, matrix, random } from '@nn/matrix';
import { dense, linear, softmax } from '@nn/net';
import { describe, expect, test } from 'vitest';
import { planeOf } from '../src/plot/boundary.js';
import { calibrationOf } from '../src/plot/calibration.js';
import { confusionFields, mostConfused } from '../src/plot/confusion.js';
import { historyIn } from '../src/plot/epochs.js';
import { importanceOf, inputsOf, permutationImportance } from '../src/plot/importance.js';
import { judge } from '../src/plot/judged.js';
import { bestEpoch } from '../src/plot/loss.js';
import { residualsOf } from '../src/plot/residuals.js';
import { rocCurve, rocOfClasses } from '../src/plot/roc.js';
import { sampled, thinned } from '../src/plot/thinned.js';
import { tick } from '../src/plot/tick.js';
import { joined } from '../src/plot/weights.js';
import { modelOf, tableOf } from './support/model.js';

describe('the ROC curve', () => {
  // Ties among them, of both kinds. The numbers are those of scikit-learn 1.2.1: roc_curve(y, s, drop_intermediate=False), roc_auc_score(y, s).
  const scores = [0.9, 0.8, 0.7, 0.7, 0.55, 0.5, 0.4, 0.4, 0.4, 0.3, 0.2, 0.1];
  const positive = [1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0].map(Boolean);

  test('is that of scikit-learn', () => {
    const { points, area } = rocCurve(scores, positive)!;
    expect(points.map((p) => p.falsePositives)).toEqual([0, 0, 0, 1, 1, 2, 4, 5, 5, 6].map((n) => n / 6));
    expect(points.map((p) => p.truePositives)).toEqual([0, 1, 2, 3, 4, 4, 5, 5, 6, 6].map((n) => n / 6));
    expect(points.map((p) => p.threshold)).toEqual([Infinity, 0.9, 0.8, 0.7, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1]);
    expect(area).toBeCloseTo(0.736111111111111, 14);
  });

  test('has the area of the Mann-Whitney statistic, and of its mirror image', () => {
    const [n, values, truth] = [200, random(1).uniform(1, 200), random(2).uniform(1, 200)];
    // One decimal: many ties.
    const s = Array.from(values.data, (v) => Math.round(10 * v));
    const y = Array.from(truth.data, (v, i) => v < 0.2 + s[i]! / 20);
    let [wins, pairs] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (!y[i] || y[j]) continue;
        pairs++;
        wins += s[i]! > s[j]! ? 1 : s[i] === s[j] ? 0.5 : 0;
      }
    }
    expect(rocCurve(s, y)!.area).toBeCloseTo(wins / pairs, 12);
    const mirrored = rocCurve(
      s.map((v) => -v),
      y.map((v) => !v),
    );
    expect(mirrored!.area).toBeCloseTo(wins / pairs, 12);
  });

  test('is undefined where all rows are of one kind', () => {
    expect(rocCurve([0.1, 0.9], [true, true])).toBeUndefined();
    expect(rocCurve([0.1, 0.9], [false, false])).toBeUndefined();
    expect(rocCurve([], [])).toBeUndefined();
  });

  test('is one for each class against the rest, as roc_auc_score has them', () => {
    const output = matrix([
      [0.7, 0.2, 0.1],
      [0.1, 0.8, 0.1],
      [0.3, 0.3, 0.4],
      [0.5, 0.4, 0.1],
      [0.2, 0.2, 0.6],
      [0.25, 0.5, 0.25],
      [0.6, 0.3, 0.1],
      [0.1, 0.45, 0.45],
    ]);
    const truth = Int32Array.of(0, 1, 2, 1, 2, 1, 2, 0);
    const areas = rocOfClasses({ classes: ['a', 'b', 'c'], truth, output }).map(({ area }) => area);
    [0.5416666666666666, 0.9333333333333333, 0.7].forEach((area, k) => {
      expect(areas[k]).toBeCloseTo(area, 14);
    });
    // Of two classes only the second: the first is its mirror image. A class without rows has none.
    const two = fromData(3, 2, Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.4, 0.6));
    expect(rocOfClasses({ classes: ['no', 'yes'], truth: Int32Array.of(0, 1, 1), output: two })).toMatchObject([
      { name: 'yes', k: 1, area: 1 },
    ]);
    expect(rocOfClasses({ classes: ['no', 'yes'], truth: Int32Array.of(1, 1, 1), output: two })).toEqual([]);
  });
});

describe('calibration', () => {
  test('has bins from above their lower end to their upper one, and the expected error of Guo et al.', () => {
    const sure = [0.55, 0.62, 0.68, 0.7, 0.71, 0.86, 0.88, 0.9, 0.93, 0.95, 0.99, 1];
    const right = [1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1].map(Boolean);
    const { bins, error } = calibrationOf(sure, right);
    expect(bins.map(({ from, count }) => [from, count])).toEqual([
      [0.5, 1],
      [0.6, 3],
      [0.7, 1],
      [0.8, 3],
      [0.9, 4],
    ]);
    expect(bins.map((bin) => bin.accuracy)).toEqual([1, 2 / 3, 0, 2 / 3, 1]);
    expect(bins[1]!.confidence).toBeCloseTo((0.62 + 0.68 + 0.7) / 3, 14);
    // NumPy: digitize(c, linspace(0, 1, 11), right=True), then sum of count / n |accuracy - confidence|.
    expect(error).toBeCloseTo(0.16083333333333333, 14);
  });

  test('has no error where answers are as right as they are sure, and takes 0 too', () => {
    expect(calibrationOf([0.5, 0.5, 1], [true, false, true]).error).toBe(0);
    expect(calibrationOf([0], [false]).bins).toEqual([{ from: 0, to: 0.1, count: 1, confidence: 0, accuracy: 0 }]);
  });
});

describe('permutation importance', () => {
  const rows = 400;
  const x = random(5).normal(rows, 3);
  const target = Array.from({ length: rows }, (_, i) => 2 * x.at(i, 0) - x.at(i, 1));
  const setting = {
    x,
    predict: (m: typeof x) =>
      fromData(
        m.rows,
        1,
        Float64Array.from({ length: m.rows }, (_, i) => 2 * m.at(i, 0) - m.at(i, 1)),
      ),
    error: (output: { data: ArrayLike<number> }) =>
      Math.sqrt(target.reduce((sum, t, i) => sum + (t - output.data[i]!) ** 2, 0) / rows),
    columns: ['a', 'b', 'c'].map((name, from) => ({ name, from, width: 1 })),
  };

  test('of a column with weight w is w √2 standard deviations where the answers are right, and 0 of one without', () => {
    const [a, b, c] = permutationImportance({ ...setting, repeats: 20 });
    const deviation = (k: number) => {
      const values = Array.from({ length: rows }, (_, i) => x.at(i, k));
      const mean = values.reduce((s, v) => s + v, 0) / rows;
      return Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / rows);
    };
    expect(a!.mean / (2 * Math.SQRT2 * deviation(0))).toBeCloseTo(1, 1);
    expect(b!.mean / (Math.SQRT2 * deviation(1))).toBeCloseTo(1, 1);
    expect(c).toEqual({ name: 'c', mean: 0, spread: 0 });
    expect(a!.spread).toBeGreaterThan(0);
  });

  test('is the rise of the error under the orders of the seed, to the bit, whatever other columns there are', () => {
    const rises = [0, 1, 2].map((call) => {
      const order = random(7, 1, call).permutation(rows);
      const moved = x.toArray().map((row, i) => [row[0]!, x.at(order[i]!, 1), row[2]!]);
      return setting.error(setting.predict(matrix(moved)));
    });
    const mean = rises.reduce((sum, rise) => sum + rise / 3, 0);
    const [, b] = permutationImportance({ ...setting, repeats: 3, seed: 7 });
    expect(b!.mean).toBeCloseTo(mean, 12);
    const spread = Math.sqrt(rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0) / 3);
    expect(b!.spread).toBeCloseTo(spread, 12);
    expect(permutationImportance({ ...setting, repeats: 3, seed: 7, columns: setting.columns.slice(0, 2) })[1]).toEqual(
      b,
    );
  });

  test('leaves x as it was, and moves all inputs of a column together', () => {
    const before = x.data.slice();
    const seen: string[] = [];
    permutationImportance({
      ...setting,
      columns: [{ name: 'ab', from: 0, width: 2 }],
      predict: (m) => {
        for (let i = 0; i < 3; i++) {
          const source = Array.from({ length: rows }, (_, r) => r).find((r) => x.at(r, 0) === m.at(i, 0))!;
          seen.push(String(x.at(source, 1) === m.at(i, 1) && m.at(i, 2) === x.at(i, 2)));
        }
        return setting.predict(m);
      },
    });
    expect(new Set(seen)).toEqual(new Set(['true']));
    expect(x.data).toEqual(before);
  });

  test('takes the columns of the table: a category is one of them', () => {
    const rows = tableOf({
      size: [1, 2, 3, 4, 5, 6, 7, 8],
      kind: ['flat', 'villa', 'flat', 'villa', 'house', 'flat', 'villa', 'flat'],
      price: [1.5, 12, 3.5, 14, 5, 6.5, 17, 8.5],
    });
    const made = modelOf(rows, { target: 'price', task: 'number' }, () => [dense(1, linear)]);
    expect(inputsOf(made.pipeline)).toEqual([
      { name: 'size', from: 0, width: 1 },
      { name: 'kind', from: 1, width: 3 },
    ]);
    made.model.parameters[0]!.set(matrix([[0], [1], [0], [-1]]));
    const [size, kind] = importanceOf(judge(made.model, made.pipeline, rows));
    expect(size).toEqual({ name: 'size', mean: 0, spread: 0 });
    expect(kind!.mean).not.toBe(0);
  });
});

test('the plane of two inputs is asked in their own units, from the least y on', () => {
  const rows = tableOf({ a: [10, 20, 30, 40], b: [1, 1, 3, 3], y: ['no', 'yes', 'no', 'yes'] });
  // The logits are (a', b') - the standardized columns - so the second class leads where b' > a'.
  const made = modelOf(rows, { target: 'y' }, (outputs) => [dense(outputs, softmax)], [
    [
      [1, 0],
      [0, 1],
    ],
    [[0, 0]],
  ]);
  const plane = planeOf(made.model, made.pipeline, { x: [0, 40], y: [0, 4] }, 4, 2);
  const std = Math.sqrt(125);
  const expected = [1, 3].flatMap((b) => [5, 15, 25, 35].map((a) => 1 / (1 + Math.exp((a - 25) / std - (b - 2)))));
  expected.forEach((p, i) => {
    expect(plane.output.at(i, 1)).toBeCloseTo(p, 6);
  });
});

test('the parts of a confusion matrix, and the classes that are mistaken most', () => {
  const counts = [
    [8, 2, 0],
    [0, 0, 0],
    [1, 0, 9],
  ];
  expect(confusionFields(counts, [0, 2])).toEqual([
    { truth: 0, said: 0, count: 8, share: 0.8 },
    { truth: 0, said: 2, count: 0, share: 0 },
    { truth: 2, said: 0, count: 1, share: 0.1 },
    { truth: 2, said: 2, count: 9, share: 0.9 },
  ]);
  expect(confusionFields(counts, [1])).toEqual([{ truth: 1, said: 1, count: 0, share: 0 }]);
  expect(mostConfused(counts, 2)).toEqual([0, 1]);
  expect(mostConfused(counts, 5)).toEqual([0, 1, 2]);
});

test('errors are truth minus answer', () => {
  expect(residualsOf([1, 2], [3, 1.5])).toEqual([
    { truth: 1, said: 3, residual: -2 },
    { truth: 2, said: 1.5, residual: 0.5 },
  ]);
});

test('weights that are joined are the farthest from 0', () => {
  const m = matrix([
    [1, -2, 3],
    [0, 1, -4],
    [5, -6, 0.5],
  ]);
  expect(joined(m, { rows: 3, cols: 3 })).toMatchObject({ rows: 3, cols: 3, down: 1, across: 1 });
  const { values, ...rest } = joined(m, { rows: 2, cols: 2 });
  expect(rest).toEqual({ rows: 2, cols: 2, down: 2, across: 2 });
  expect([...values]).toEqual([-2, -4, -6, 0.5]);
});

test('the epochs of a model file, as far as they can be read', () => {
  const epochs = historyIn({
    history: {
      validating: [
        { loss: 2, validationLoss: 3 },
        { loss: 1, validationLoss: 2.5 },
        null,
        { loss: 'x' },
        { loss: 0.5, validationLoss: 2.5 },
      ],
    },
  });
  expect(epochs.validating.map((e) => [e.epoch, e.loss])).toEqual([
    [1, 2],
    [2, 1],
    [5, 0.5],
  ]);
  expect(bestEpoch(epochs.validating)!.epoch).toBe(2);
  for (const history of [undefined, null, 7, [], { training: 'x' }])
    expect(historyIn({ history })).toEqual({ validating: [], training: [] });
  expect(bestEpoch([{ epoch: 1, loss: 3 }])).toBeUndefined();
});

test('long lists are thinned, with both ends, and always to the same rows', () => {
  expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
  expect(thinned([1, 2], 3)).toEqual([1, 2]);
  expect(sampled(3, 5)).toEqual([0, 1, 2]);
  const chosen = sampled(100, 10);
  expect(new Set(chosen).size).toBe(10);
  expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
  expect(sampled(100, 10)).toEqual(chosen);
});

test('numbers beside an axis stay short', () => {
  expect([0, 0.5, -12, 1234567, -0.00012345, 99999].map(tick)).toEqual([
    '0',
    '0.5',
    '−12',
    '1.235e6',
    '−1.234e−4',
    '100000',
  ]);
});
