import { text } from '@nn/formula';
import { random } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import type { Computed } from '../src/explain/computed.js';
import { guessWeights } from '../src/index.js';

const notes = { inputs: [1, 2], weights: [2, 3], target: 10 };

/** Numbers that hardly depend on the order of computation. */
const near = (numbers: readonly number[]) => numbers.map((x) => expect.closeTo(x, 12));

const symbols = ({ formula: f }: Computed) => text(f);
const written = ({ formula: f, values }: Computed) => text(f, { values });

describe('the neuron of the notes', () => {
  test('every number of a round', () => {
    const { rounds, after, stuck } = guessWeights(notes);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatchObject({
      weights: [2, 3],
      terms: [2, 6],
      prediction: 8,
      error: 2,
      total: 5,
      shares: [0.4, 0.6],
      parts: near([0.8, 1.2]),
      moves: near([0.8, 0.6]),
      next: near([2.8, 3.6]),
    });
    expect(after).toMatchObject({ weights: near([2.8, 3.6]), terms: near([2.8, 7.2]), prediction: 10, error: 0 });
    expect(stuck).toBe(false);
  });

  test('every number is written as it was computed', () => {
    const { work } = guessWeights(notes).rounds[0]!;
    expect([symbols(work.prediction), written(work.prediction)]).toEqual(['Σ x w', '1 × 2 + 2 × 3 = 8']);
    expect([symbols(work.error), written(work.error)]).toEqual(['target - prediction', '10 - 8 = 2']);
    expect(symbols(work.shares[0]!)).toBe('w_i / (Σ w)');
    expect(work.terms.map(written)).toEqual(['1 × 2 = 2', '2 × 3 = 6']);
    expect(written(work.total)).toBe('2 + 3 = 5');
    expect(work.shares.map(written)).toEqual(['2 / (2 + 3) = 0.4', '3 / (2 + 3) = 0.6']);
    expect(work.parts.map(written)).toEqual(['0.4 × 2 = 0.8', '0.6 × 2 = 1.2']);
    expect(work.moves.map(written)).toEqual(['1 × 0.8 / 1 = 0.8', '1 × 1.2 / 2 = 0.6']);
    expect(work.next.map(written)).toEqual(['2 + 0.8 = 2.8', '3 + 0.6 = 3.6']);
  });

  test('the numbers of a round are the values of its formulas', () => {
    const round = guessWeights({ ...notes, learningRate: 0.3, rounds: 2 }).rounds[1]!;
    for (const [name, work] of Object.entries<Computed | readonly Computed[]>({ ...round.work })) {
      const again = [work].flat().map(({ formula: f, values }) => f(values as Record<string, number>));
      expect(again, name).toEqual([round[name as keyof typeof round]].flat());
    }
  });

  test('the learning rate says how much of the error is taken away', () => {
    const { rounds, after } = guessWeights({ ...notes, learningRate: 0.5, rounds: 3 });
    expect(rounds.map((r) => r.error)).toEqual(near([2, 1, 0.5]));
    expect(after.error).toBeCloseTo(0.25, 12);
    expect(rounds.map((r) => r.prediction)).toEqual(near([8, 9, 9.5]));
  });
});

describe('to the target', () => {
  test('adding share × error itself diverges for inputs 1 and 4; the moves arrive', () => {
    const setting = { inputs: [1, 4], weights: [2, 3], target: 10 };
    let weights: readonly number[] = setting.weights;
    const errors: number[] = [];
    for (let k = 0; k < 10; k++) {
      const [round] = guessWeights({ ...setting, weights }).rounds;
      errors.push(round!.error);
      weights = weights.map((w, i) => w + round!.shares[i]! * round!.error);
    }
    // The shares stay 0.4 and 0.6: an error moves the prediction by 0.4 × 1 + 0.6 × 4 = 2.8 times itself.
    for (const [k, e] of errors.entries()) expect(e / (-4 * (-1.8) ** k)).toBeCloseTo(1, 10);
    expect(guessWeights(setting).after.prediction).toBeCloseTo(10, 12);
    expect(guessWeights({ ...setting, learningRate: 0.5, rounds: 60 }).after.prediction).toBeCloseTo(10, 12);
  });

  test('from any weights, for any inputs, by any learning rate from 0 to 2', () => {
    const numbers = random(7);
    const draw = (n: number) => numbers.uniform(1, n, { min: -10, max: 10 }).toArray()[0]!;
    for (let k = 0; k < 200; k++) {
      const n = 1 + (k % 8);
      // In every other pair of cases some inputs are 0, but not the first.
      const inputs = draw(n).map((x, i) => (k % 4 < 2 && i % 3 === 1 ? 0 : x));
      const weights = draw(n);
      // Every other one has weights that share and cancel, where there are two.
      if (k % 2 && n > 1) weights[n - 1] = -weights.slice(0, -1).reduce((sum, w, i) => sum + (inputs[i] ? w : 0), 0);
      const learningRate = 0.25 + (1.5 * (k % 7)) / 6;
      const { rounds, after } = guessWeights({ inputs, weights, target: draw(1)[0]!, learningRate, rounds: 100 });
      // Weights that nearly cancel have large shares, and their terms large roundings.
      const terms = rounds.flatMap((r) => r.next.map((w, i) => Math.abs(w * inputs[i]!)));
      const most = Math.max(10, ...terms) * n * 1e-14;
      const left = Math.abs(1 - learningRate);
      const bound = left ** 100 * Math.abs(rounds[0]!.error) * 1.01 + most / (1 - left);
      expect(Math.abs(after.error), JSON.stringify({ inputs, weights, learningRate })).toBeLessThan(bound);
      for (const [r, { shares, error, parts }] of rounds.entries()) {
        const next = rounds[r + 1]?.error ?? after.error;
        expect(Math.abs(next - (1 - learningRate) * error)).toBeLessThan(most);
        const size = Math.max(...shares.map(Math.abs));
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12 - Math.ceil(Math.log10(size + 1)));
        expect(Math.abs(parts.reduce((a, b) => a + b) - error)).toBeLessThan(most);
      }
    }
  });
});

describe('what is defined where shares would not be', () => {
  test('an input of 0 takes no share, and its weight stays', () => {
    const { rounds, after } = guessWeights({ inputs: [1, 0, 2], weights: [2, 100, 3], target: 10 });
    expect(rounds[0]).toMatchObject({
      prediction: 8,
      total: 5,
      shares: [0.4, 0, 0.6],
      parts: near([0.8, 0, 1.2]),
      moves: near([0.8, 0, 0.6]),
      next: near([2.8, 100, 3.6]),
    });
    expect(after.prediction).toBe(10);
    expect(written(rounds[0]!.work.shares[1]!)).toBe('0');
    expect(written(rounds[0]!.work.shares[2]!)).toBe('3 / (2 + 3) = 0.6');
  });

  test.each([
    [[2, -2], 'which cancel'],
    [[0, 0], 'all 0'],
  ])('weights %j, %s, get the same share', (weights) => {
    const { rounds, after } = guessWeights({ inputs: [1, 4], weights, target: 10 });
    expect(rounds[0]).toMatchObject({ total: 0, shares: [0.5, 0.5] });
    expect(rounds[0]!.work.shares.map((s) => [symbols(s), written(s)])).toEqual([
      ['1/n', '1/2 = 0.5'],
      ['1/n', '1/2 = 0.5'],
    ]);
    expect(after.prediction).toBeCloseTo(10, 12);
  });

  test('weights that cancel but for rounding do so too', () => {
    expect(0.1 + 0.2 - 0.3).not.toBe(0);
    const { shares } = guessWeights({ inputs: [1, 1, 1], weights: [0.1, 0.2, -0.3], target: 1 }).rounds[0]!;
    expect(shares).toEqual(near([1 / 3, 1 / 3, 1 / 3]));
    // What is small is not what cancels.
    const small = guessWeights({ inputs: [1, 1], weights: [1e-300, 3e-300], target: 1 }).rounds[0]!;
    expect(small.shares).toEqual(near([0.25, 0.75]));
  });

  test('a negative weight takes a negative share; shares add up to 1', () => {
    const { rounds, after } = guessWeights({ inputs: [1, 2], weights: [-2, 3], target: 10 });
    expect(rounds[0]).toMatchObject({ prediction: 4, error: 6, shares: [-2, 3], parts: [-12, 18], next: [-14, 12] });
    expect(after.prediction).toBe(10);
  });

  test('where all inputs are 0 nothing moves, the error stays, and the result says so', () => {
    const { rounds, after, stuck } = guessWeights({ inputs: [0, 0], weights: [2, 3], target: 10, rounds: 3 });
    expect(stuck).toBe(true);
    for (const round of rounds) {
      expect(round).toMatchObject({ weights: [2, 3], prediction: 0, error: 10, shares: [0, 0], moves: [0, 0] });
    }
    expect(after).toMatchObject({ weights: [2, 3], error: 10 });
  });
});

describe('what cannot be used is named', () => {
  test.each<[string, object, typeof Error, string]>([
    ['no number', { weights: [2, '3'] }, TypeError, "weights[1]: expected a number, got '3'"],
    ['NaN', { weights: [Number.NaN, 3] }, RangeError, 'weights[0]: expected a finite number, got NaN'],
    ['infinite', { inputs: [1, Infinity] }, RangeError, 'inputs[1]: expected a finite number, got Infinity'],
    ['too many', { weights: [1, 2, 3] }, RangeError, 'weights: expected 2, one for each input, got 3'],
    ['too few', { weights: [1] }, RangeError, 'weights: expected 2, one for each input, got 1'],
    ['none', { inputs: [], weights: [] }, RangeError, 'inputs: expected at least one number, got none'],
    ['no list', { inputs: 1 }, TypeError, 'inputs: expected a list of numbers, got 1'],
    ['no target', { target: undefined }, TypeError, 'target: expected a number, got undefined'],
    ['target', { target: Number.NaN }, RangeError, 'target: expected a finite number, got NaN'],
    ['standing still', { learningRate: 0 }, RangeError, 'learningRate: expected a number above 0, got 0'],
    ['half a round', { rounds: 1.5 }, RangeError, 'rounds: expected a whole number from 1, got 1.5'],
    ['no round', { rounds: 0 }, RangeError, 'rounds: expected a whole number from 1, got 0'],
    ['too large', { inputs: [1e200, 1], weights: [1e200, 1] }, RangeError, 'terms of round 1: expected numbers that'],
    ['diverging', { learningRate: 9, rounds: 1000 }, RangeError, 'expected numbers that double precision can hold'],
  ])('%s', (_, change, kind, message) => {
    const call = () => guessWeights({ ...notes, ...change });
    expect(call).toThrow(kind);
    expect(call).toThrow(`guessWeights: `);
    expect(call).toThrow(message);
  });
});
