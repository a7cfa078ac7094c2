import { fromData, matrix } from '@nn/matrix';
import { bad, infinite, outside, type Refusal, type Refusals } from '../../../../refusals.shared.js';
import * as init from '../../src/init/index.js';
import * as metrics from '../../src/metrics/index.js';

const spread = (make: (options: { mean?: never; std?: never }) => unknown): readonly Refusal[] => [
  ...outside((mean) => make({ mean }), 'mean: expected a finite number', ...infinite),
  ...outside((std) => make({ std }), 'std: expected a finite number from 0', -1, ...infinite),
];

export const initializers: Refusals = {
  constant: outside(init.constant, 'value: expected a finite number', ...infinite),
  normal: spread(init.normal),
  truncatedNormal: spread(init.truncatedNormal),
  orthogonal: outside((gain) => init.orthogonal({ gain }), 'gain: expected a finite number', ...infinite),
  uniform: [
    ...outside((min) => init.uniform({ min }), 'min: expected a finite number', ...infinite),
    ...outside((max) => init.uniform({ max }), 'max: expected a finite number from min (-0.05)', -1, ...infinite),
  ],
};

type Value = (output: never, target: never) => unknown;
const classes = bad(
  matrix([
    [1, 0],
    [0, 1],
  ]),
);
const output = bad(
  matrix([
    [0.9, 0.1],
    [0.2, 0.8],
  ]),
);

/** What every metric refuses, in the place of outputs and targets. */
const pairs = (value: Value): readonly Refusal[] => [
  [
    () => value(bad(undefined), classes),
    TypeError,
    'output: expected a matrix, got undefined; matrix([[…]]) makes one',
  ],
  [() => value(bad([[1, 0]]), classes), TypeError, 'output: expected a matrix, got [[1, 0]]; matrix([[…]]) makes one'],
  [
    () => value(output, bad(Int32Array.of(0, 1))),
    TypeError,
    'target: expected a matrix, got an object of Int32Array; matrix([[…]]) makes one',
  ],
  [() => value(output, bad(null)), TypeError, 'target: expected a matrix, got null; matrix([[…]]) makes one'],
  [
    () => value(output, bad(matrix([[0], [1]]))),
    RangeError,
    'output is 2 x 2 and target 2 x 1; expected one size for both (several classes as one-hot rows)',
  ],
  [() => value(bad(matrix([])), bad(matrix([]))), RangeError, 'output: expected at least one row, got none'],
  [
    () =>
      value(
        bad(
          matrix([
            [1, 0],
            [Number.NaN, 1],
          ]),
        ),
        classes,
      ),
    RangeError,
    'output: row 1, column 0 is NaN; expected a finite number',
  ],
  [
    () => value(output, bad(fromData(2, 2, Float32Array.of(1, 0, 0, Number.POSITIVE_INFINITY)))),
    RangeError,
    'target: row 1, column 1 is Infinity; expected a finite number',
  ],
];

const other =
  'target: expected classes (one-hot rows, or one column of 0 and 1), got other numbers; for those take meanAbsoluteError, rootMeanSquaredError or r2';
const ofClasses = (value: Value): readonly Refusal[] => [
  ...pairs(value),
  [
    () =>
      value(
        output,
        bad(
          matrix([
            [1, 1],
            [0, 1],
          ]),
        ),
      ),
    TypeError,
    other,
  ],
];
const averaged = (make: (options?: metrics.AverageOptions) => metrics.Metric): readonly Refusal[] => [
  ...ofClasses(make().value),
  [() => make({ average: bad('weighted') }), TypeError, "average: expected 'macro' or 'micro', got 'weighted'"],
  [() => make({ average: bad(1) }), TypeError, "average: expected 'macro' or 'micro', got 1"],
];

export const ofMetrics: Refusals = {
  accuracy: ofClasses(metrics.accuracy().value),
  confusionMatrix: ofClasses(metrics.confusionMatrix),
  f1: averaged(metrics.f1),
  precision: averaged(metrics.precision),
  recall: averaged(metrics.recall),
  logLoss: ofClasses(metrics.logLoss().value),
  meanAbsoluteError: pairs(metrics.meanAbsoluteError().value),
  r2: pairs(metrics.r2().value),
  rootMeanSquaredError: pairs(metrics.rootMeanSquaredError().value),
  rocAuc: [
    ...ofClasses(metrics.rocAuc().value),
    [
      () => metrics.rocAuc().value(matrix([[0.5]]), matrix([[0]])),
      RangeError,
      'target: column 0 is 0 in every row, and the area is defined only where there are both; judge by samples of every class',
    ],
  ],
  topK: [
    ...ofClasses(metrics.topK({ k: 1 }).value),
    ...outside((k) => metrics.topK({ k }), 'k: expected a whole number from 1', 0, -1, 1.5, ...infinite),
    [() => metrics.topK(bad(undefined)), TypeError, 'options: expected an object such as { k: 5 }, got undefined'],
  ],
};
