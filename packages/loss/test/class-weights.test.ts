import { fromExpression, gradients } from '@nn/formula';
import { oneHot, sampleWeights } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { crossEntropy, weighted } from '../src/index.js';
import { double, expectClose, pytorch, samples, slopes } from './support.js';
import { table } from './table.js';

describe("PyTorch's cross-entropy of class numbers with class weights", () => {
  const loss = crossEntropy();

  test.each(pytorch.weighted.losses)('of probabilities', ({ y, classes, classWeights, weights, value, gradient }) => {
    const given = { classWeights, ...(weights && { weights: double(weights.map((w) => [w])) }) };
    expectClose([[loss.value(double(y), Int32Array.from(classes), given)]], [[value]], 1e-12);
    expectClose(loss.gradient(double(y), Int32Array.from(classes), given).toArray(), gradient, 1e-12);
  });

  test.each(pytorch.weighted.links)('of logits', ({ y, classes, classWeights, weights, value, gradient }) => {
    const t = oneHot(classes, classWeights.length);
    const given = { y: double(y), t, weights: sampleWeights(t, { weights, classWeights })! };
    const formula = weighted(loss.link!.formula);
    expectClose([[formula(given) as number]], [[value]], 1e-12);
    const slope = fromExpression(gradients(formula.expression, ['y']).y!, formula.names);
    const { data } = slope(given) as { data: ArrayLike<number> };
    expectClose([Array.from(data)], [gradient.flat()], 1e-12);
  });
});

describe.each(table.map((row) => ({ ...row, title: `${row.name}${row.options ?? ''}` })))('$title', (row) => {
  const loss = row.make();
  const classes = Int32Array.of(0, 2, 2, 1);
  const { y } = samples(row, 4, 3);
  const classWeights = [0.5, 2, 1.25];
  const column = (...weights: number[]) => double(weights.map((w) => [w]));

  test('with class weights, each sample has the weight of its class', () => {
    const weights = column(0.5, 1.25, 1.25, 2);
    expect(loss.value(y, classes, { classWeights })).toBe(loss.value(y, classes, { weights }));
    expect(loss.gradient(y, classes, { classWeights })).toEqual(loss.gradient(y, classes, { weights }));
  });

  test('with weights too, it has their product', () => {
    const both = { classWeights, weights: column(2, 0, 1, 3) };
    const product = { weights: column(1, 0, 1.25, 6) };
    expect(loss.value(y, classes, both)).toBe(loss.value(y, classes, product));
    expect(loss.gradient(y, classes, both)).toEqual(loss.gradient(y, classes, product));
  });

  test('has the slope that differences of its value have', () => {
    const slope = slopes((at) => loss.value(at, classes, { classWeights }), y);
    expectClose(loss.gradient(y, classes, { classWeights }).toArray(), slope, 1e-9);
  });
});
