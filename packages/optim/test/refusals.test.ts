import { describe } from 'vitest';
import {
  bad,
  describeComplete,
  describeRefusals,
  infinite,
  outside,
  type Refusal,
  type Refusals,
} from '../../../refusals.shared.js';
import * as optim from '../src/index.js';

type Make = (options: Record<string, never>) => unknown;

/** What each of these settings refuses: numbers outside its range, and what is no number. */
const settings = (
  make: Make,
  ranges: Readonly<Record<string, readonly [expected: string, ...outside: number[]]>>,
): Refusal[] =>
  Object.entries(ranges).flatMap(([name, [expected, ...numbers]]) =>
    outside((value) => make({ [name]: value }), `${name}: expected ${expected}`, ...numbers),
  );

const from0 = ['a finite number from 0', -1, ...infinite] as const;
const part = ['a number from 0 to below 1', -0.1, 1, ...infinite] as const;
const positive = ['a finite number above 0', 0, -1, ...infinite] as const;
const count0 = ['a whole number from 0', -1, 1.5, ...infinite] as const;
const count1 = ['a whole number from 1', 0, 1.5, ...infinite] as const;
const moments = { learningRate: from0, beta1: part, beta2: part, epsilon: from0, weightDecay: from0 };

const optimizers: Refusals = {
  adaDelta: settings(optim.adaDelta, { learningRate: from0, rho: part, epsilon: from0, weightDecay: from0 }),
  adaGrad: settings(optim.adaGrad, { learningRate: from0, epsilon: from0, weightDecay: from0 }),
  adaMax: settings(optim.adaMax, moments),
  adam: settings(optim.adam, moments),
  adamW: settings(optim.adamW, moments),
  lbfgs: settings(optim.lbfgs, {
    ...{ learningRate: from0, history: count1, toleranceGradient: from0, toleranceChange: from0 },
  }),
  lion: settings(optim.lion, { learningRate: from0, beta1: part, beta2: part, weightDecay: from0 }),
  nadam: settings(optim.nadam, { ...moments, momentumDecay: from0 }),
  radam: settings(optim.radam, moments),
  rmsProp: settings(optim.rmsProp, {
    ...{ learningRate: from0, rho: part, epsilon: from0, momentum: part, weightDecay: from0 },
  }),
  sgd: [
    ...settings(optim.sgd, { learningRate: from0, momentum: part, weightDecay: from0 }),
    [() => optim.sgd({ nesterov: true }), RangeError, 'nesterov: expected a momentum above 0 with it, got 0'],
  ],
};

/** A schedule's rate, its settings, and what it counts. */
const schedule = (
  make: (rate: number, options: never) => unknown,
  given: Readonly<Record<string, unknown>>,
  ranges: Parameters<typeof settings>[1],
): Refusal[] => [
  ...outside((rate) => make(rate, bad(given)), 'learningRate: expected a finite number above 0', 0, -1, ...infinite),
  ...settings((options) => make(0.1, bad({ ...given, ...options })), ranges),
  [() => make(0.1, bad({ ...given, per: 'batch' })), TypeError, "per: expected 'step' or 'epoch', got 'batch'"],
];

const schedules: Refusals = {
  constant: outside(optim.constant, 'learningRate: expected a finite number above 0', 0, -1, ...infinite),
  cosineDecay: schedule(optim.cosineDecay, { over: 5 }, { over: positive, least: from0 }),
  cosineRestarts: schedule(optim.cosineRestarts, { every: 5 }, { every: positive, longer: positive, least: from0 }),
  exponentialDecay: schedule(optim.exponentialDecay, { decay: 0.1 }, { decay: positive }),
  inverseTimeDecay: schedule(optim.inverseTimeDecay, { decay: 0.1 }, { decay: positive }),
  listed: [
    [() => optim.listed([]), RangeError, 'rates: expected a list of one rate or more, got []'],
    [() => optim.listed(bad(0.1)), TypeError, 'rates: expected a list of one rate or more, got 0.1'],
    [() => optim.listed([0.1, -1]), RangeError, 'rates[1]: expected a finite number above 0, got -1'],
    [() => optim.listed([0.1], { per: bad('batch') }), TypeError, "per: expected 'step' or 'epoch', got 'batch'"],
  ],
  multiStepDecay: [
    ...schedule(optim.multiStepDecay, { at: [2] }, { factor: positive }),
    [() => optim.multiStepDecay(0.1, { at: bad('2') }), TypeError, "at: expected a list of times, got '2'"],
    [() => optim.multiStepDecay(0.1, { at: [2, -1] }), RangeError, 'at[1]: expected a finite number above 0, got -1'],
  ],
  onPlateau: [
    ...outside((rate) => optim.onPlateau(rate), 'learningRate: expected a finite number above 0', 0, ...infinite),
    ...settings((options) => optim.onPlateau(0.1, options), {
      ...{ factor: part, patience: count0, threshold: from0, cooldown: count0, least: from0 },
    }),
  ],
  oneCycle: schedule(optim.oneCycle, { over: 10 }, { over: positive, from: positive, rise: part, least: from0 }),
  polynomialDecay: schedule(optim.polynomialDecay, { over: 10 }, { over: positive, power: positive }),
  stepDecay: schedule(optim.stepDecay, { every: 2 }, { every: positive, factor: positive }),
  warmup: [
    ...settings((options) => optim.warmup(() => 0.1, bad({ over: 2, ...options })), { over: positive, from: positive }),
    [
      () => optim.warmup(bad(optim.adam()), { over: 2 }),
      TypeError,
      'schedule: expected a schedule such as cosineDecay(0.1, { over: 10 }), got an object',
    ],
    [
      () => optim.warmup(() => 1, { over: 2, per: bad('batch') }),
      TypeError,
      "per: expected 'step' or 'epoch', got 'batch'",
    ],
  ],
};

const others: Refusals = {
  batches: [
    ...outside((n) => [...optim.batches(n, 1)], 'count: expected a whole number from 1', 0, 1.5, ...infinite),
    [() => [...optim.batches(3, 0)], RangeError, "size: expected 'all' or a whole number from 1, got 0"],
    [() => [...optim.batches(3, bad('some'))], TypeError, "size: expected 'all' or a whole number from 1, got 'some'"],
  ],
  clipGlobalNorm: [
    ...settings(({ max }) => optim.clipGlobalNorm(optim.adam(), { max: max! }), { max: positive }),
    [
      () => optim.clipGlobalNorm(bad(optim.adam), { max: 1 }),
      TypeError,
      'optimizer: expected an optimizer such as adam(), got a function: call it, ()',
    ],
  ],
  clipValue: [
    ...settings(({ limit }) => optim.clipValue(optim.adam(), { limit: limit! }), { limit: positive }),
    [
      () => optim.clipValue(bad(null), { limit: 1 }),
      TypeError,
      'optimizer: expected an optimizer such as adam(), got null',
    ],
  ],
};

for (const table of [optimizers, schedules, others]) describeRefusals(table);
describe('@nn/optim', () => {
  describeComplete(optim, [optimizers, schedules, others], {
    compareDescents: 'its refusals stand in compare-descents.test.ts',
    minimize: 'its refusals stand in minimize.test.ts',
    optimizer: 'completes a rule of one’s own; what it makes is refused as those in the table are',
    whereDescentsEnd: 'its refusals stand in where-descents-end.test.ts',
  });
});
