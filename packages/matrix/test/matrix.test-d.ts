import { expectTypeOf, test } from 'vitest';
import {
  add,
  fromData,
  identity,
  type Matrix,
  matmul,
  matrix,
  sumCols,
  sumRows,
  transpose,
  zeros,
} from '../src/index.js';

test('sizes that are literal are carried', () => {
  const a = zeros(2, 3);
  const b = zeros(3, 4);
  expectTypeOf(matmul(a, b)).toEqualTypeOf<Matrix<2, 4>>();
  expectTypeOf(transpose(a)).toEqualTypeOf<Matrix<3, 2>>();
  expectTypeOf(add(a, zeros(2, 3))).toEqualTypeOf<Matrix<2, 3>>();
  expectTypeOf(sumRows(a)).toEqualTypeOf<Matrix<2, 1>>();
  expectTypeOf(sumCols(a)).toEqualTypeOf<Matrix<1, 3>>();
  expectTypeOf(identity(5)).toEqualTypeOf<Matrix<5, 5>>();
});

test('a row, a column or a number is repeated on either side', () => {
  const wide = zeros(5, 3);
  expectTypeOf(add(wide, zeros(1, 3))).toEqualTypeOf<Matrix<5, 3>>();
  expectTypeOf(add(zeros(1, 3), wide)).toEqualTypeOf<Matrix<5, 3>>();
  expectTypeOf(add(wide, sumRows(wide))).toEqualTypeOf<Matrix<5, 3>>();
  expectTypeOf(add(wide, zeros(1, 1))).toEqualTypeOf<Matrix<5, 3>>();
});

test('transposes change the sizes', () => {
  expectTypeOf(matmul(zeros(3, 2), zeros(3, 4), { transposeA: true })).toEqualTypeOf<Matrix<2, 4>>();
  expectTypeOf(matmul(zeros(2, 3), zeros(4, 3), { transposeB: true })).toEqualTypeOf<Matrix<2, 4>>();
  expectTypeOf(matmul(zeros(3, 2), zeros(4, 3), { transposeA: true, transposeB: true })).toEqualTypeOf<Matrix<2, 4>>();
  expectTypeOf(matmul(zeros(2, 3), zeros(3, 4), { out: zeros(2, 4) })).toEqualTypeOf<Matrix<2, 4>>();
});

test('a wrong shape does not compile', () => {
  // @ts-expect-error the inner sizes differ: 3 and 4
  const product = () => matmul(zeros(2, 3), zeros(4, 5));
  // @ts-expect-error 2 x 3 and 3 x 2
  const total = () => add(zeros(2, 3), zeros(3, 2));
  // @ts-expect-error the inner sizes differ, whatever the options
  const withOptions = () => matmul(zeros(2, 3), zeros(4, 5), {});
  // @ts-expect-error the result is 2 x 4
  const into = () => matmul(zeros(2, 3), zeros(3, 4), { out: zeros(4, 2) });
  // @ts-expect-error 3 x 2 transposed has three columns, not two
  const transposed = () => matmul(zeros(3, 2), zeros(2, 4), { transposeA: true });
  for (const f of [withOptions, into, transposed]) expectTypeOf(f).toBeFunction();
  expectTypeOf(product).toBeFunction();
  expectTypeOf(total).toBeFunction();
});

test('sizes that are not known fit every size, without a cast', () => {
  const n: number = 7;
  const unknown = matrix([[1, 2]]);
  expectTypeOf(matmul(unknown, zeros(4, 5))).toExtend<Matrix>();
  expectTypeOf(matmul(zeros(2, n), zeros(4, 5))).toExtend<Matrix<2, 5>>();
  expectTypeOf(add(fromData(1, n, new Float32Array(7)), zeros(1, 7))).toExtend<Matrix>();
});
