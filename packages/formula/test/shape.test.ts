import { describe, expect, test } from 'vitest';
import * as f from '../src/index.js';
import { type Axis, type Expr, evaluate, inferShapes, type Shape, ShapeError } from '../src/index.js';

const [a, b, k] = [f.input('a'), f.input('b'), f.input('k')];
const shapeOf = (x: Expr, shapes: Record<string, Shape>) => inferShapes([x], shapes).get(x);

describe('shapes', () => {
  test.each<[Expr, Shape, Shape, Shape]>([
    [f.add(a, b), [3, 1], [1, 4], [3, 4]],
    [f.add(a, b), [3, 4], [1, 1], [3, 4]],
    [f.add(a, b), ['batch', 4], [1, 4], ['batch', 4]],
    [f.select(a, b, 0), [1, 4], ['batch', 1], ['batch', 4]],
    [f.add(a, b), [0, 3], [1, 3], [0, 3]],
    [f.matmul(a, b), ['batch', 3], [3, 2], ['batch', 2]],
    [f.matmul(a, b, { transposeA: true }), ['batch', 3], ['batch', 2], [3, 2]],
    [f.matmul(a, b, { transposeB: true }), [5, 3], [2, 3], [5, 2]],
    [f.matmul(a, b, { transposeA: true, transposeB: true }), [3, 5], [2, 3], [5, 2]],
    [f.transpose(a), ['batch', 3], [1, 1], [3, 'batch']],
    [f.sum(a), [4, 3], [1, 1], [1, 1]],
    [f.mean(a, 'eachRow'), [4, 3], [1, 1], [4, 1]],
    [f.max(a, 'eachColumn'), [4, 3], [1, 1], [1, 3]],
    [f.gather(a, b, 'columns'), [4, 3], [4, 7], [4, 7]],
    [f.gather(a, b, 'columns'), [4, 3], [1, 7], [4, 7]],
    [f.gather(a, b, 'rows'), [4, 3], ['batch', 1], ['batch', 3]],
    [f.reshape(a, 2), [4, 3], [1, 1], [6, 2]],
    [f.reshape(a, 2), ['batch', 6], [1, 1], ['3 batch', 2]],
    [f.reshape(a, 8), ['4 batch', 2], [1, 1], ['batch', 8]],
    [f.reshape(a, 4), ['6 batch', 2], [1, 1], ['3 batch', 4]],
    [f.reshapeLike(a, b), ['3 batch', 2], ['batch', 6], ['batch', 6]],
    [f.add(f.table(1, 2, [5, 6]), a), [3, 2], [1, 1], [3, 2]],
    [f.conform(a, b), [4, 1], [1, 3], [1, 3]],
    [f.count(a), [4, 3], [1, 1], [1, 1]],
    [f.uniform(0, b), [4, 3], [2, 5], [2, 5]],
  ])('%#', (x, shapeA, shapeB, expected) => {
    expect(shapeOf(x, { a: shapeA, b: shapeB })).toEqual(expected);
  });
});

describe('errors', () => {
  test.each<[string, Expr, Record<string, Shape>, string]>([
    [
      'rows that differ',
      f.add(f.exp(a), b),
      { a: [3, 4], b: [2, 4] },
      'add: exp(a) is 3 x 4, b is 2 x 4: rows must be equal, or 1 on one side',
    ],
    [
      'columns that differ, of three operands',
      f.select(a, b, 0),
      { a: [3, 4], b: [3, 'batch'] },
      'select: a is 3 x 4, b is 3 x batch, 0 is 1 x 1: columns must be equal, or 1 on one side',
    ],
    [
      'inner sizes that differ',
      f.matmul(a, f.sigmoid(f.add(b, 1)), { transposeA: true }),
      { a: [32, 60], b: [64, 10] },
      'matmul: a is 32 x 60 (transposed) and sigmoid(add(…)) is 64 x 10: the inner sizes 32 and 64 must be equal',
    ],
    [
      'rows that are not filled',
      f.reshape(a, 5),
      { a: [3, 4] },
      'reshape: a is 3 x 4: its numbers do not fill whole rows of 5',
    ],
    [
      'rows of two samples',
      f.reshape(a, 8),
      { a: ['batch', 4] },
      'reshape: a is batch x 4: its numbers do not fill whole rows of 8',
    ],
    [
      'another count of numbers',
      f.reshapeLike(a, b),
      { a: ['batch', 6], b: ['batch', 3] },
      'reshapeLike: a is batch x 6, which is not as many numbers as batch x 3',
    ],
    [
      'an index of another size',
      f.gather(a, k, 'columns'),
      { a: [3, 4], k: [2, 1] },
      'gather: the index has size 2 where the source has 3; expected that size, or 1',
    ],
    [
      'values that an index does not name',
      f.scatterAdd(a, k, b, 'columns'),
      { a: [3, 4], k: [3, 2], b: [3, 9] },
      'scatterAdd: a is 3 x 4, but the index names 3 x 2 places',
    ],
    [
      'a size that cannot be reached',
      f.conform(a, b),
      { a: [3, 4], b: [2, 4] },
      'conform: a is 3 x 4, to be made 2 x 4: rows must be equal, or 1 on one side',
    ],
    ['a missing input', f.add(a, b), { b: [1, 1], c: [1, 1] }, "input 'a' has no value; given: b, c"],
    ['no input at all', a, {}, "input 'a' has no value; given: none"],
  ])('%s', (_, x, shapes, message) => {
    expect(() => shapeOf(x, shapes)).toThrow(new ShapeError(message));
  });

  test('come from evaluation too, and from a seed of the wrong size', () => {
    expect(() => evaluate(f.add(a, b), { a: [[1, 2]], b: [[1, 2, 3]] })).toThrow(ShapeError);
    const gradient = f.gradients(f.square(a), ['a'], b).a!;
    expect(() => evaluate(gradient, { a: [[1, 2]], b: [[1, 2, 3]] })).toThrow(ShapeError);
  });
});

describe('matrices without rows or columns', () => {
  const empty = (rows: number, cols: number) => ({ rows, cols, data: [] });
  test.each<[string, Expr, number[]]>([
    ['sum', f.sum(a), [0]],
    ['mean', f.mean(a), [Number.NaN]],
    ['max', f.max(a), [-Infinity]],
    ['sum of each column', f.sum(a, 'eachColumn'), [0, 0, 0]],
    ['sum of each row', f.sum(a, 'eachRow'), []],
    ['conform to one row', f.conform(a, b), [0, 0, 0]],
    ['conform to no rows', f.conform(b, a), []],
    ['matmul over nothing', f.matmul(a, a, { transposeA: true }), [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['count', f.count(a), [0]],
  ])('%s', (_, x, expected) => {
    const given = { a: empty(0, 3), b: [[1, 2, 3]] };
    expect(Array.from(evaluate(x, given).data)).toEqual(expected);
    const simple = f.simplify(x, { a: [0, 3], b: [1, 3] });
    expect(Array.from(evaluate(simple, given).data)).toEqual(expected);
  });
});

test('a count is of rows, columns or elements', () => {
  const of = (axis?: Axis) => evaluate(f.count(a, axis), { a: [[1, 2, 3]] }).data[0];
  expect([of(), of('eachRow'), of('eachColumn')]).toEqual([3, 3, 1]);
});
