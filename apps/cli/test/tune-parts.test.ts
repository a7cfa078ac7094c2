import { describe, expect, test } from 'vitest';
import { CommandError } from '../src/terminal/errors.js';
import { byChance, mattered, spearman } from '../src/tune/mattered.js';
import { spaceOf } from '../src/tune/read-space.js';
import { ranked, type TrialResult } from '../src/tune/result.js';
import { randomSearch, successiveHalving } from '../src/tune/rungs.js';
import { sample } from '../src/tune/sample.js';
import { defaultSpace, sizeOf } from '../src/tune/space.js';

describe('a space that is declared', () => {
  test('lists of values, ranges; in the order of recipes', () => {
    const declared = {
      learningRate: { from: 0.001, to: 0.1, scale: 'log' },
      batchSize: { from: 8, to: 64 },
      hidden: [[], [64, 64]],
    };
    const space = spaceOf('space.json', declared);
    expect(space).toEqual({
      hidden: [[], [64, 64]],
      learningRate: { from: 0.001, to: 0.1, scale: 'log', whole: false },
      batchSize: { from: 8, to: 64, scale: 'linear', whole: true },
    });
    expect(Object.keys(space)).toEqual(['hidden', 'learningRate', 'batchSize']);
  });

  const names = 'hidden, activation, loss, optimizer, learningRate, batchSize, weightDecay';

  test.each<[unknown, string]>([
    [
      [1],
      'expected an object such as { "hidden": [[64], [64, 64]], "learningRate": { "from": 0.0001, "to": 0.1, "scale": "log" } }, got [1]',
    ],
    [{}, `nothing is declared; expected some of ${names}`],
    [{ learningrate: [0.1] }, "there is no setting 'learningrate' to search; did you mean 'learningRate'?"],
    [{ seed: [1, 2] }, `there is no setting 'seed' to search; expected one of ${names}`],
    [{ constructor: [1] }, `there is no setting 'constructor' to search; expected one of ${names}`],
    [{ activation: 'relu' }, 'activation: expected a list of values or a range { from, to, scale }, got "relu"'],
    [{ activation: [] }, 'activation: the list is empty; expected at least one value'],
    [
      { activation: ['rleu'] },
      `activation: expected one of gelu, linear, relu, sigmoid, tanh, got "rleu"; did you mean 'relu'?`,
    ],
    [{ activation: ['relu', 'tanh', 'relu'] }, 'activation: "relu" is there more than once'],
    [
      { activation: { from: 1, to: 2 } },
      'activation: expected a list of values, got {"from":1,"to":2}; only numbers have ranges',
    ],
    [{ hidden: [64] }, 'hidden: expected a list of whole numbers from 1, such as [64, 64], or [] for none, got 64'],
    [
      { hidden: [[0.5]] },
      'hidden: expected a list of whole numbers from 1, such as [64, 64], or [] for none, got [0.5]',
    ],
    [{ batchSize: [0] }, "batchSize: expected a whole number from 1, or 'all', got 0"],
    [{ batchSize: { from: 1.5, to: 8 } }, "batchSize.from: expected a whole number from 1, or 'all', got 1.5"],
    [{ batchSize: { from: 1, to: 'all' } }, `batchSize.to: expected a whole number from 1, or 'all', got "all"`],
    [{ learningRate: { from: 0.1, to: 0.1 } }, 'learningRate: expected from below to, got from 0.1 to 0.1'],
    [{ learningRate: { from: 0.1 } }, 'learningRate.to: expected a number above 0, got undefined'],
    [{ learningRate: { from: 0, to: 1 } }, 'learningRate.from: expected a number above 0, got 0'],
    [{ weightDecay: { from: 0, to: 1, scale: 'log' } }, 'weightDecay.from: a logarithmic scale begins above 0, got 0'],
    [{ weightDecay: { from: 0, to: 1, scale: 'Log' } }, `weightDecay.scale: expected 'linear' or 'log', got "Log"`],
    [{ weightDecay: { from: 0, to: 1, sclae: 'log' } }, "weightDecay: a range has no 'sclae'; did you mean 'scale'?"],
  ])('%j is refused', (declared, message) => {
    expect(() => spaceOf('space.json', declared)).toThrow(new CommandError(`space.json: ${message}`));
  });

  test('what is given as an option is not searched, too', () => {
    expect(() => spaceOf('s', { activation: ['relu'] }, ['activation'])).toThrow(
      new CommandError('s: activation: it is given as an option, too; leave it out here or there'),
    );
  });

  test('all that is wrong is said at once', () => {
    const declared = { hiden: [[1]], activation: [], weightDecay: { from: 2, to: 1, scale: 'cubic' } };
    expect(() => spaceOf('space.json', declared)).toThrow(
      new CommandError(
        [
          'space.json: 4 problems',
          "  there is no setting 'hiden' to search; did you mean 'hidden'?",
          '  activation: the list is empty; expected at least one value',
          "  weightDecay.scale: expected 'linear' or 'log', got \"cubic\"",
          '  weightDecay: expected from below to, got from 2 to 1',
        ].join('\n'),
      ),
    );
  });
});

describe('what trials try', () => {
  test('the k-th depends on the seed and on k alone', () => {
    const twenty = sample(defaultSpace, 3, 20);
    expect(sample(defaultSpace, 3, 7)).toEqual(twenty.slice(0, 7));
    expect(sample(defaultSpace, 4, 20)).not.toEqual(twenty);
  });

  test('a setting is drawn as it was when another one is searched, too', () => {
    const { learningRate } = defaultSpace;
    const alone = sample({ learningRate: learningRate! }, 0, 10).map((settings) => settings.learningRate);
    const among = sample({ learningRate: learningRate!, activation: ['relu', 'tanh'] }, 0, 10);
    expect(among.map((settings) => settings.learningRate)).toEqual(alone);
  });

  test('numbers have four digits, and spread as their scale has it', () => {
    const space = spaceOf('s', {
      learningRate: { from: 0.0001, to: 0.1, scale: 'log' },
      weightDecay: { from: 0, to: 1 },
    });
    const drawn = sample(space, 0, 600);
    expect(drawn).toHaveLength(600);
    const [rates, decays] = [drawn.map((s) => s.learningRate!), drawn.map((s) => s.weightDecay!)];
    for (const value of [...rates, ...decays]) expect(value).toBe(Number(value.toPrecision(4)));
    // Each third of a range has a third of the numbers: 200, with a standard deviation of 11.5.
    const within = (values: readonly number[], low: number, high: number) =>
      values.filter((value) => value >= low && value <= high).length;
    for (const [low, high] of [
      [0.0001, 0.001],
      [0.001, 0.01],
      [0.01, 0.1],
    ] as const) {
      expect(Math.abs(within(rates, low, high) - 200)).toBeLessThan(46);
    }
    for (const k of [0, 1, 2]) expect(Math.abs(within(decays, k / 3, (k + 1) / 3) - 200)).toBeLessThan(46);
  });

  test.each(['linear', 'log'])('whole numbers reach both ends, scale %s', (scale) => {
    const space = spaceOf('s', { batchSize: { from: 1, to: 4, scale } });
    const drawn = sample(space, 1, 50).map((settings) => settings.batchSize);
    expect([...drawn].sort()).toEqual([1, 2, 3, 4]);
  });

  test('none twice: a small space is tried whole', () => {
    const space = spaceOf('s', { hidden: [[], [4]], activation: ['relu', 'tanh', 'gelu'] });
    expect(sizeOf(space)).toBe(6);
    const drawn = sample(space, 0, 20).map((settings) => JSON.stringify(settings));
    expect(new Set(drawn).size).toBe(6);
    expect(drawn).toHaveLength(6);
  });

  test('a range of which four digits leave little ends', () => {
    const space = spaceOf('s', { weightDecay: { from: 0.1, to: 0.10001 } });
    expect(sample(space, 0, 20).map((settings) => settings.weightDecay)).toEqual([0.1]);
  });
});

describe('how trials get their epochs', () => {
  test('random: each has all', () => {
    expect(randomSearch(20, 60)).toEqual([{ trials: 20, epochs: 60 }]);
  });

  // By hand: thirds, rounded down.
  test.each<[number, number, [trials: number, epochs: number][]]>([
    [
      27,
      81,
      [
        [27, 3],
        [9, 9],
        [3, 27],
        [1, 81],
      ],
    ],
    [
      20,
      60,
      [
        [20, 6],
        [6, 20],
        [2, 60],
      ],
    ],
    [
      9,
      5,
      [
        [9, 1],
        [3, 5],
      ],
    ],
    [2, 100, [[2, 100]]],
    [81, 1, [[81, 1]]],
    [1, 1, [[1, 1]]],
  ])('halving: %i trials of at most %i epochs', (trials, budget, rungs) => {
    expect(successiveHalving(trials, budget)).toEqual(rungs.map(([n, epochs]) => ({ trials: n, epochs })));
  });
});

describe('what mattered', () => {
  test('the rank correlation is that of scipy.stats.spearmanr', () => {
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 14);
    expect(spearman([1, 2, 3], [9, 4, 1])).toBeCloseTo(-1, 14);
    expect(spearman([1, 1, 1], [9, 4, 1])).toBe(0);
    // Of the ranks 1, 2, 3.5, 3.5: a lost trial is the worst, and so are two.
    expect(spearman([1, 2, 3, 4], [0.1, 0.2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBeCloseTo(
      4.5 / Math.sqrt(5 * 4.5),
      14,
    );
    expect(byChance(50)).toBeCloseTo(0.28, 14);
  });

  const result = (trial: number, activation: string, validationLoss?: number, accuracy = 0.5): TrialResult => ({
    trial,
    epochs: 3,
    trained: 3,
    settings: { activation },
    ...(validationLoss === undefined
      ? { lost: 'the loss became NaN' }
      : { best: { epoch: 1, validationLoss, validationAccuracy: accuracy } }),
  });
  const results = [
    result(1, 'relu', 0.5, 0.9),
    result(2, 'relu', 0.25, 0.8),
    result(3, 'tanh'),
    result(4, 'gelu', 0.25, 0.9),
  ];

  test('choices have the mean of their trials', () => {
    expect(mattered({ activation: ['relu', 'tanh', 'gelu', 'linear'] }, results, 'loss')).toEqual([
      {
        setting: 'activation',
        values: [
          { value: 'relu', trials: 2, lost: 0, mean: 0.375 },
          { value: 'tanh', trials: 1, lost: 1 },
          { value: 'gelu', trials: 1, lost: 0, mean: 0.25 },
        ],
      },
    ]);
  });

  test('trials are ranked by loss or by accuracy, lost ones last', () => {
    expect(ranked(results, 'loss').map(({ trial }) => trial)).toEqual([2, 4, 1, 3]);
    expect(ranked(results, 'accuracy').map(({ trial }) => trial)).toEqual([4, 1, 2, 3]);
  });
});
