import { formula, neg } from '@nn/formula';
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
import * as m from '../src/index.js';

const a = m.matrix([
  [1, 2, 3],
  [4, 5, 6],
]);
const size = (call: (value: never) => unknown, name: string) =>
  outside(call, `${name}: expected a whole number from 0`, -1, 1.5, ...infinite);
const noMatrix = 'matrix([[…]]) makes one';

/** What is no matrix, in the place of an operand. */
const operand = (call: (x: never) => unknown, name: string): Refusal[] => [
  [() => call(bad(undefined)), TypeError, `${name}: expected a matrix, got undefined; ${noMatrix}`],
  [() => call(bad(3)), TypeError, `${name}: expected a matrix, got 3; ${noMatrix}`],
  [() => call(bad([[1, 2]])), TypeError, `${name}: expected a matrix, got [[1, 2]]; ${noMatrix}`],
];
const dtype = (call: (value: never) => unknown): Refusal => [
  () => call(bad('f16')),
  TypeError,
  "dtype: expected 'f32' or 'f64', got 'f16'",
];

const made: Refusals = {
  fromData: [
    ...size((rows) => m.fromData(rows, 1, new Float32Array(1)), 'rows'),
    ...size((cols) => m.fromData(1, cols, new Float32Array(1)), 'cols'),
    [() => m.fromData(2, 2, new Float32Array(3)), RangeError, 'data: expected 2 x 2 numbers, got 3'],
    [() => m.fromData(1, 2, bad([1, 2])), TypeError, 'data: expected a Float32Array or a Float64Array, got [1, 2]'],
    [() => m.fromData(1, 2, bad(null)), TypeError, 'data: expected a Float32Array or a Float64Array, got null'],
  ],
  full: [
    ...size((rows) => m.full(rows, 1, 0), 'rows'),
    [() => m.full(1, 1, bad('0')), TypeError, "value: expected a number, got '0'"],
    dtype((kind) => m.full(1, 1, 0, { dtype: kind })),
  ],
  identity: size((n) => m.identity(n), 'n'),
  matrix: [
    [() => m.matrix(bad(3)), TypeError, 'rows: expected rows of numbers, such as [[1, 2], [3, 4]], got 3'],
    [() => m.matrix(bad([1, 2])), TypeError, 'expected rows of numbers, got a row that is number; one row is [[…]]'],
    [() => m.matrix([[1, 2], [3]]), RangeError, 'row 1 has 1 numbers, row 0 has 2; every row needs the same count'],
    [() => m.matrix([[1, bad('2')]]), TypeError, 'row 0, column 1: expected a number, got string'],
  ],
  oneHot: [
    ...[0, 1.5].map(
      (k): Refusal => [() => m.oneHot(Int32Array.of(0), k), RangeError, `k: expected a whole number from 1, got ${k}`],
    ),
  ],
  random: [
    ...outside((seed) => m.random(seed), 'seed: expected a whole number', 0.5, ...infinite),
    ...size((stream) => m.random(1, stream), 'stream'),
    ...size((from) => m.random(1, 0, from), 'from'),
  ],
  uniform: [
    ...size((rows) => m.random(1).uniform(rows, 1), 'rows'),
    ...outside((min) => m.random(1).uniform(1, 1, { min }), 'min: expected a finite number', ...infinite),
    ...outside((max) => m.random(1).uniform(1, 1, { max }), 'max: expected a finite number', ...infinite),
    dtype((kind) => m.random(1).uniform(1, 1, { dtype: kind })),
  ],
  normal: [
    ...size((cols) => m.random(1).normal(1, cols), 'cols'),
    ...outside((std) => m.random(1).normal(1, 1, { std }), 'std: expected a finite number', ...infinite),
  ],
  permutation: size((n) => m.random(1).permutation(n), 'n'),
  reference: [dtype((kind) => m.reference({ dtype: kind }))],
  sampleWeights: [
    [() => m.sampleWeights(a, { weights: [1] }), RangeError, 'weights: expected 2 numbers, one for each sample, got 1'],
  ],
  setDefaultBackend: [
    [() => m.setDefaultBackend(bad(m.wasm)), TypeError, 'backend: expected a backend such as wasm(), got a function'],
    [
      () => m.setDefaultBackend(m.reference({ dtype: 'f64' })),
      TypeError,
      'expected an f32 backend, got f64; give an f64 one to the network that needs it',
    ],
  ],
  zeros: [
    ...size((rows) => m.zeros(rows, 1), 'rows'),
    ...size((cols) => m.zeros(1, cols), 'cols'),
    dtype((kind) => m.zeros(1, 1, { dtype: kind })),
  ],
};

const pair = (f: (x: m.Matrix, y: m.Matrix) => unknown): Refusal[] => [
  ...operand((x) => f(x, a), 'a'),
  ...operand((x) => f(a, x), 'b'),
];
const operations: Refusals = {
  add: pair(m.add),
  sub: pair(m.sub),
  mul: pair(m.mul),
  div: pair(m.div),
  matmul: [
    ...pair((x, y) => m.matmul(x, y)),
    [
      () => m.matmul(a, m.zeros(3, 1), { out: bad(m.zeros(1, 2)) }),
      RangeError,
      'out: expected a 2 x 1 matrix, got 1 x 2',
    ],
  ],
  transpose: operand(m.transpose, 'a'),
  sum: operand(m.sum, 'x'),
  mean: operand(m.mean, 'x'),
  sumRows: operand(m.sumRows, 'a'),
  sumCols: operand(m.sumCols, 'a'),
  argmaxRows: operand(m.argmaxRows, 'x'),
  scale: [
    ...operand((x) => m.scale(x, 2), 'x'),
    [() => m.scale(a, bad('2')), TypeError, "factor: expected a number, got '2'"],
  ],
  map: [
    ...operand((x) => m.map(formula(['x'], neg), { x }), 'x'),
    [
      () => m.map(bad(neg), { x: a }),
      TypeError,
      "formula: expected a formula such as formula(['x'], (x) => tanh(x)), got a function",
    ],
    [
      () => m.map(formula(['x'], neg), bad(null)),
      TypeError,
      'inputs: expected matrices by name, such as { x }, got null',
    ],
  ],
};

for (const table of [made, operations]) describeRefusals(table);
describe('@nn/matrix', () => {
  describeComplete(m, [made, operations], {
    checkMatrix: 'is what refuses',
    compile: 'is given what a backend made; sizes that do not fit are refused in compile.test.ts',
    defaultBackend: 'takes nothing',
    executable: 'is given plans that compile made',
    fmaAvailable: 'takes nothing',
    productsBy: 'is given a library of one’s own, which @nn/blas checks',
    settle: 'is called for every size of every run',
    simdAvailable: 'takes nothing',
    wasm: 'its refusals stand in threads.test.ts',
  });
});
