import { type Matrix, zeros } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import * as losses from '../src/index.js';
import { table } from './table.js';

const { checkLoss: _, loss: __, weighted: ___, ...factories } = losses;
type Factory = (options?: object) => losses.Loss;

/** Every option of a loss: what it may be, and numbers on the wrong side of that. */
const options = [
  { name: 'crossEntropy', option: 'labelSmoothing', expected: 'a number from 0 to below 1', outside: [-0.1, 1, 2] },
  { name: 'focal', option: 'gamma', expected: '0 or a number from 1', outside: [-1, 0.5] },
  { name: 'huber', option: 'delta', expected: 'a number above 0', outside: [0, -1] },
  { name: 'quantile', option: 'q', expected: 'a number between 0 and 1', outside: [0, 1, -0.5] },
] as const;

describe('options', () => {
  test('of every loss are in the table', () => {
    const read = Object.entries(factories).flatMap(([name, factory]) => {
      const asked: string[] = [];
      const watched = new Proxy({}, { get: (_, option) => void asked.push(String(option)) });
      (factory as Factory)(watched);
      return asked.map((option) => `${name}: ${option}`);
    });
    expect(read.sort()).toEqual(options.map(({ name, option }) => `${name}: ${option}`).sort());
  });

  describe.each(options)('$name: $option', ({ name, option, expected, outside }) => {
    const make = (value: unknown) => () => (factories[name] as Factory)({ [option]: value });

    test.each([...outside, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
      '%d is refused',
      (value) => {
        expect(make(value)).toThrow(new RangeError(`${name}: ${option}: expected ${expected}, got ${value}`));
      },
    );

    test.each([
      ['1', "'1'"],
      [null, 'null'],
      [true, 'true'],
      [{}, 'an object'],
      [[0.5], '[0.5]'],
      [() => 0.5, 'a function'],
      [1n, '1'],
    ])('what is no number is refused: %o', (value, got) => {
      expect(make(value)).toThrow(new TypeError(`${name}: ${option}: expected ${expected}, got ${got}`));
    });

    test('left out or undefined, it is the default', () => {
      expect(make(undefined)().formula.expression).toEqual((factories[name] as Factory)().formula.expression);
    });
  });
});

const y: Matrix = zeros(2, 3);
const column = (...weights: number[]): Matrix =>
  Object.assign(zeros(weights.length, 1), { data: Float64Array.from(weights) });

/** What `value` and `gradient` are given in the place of y, y and {}; the error, and what it says behind the name of the loss. */
const refused: readonly (readonly [
  string,
  { output?: unknown; target?: unknown; options?: object },
  typeof Error,
  string,
])[] = [
  ['fewer columns', { target: zeros(2, 2) }, RangeError, 'the output is 2 x 3 and the target 2 x 2; expected one size'],
  ['fewer rows', { target: zeros(1, 3) }, RangeError, 'the output is 2 x 3 and the target 1 x 3; expected one size'],
  [
    'another direction',
    { target: zeros(3, 2) },
    RangeError,
    'the output is 2 x 3 and the target 3 x 2; expected one size',
  ],
  [
    'a target that is empty',
    { target: zeros(0, 3) },
    RangeError,
    'the output is 2 x 3 and the target 0 x 3; expected one size',
  ],
  [
    'no samples',
    { output: zeros(0, 3), target: zeros(0, 3) },
    RangeError,
    'the output is 0 x 3; expected at least one number',
  ],
  [
    'no outputs',
    { output: zeros(2, 0), target: zeros(2, 0) },
    RangeError,
    'the output is 2 x 0; expected at least one number',
  ],
  [
    'no samples of class numbers',
    { output: zeros(0, 3), target: new Int32Array(0) },
    RangeError,
    'the output is 0 x 3; expected at least one number',
  ],
  [
    'rows of numbers',
    { output: [[1, 2, 3]] },
    TypeError,
    'output: expected a matrix, got [[1, 2, 3]]; matrix([[…]]) makes one',
  ],
  ['nothing', { output: undefined }, TypeError, 'output: expected a matrix, got undefined; matrix([[…]]) makes one'],
  ['null', { output: null }, TypeError, 'output: expected a matrix, got null; matrix([[…]]) makes one'],
  ['a number', { output: 3 }, TypeError, 'output: expected a matrix, got 3; matrix([[…]]) makes one'],
  [
    'a list of numbers as target',
    { target: [0, 1] },
    TypeError,
    'target: expected a matrix, or class numbers as an Int32Array, got [0, 1]; matrix([[…]]) makes one',
  ],
  [
    'another typed array as target',
    { target: new Uint8Array(2) },
    TypeError,
    'target: expected a matrix, or class numbers as an Int32Array, got an object of Uint8Array; matrix([[…]]) makes one',
  ],
  [
    'no target',
    { target: undefined },
    TypeError,
    'target: expected a matrix, or class numbers as an Int32Array, got undefined; matrix([[…]]) makes one',
  ],
  [
    'fewer class numbers',
    { target: Int32Array.of(0) },
    RangeError,
    'the output is 2 x 3 and the target 1 class numbers; expected 2, one for each sample',
  ],
  ['a class too many', { target: Int32Array.of(0, 3) }, RangeError, 'target[1]: expected a class from 0 to 2, got 3'],
  ['a class below 0', { target: Int32Array.of(-1, 0) }, RangeError, 'target[0]: expected a class from 0 to 2, got -1'],
  [
    'more weights',
    { options: { weights: zeros(3, 1) } },
    RangeError,
    'the weights are 3 x 1; expected 2 x 1, one for each sample',
  ],
  [
    'a weight for each number',
    { options: { weights: zeros(2, 3) } },
    RangeError,
    'the weights are 2 x 3; expected 2 x 1, one for each sample',
  ],
  [
    'a list of weights',
    { options: { weights: [1, 2] } },
    TypeError,
    'weights: expected a matrix, got [1, 2]; matrix([[…]]) makes one',
  ],
  [
    'a weight below 0',
    { options: { weights: column(1, -2) } },
    RangeError,
    'weights[1]: expected a finite number from 0, got -2',
  ],
  [
    'a weight of NaN',
    { options: { weights: column(Number.NaN, 1) } },
    RangeError,
    'weights[0]: expected a finite number from 0, got NaN',
  ],
  [
    'an infinite weight',
    { options: { weights: column(1, Number.POSITIVE_INFINITY) } },
    RangeError,
    'weights[1]: expected a finite number from 0, got Infinity',
  ],
  [
    'weights of 0',
    { options: { weights: column(0, 0) } },
    RangeError,
    'weights: expected a sample whose weight is above 0, got 0 for each of 2',
  ],
  [
    'a class weight too few',
    { options: { classWeights: [1, 2] } },
    RangeError,
    'classWeights: expected 3 numbers, one for each class, got 2',
  ],
  [
    'a class weight below 0',
    { options: { classWeights: [1, -2, 1] } },
    RangeError,
    'classWeights[1]: expected a finite number from 0, got -2',
  ],
  [
    'a class weight of NaN',
    { options: { classWeights: [1, 2, Number.NaN] } },
    RangeError,
    'classWeights[2]: expected a finite number from 0, got NaN',
  ],
  [
    'class weights by name',
    { options: { classWeights: { yes: 1 } } },
    TypeError,
    'classWeights: expected a list of numbers, one for each class, got an object',
  ],
  [
    'class weights that count nothing',
    { options: { classWeights: [0, 1, 1] } },
    RangeError,
    'classWeights: expected a sample whose weight is above 0, got 0 for each of 2',
  ],
];

describe.each(table.map((row) => ({ ...row, title: `${row.name}${row.options ?? ''}` })))('$title refuses', (row) => {
  const loss = row.make();

  test.each(refused)('%s', (_, given, error, message) => {
    const { output, target, options } = { output: y, target: y, options: {}, ...given };
    for (const run of [loss.value, loss.gradient]) {
      expect(() => run(output as Matrix, target as Matrix, options)).toThrow(new error(`${row.name}: ${message}`));
    }
  });

  test.each([
    ['out of another size', zeros(3, 2), RangeError, 'out is 3 x 2; expected 2 x 3, the size of the output'],
    [
      'out that is no matrix',
      new Float64Array(6),
      TypeError,
      'out: expected a matrix, got an object of Float64Array; matrix([[…]]) makes one',
    ],
  ])('%s', (_, out, error, message) => {
    const run = () => loss.gradient(y, y, { out: out as Matrix });
    expect(run).toThrow(new error(`${row.name}: ${message}`));
  });
});
