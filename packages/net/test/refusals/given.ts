import { crossEntropy, meanSquaredError } from '@nn/loss';
import { adam, lbfgs, sgd } from '@nn/optim';
import { bad, infinite, outside, type Refusal } from '../../../../refusals.shared.js';
import * as net from '../../src/index.js';

export const make = () => net.network({ inputs: 2, layers: [net.dense(1)] });
export const model = make();
export const x = [
  [0, 1],
  [1, 0],
];
export const t = [[0], [1]];
export const loss = meanSquaredError();
const optimizer = sgd();

/** What stands where the options are needed, and what of samples each of these functions refuses. */
export const samples = (call: (model: net.Network, x: net.Rows, t: net.Targets) => unknown): readonly Refusal[] => [
  [() => call(bad(undefined), x, t), TypeError, 'model: expected a network, as network({ … }) makes it, got undefined'],
  [
    () => call(bad(net.network), x, t),
    TypeError,
    'model: expected a network, as network({ … }) makes it, got a function: call it, ()',
  ],
  [() => call(model, bad(undefined), t), TypeError, 'x: expected a matrix or rows of numbers, got undefined'],
  [
    () => call(model, bad([0, 1]), t),
    TypeError,
    'x: expected a matrix or rows of numbers, got an array of 0; for one sample write [[…]]',
  ],
  [() => call(model, [], []), RangeError, 'x has no rows; expected at least one sample'],
  [() => call(model, [[1, 2, 3]], t), RangeError, 'x is 1 x 3, but this network takes 2 columns'],
  [
    () =>
      call(model, x, [
        [1, 2],
        [3, 4],
      ]),
    RangeError,
    't is 2 x 2, but this network gives 1 columns',
  ],
  [() => call(model, x, [[1]]), RangeError, 'x has 2 rows and t 1; expected one target for each sample'],
  [() => call(model, x, bad(undefined)), TypeError, 't: expected a matrix or rows of numbers, got undefined'],
  [
    () => call(model, x, bad([0, 1])),
    TypeError,
    't: expected a matrix or rows of numbers, got a flat list; of class numbers make Int32Array.from(…), of one number a sample rows of one',
  ],
  [
    () => call(model, x, Int32Array.of(0, 2)),
    RangeError,
    't[1]: expected a class from 0 to 1, got 2; one column tells two classes apart, more of them take a column each',
  ],
  [
    () =>
      call(
        model,
        [
          [0, Number.NaN],
          [1, 0],
        ],
        t,
      ),
    RangeError,
    'x: row 0, column 1 is NaN; expected a finite number (fill in or drop missing values first)',
  ],
  [
    () => call(model, x, [[0], [Number.POSITIVE_INFINITY]]),
    RangeError,
    't: row 1, column 0 is Infinity; expected a finite number (fill in or drop missing values first)',
  ],
];

/** What functions that take a loss refuse in its place. */
export const losses = (call: (loss: never) => unknown): readonly Refusal[] => [
  [() => call(bad(undefined)), TypeError, 'loss: expected a loss such as crossEntropy(), got undefined'],
  [
    () => call(bad(crossEntropy)),
    TypeError,
    'loss: expected a loss such as crossEntropy(), got a function: call it, ()',
  ],
  [() => call(bad('mse')), TypeError, "loss: expected a loss such as crossEntropy(), got 'mse'"],
];

/** Weights of samples and classes. */
export const counted = (call: (counts: never) => unknown): readonly Refusal[] => [
  [() => call(bad({ weights: [1] })), RangeError, 'weights: expected 2 numbers, one for each sample, got 1'],
  [() => call(bad({ weights: [1, -1] })), RangeError, 'weights[1]: expected a finite number from 0, got -1'],
  [() => call(bad({ weights: [Number.NaN, 1] })), RangeError, 'weights[0]: expected a finite number from 0, got NaN'],
  [
    () => call(bad({ weights: [0, 0] })),
    RangeError,
    'weights: expected a sample whose weight is above 0, got 0 for each of 2',
  ],
  [() => call(bad({ classWeights: [1, -1] })), RangeError, 'classWeights[1]: expected a finite number from 0, got -1'],
  [() => call(bad({ classWeights: [1] })), RangeError, 'classWeights: expected 2 numbers, one for each class, got 1'],
];

export const none = (such: string) => `options: expected an object such as ${such}, got undefined`;
export const rule = "rule: expected one of proportional, transposed, gradient, or a rule of one's own";
const made = 'optimizer: expected one such as adam()';

/** What each step of a training refuses, in every function that makes some. */
export const run = (call: (options: never, on?: net.Network) => unknown): readonly Refusal[] => {
  const having = (changed: object) => () => call(bad({ loss, optimizer, ...changed }));
  return [
    [() => call(bad(undefined)), TypeError, none('{ loss: crossEntropy(), optimizer: adam() }')],
    ...losses((other) => having({ loss: other })()),
    [having({ optimizer: adam }), TypeError, `${made}, got a function: call it, ()`],
    [having({ optimizer: undefined }), TypeError, `${made}, got undefined`],
    [having({ optimizer: 'adam' }), TypeError, `${made}, got 'adam'`],
    ...outside((accumulate) => having({ accumulate })(), 'accumulate: expected a whole number from 1', 0, -1, 1.5),
    ...outside(
      (batchSize) => having({ batchSize })(),
      "batchSize: expected 'all' or a whole number from 1",
      0,
      -1,
      1.5,
    ),
    ...outside((seed) => having({ seed })(), 'seed: expected a whole number', 0.5, ...infinite),
    [having({ shuffle: 'no' }), TypeError, "shuffle: expected true or false, got 'no'"],
    [having({ rule: 'share' }), TypeError, `${rule}, got 'share'`],
    [having({ rule: {} }), TypeError, `${rule}, got an object`],
    [
      having({ groups: {} }),
      TypeError,
      'groups: expected a function of a parameter such as noDecayOnBiases, got an object',
    ],
    [
      having({ groups: () => undefined }),
      TypeError,
      'groups: layers.0.weight: expected settings such as { weightDecay: 0 }, or {}, got undefined',
    ],
    [
      having({ groups: () => ({ momentum: 1 }) }),
      TypeError,
      'groups: layers.0.weight: expected learningRate or weightDecay, got momentum',
    ],
    ...outside(
      (learningRate) => having({ groups: () => ({ learningRate }) })(),
      'groups: layers.0.weight: learningRate: expected a finite number from 0',
      -1,
      ...infinite,
    ),
    [
      having({ groups: () => ({ weightDecay: 0.1 }) }),
      RangeError,
      'groups: layers.0.weight: weightDecay: expected 0, since this sgd was made without a decay and would ignore it, got 0.1; make it with one, and give the other parameters 0',
    ],
    [
      having({ optimizer: lbfgs(), batchSize: 1 }),
      RangeError,
      "batchSize: expected 'all' with lbfgs, which compares losses of the same samples, got 1",
    ],
    [
      having({ optimizer: lbfgs(), batchSize: 'all', groups: () => ({}) }),
      TypeError,
      'groups: expected none with lbfgs, which moves all parameters in one direction',
    ],
  ];
};

export const rate = (call: (options: never) => unknown): readonly Refusal[] => [
  [() => call(bad({ learningRate: '0.1' })), TypeError, "learningRate: expected a number or a schedule, got '0.1'"],
  [
    () => call(bad({ learningRate: -1 })),
    RangeError,
    'learningRate: expected a finite number from 0, got -1 at step 1',
  ],
  [
    () => call(bad({ learningRate: Number.NaN })),
    RangeError,
    'learningRate: expected a finite number from 0, got NaN at step 1',
  ],
  [
    () => call(bad({ learningRate: () => '1' })),
    TypeError,
    "learningRate: expected a finite number from 0, got '1' at step 1",
  ],
];

export const options = { loss, optimizer };
export const fitting = (changed: object) => () => net.fit(make(), x, t, { ...options, ...changed });
