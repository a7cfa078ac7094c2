import { text } from '@nn/formula';
import { type Matrix, matmul, matrix, random, transpose } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { linear, sendBack, sigmoid } from '../src/index.js';

const rows = (m: Matrix) => m.toArray();

describe('the 2 x 2 network', () => {
  // Two inputs, two outputs: w_ij leads from input i to output j.
  const W = [[2, 1], [3, 4]]; // biome-ignore format: rows
  const e = [[10, 5]];
  const { proportional, transposed, gradient } = sendBack(W, e);

  test('sends an error back by shares, by the transposed weights, and by the gradient', () => {
    // Output 0 has 2 + 3 of weights and an error of 10, output 1 has 1 + 4 and an error of 5.
    expect(rows(proportional.error)).toEqual([[10 * (2 / 5) + 5 * (1 / 5), 10 * (3 / 5) + 5 * (4 / 5)]]);
    expect(rows(transposed.error)).toEqual([[10 * 2 + 5 * 1, 10 * 3 + 5 * 4]]);
    expect(rows(gradient.error)).toEqual([[25, 50]]);
  });

  test('the matrices that lead forward and back stand beside each other, in rows and in columns', () => {
    expect(rows(transposed.rows.forward)).toEqual(W);
    expect(rows(transposed.rows.backward)).toEqual([[2, 3], [1, 4]]); // biome-ignore format: rows
    // As the notes write it, y = Wᵀ x, so what leads back there is what leads forward here.
    expect(rows(transposed.columns.forward)).toEqual([[2, 3], [1, 4]]); // biome-ignore format: rows
    expect(rows(transposed.columns.backward)).toEqual(W);
    expect(rows(proportional.rows.backward)).toEqual([[2 / 5, 3 / 5], [1 / 5, 4 / 5]]); // biome-ignore format: rows
    expect(rows(proportional.columns.backward)).toEqual([[2 / 5, 1 / 5], [3 / 5, 4 / 5]]); // biome-ignore format: rows
    expect(rows(gradient.rows.backward)).toEqual(rows(transposed.rows.backward));
  });

  test('says by which formula', () => {
    expect(text(proportional.formula)).toBe('e (W / (Σ_i W))ᵀ');
    expect(text(transposed.formula)).toBe('e Wᵀ');
    expect(text(gradient.formula)).toBe('(e ⊙ slope) Wᵀ');
    expect(text(transposed.formula, { values: transposed.values })).toBe('[[10, 5]] [[2, 1], [3, 4]]ᵀ = [[25, 50]]');
  });
});

describe('for any sizes', () => {
  const W = random(1).normal(4, 3, { dtype: 'f64' });
  const e = random(2).normal(5, 3, { dtype: 'f64' });
  const sums = random(3).normal(5, 3, { dtype: 'f64' });

  test('rows and columns say the same', () => {
    for (const { rows: inRows, columns, error } of Object.values(sendBack(W, e, { activation: sigmoid, sums }))) {
      expect(rows(columns.forward)).toEqual(rows(transpose(inRows.forward)));
      expect(rows(columns.backward)).toEqual(rows(transpose(inRows.backward)));
      expect([error.rows, error.cols]).toEqual([5, 4]);
    }
    const { transposed } = sendBack(W, e);
    expect(rows(transpose(matmul(transposed.columns.backward, transpose(e))))).toEqual(rows(transposed.error));
  });

  test('by shares nothing of the error is lost', () => {
    const { error } = sendBack(W, e).proportional;
    const total = (m: Matrix, i: number) => m.toArray()[i]!.reduce((a, b) => a + b);
    for (let i = 0; i < 5; i++) expect(total(error, i)).toBeCloseTo(total(e, i), 9);
  });

  test('the gradient is what is transposed where the activation is linear, and takes its slope in where it is not', () => {
    const same = sendBack(W, e, { activation: linear, sums });
    expect(rows(same.gradient.error)).toEqual(rows(same.transposed.error));
    const parted = sendBack(W, e, { activation: sigmoid, sums });
    const slope = (z: number) => 1 / (1 + Math.exp(-z)) / (1 + Math.exp(z));
    const delta = matrix(
      e.toArray().map((row, i) => row.map((v, j) => v * slope(sums.at(i, j)))),
      { dtype: 'f64' },
    );
    const expected = matmul(delta, transpose(W));
    parted.gradient.error.data.forEach((v, k) => {
      expect(v).toBeCloseTo(expected.data[k]!, 12);
    });
    expect(rows(parted.transposed.error)).toEqual(rows(same.transposed.error));
  });

  test('shares of weights that sum to 0 are not a number', () => {
    const { error } = sendBack([[0], [0]], [[1]]).proportional;
    expect(rows(error)).toEqual([[Number.NaN, Number.NaN]]);
  });
});

describe('what is refused', () => {
  test.each<[string, () => unknown, string]>([
    [
      'an error of another length',
      () => sendBack([[1, 2]], [[1]]),
      'sendBack: error is 1 x 1, but the weights have 2 columns',
    ],
    [
      'a weight that is no number',
      () => sendBack([[1, Number.NaN]], [[1, 2]]),
      'sendBack: weights: row 0, column 1: expected a finite number, got NaN',
    ],
    [
      'a weight that is a word',
      () => sendBack([[1, '2' as unknown as number]], [[1, 2]]),
      "sendBack: weights: row 0, column 1: expected a number, got '2'",
    ],
    ['rows of different length', () => sendBack([[1], [2, 3]], [[1]]), 'sendBack: weights: row 1 has 2 numbers'],
    [
      'an activation by its name',
      () => sendBack([[1]], [[1]], { activation: 'sigmoid' as unknown as typeof sigmoid }),
      'sendBack: activation: expected one of @nn/net such as relu',
    ],
    ['no weights', () => sendBack([], []), 'sendBack: weights: expected at least one number, got 0 x 0'],
    [
      'sums of another size',
      () => sendBack([[1]], [[1]], { activation: sigmoid, sums: [[1], [2]] }),
      'sendBack: sums are 2 x 1 and the error 1 x 1',
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
