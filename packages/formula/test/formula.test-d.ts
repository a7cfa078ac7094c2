import { expectTypeOf } from 'vitest';
import {
  add,
  derivative,
  type Expr,
  type Formula,
  formula,
  fromExpression,
  input,
  latex,
  matmul,
  mean,
  mul,
  text,
  type Values,
} from '../src/index.js';

const error = formula(['y', 't'], (y, t) => {
  expectTypeOf(y).toEqualTypeOf<Expr>();
  return mean(mul(y, t));
});
expectTypeOf(error).toEqualTypeOf<Formula<'y' | 't'>>();
expectTypeOf(error.names).toEqualTypeOf<readonly ('y' | 't')[]>();

// Numbers give a number; as soon as a matrix is among them, a matrix may come back.
expectTypeOf(error({ y: 8, t: 10 })).toEqualTypeOf<number>();
expectTypeOf(error({ y: [[8]], t: 10 })).toEqualTypeOf<number | Values>();

// @ts-expect-error t is missing
error({ y: 8 });
// @ts-expect-error z is not an input
error({ y: 8, t: 10, z: 1 });
// @ts-expect-error a flat list is no matrix
error({ y: [1, 2], t: 10 });
// @ts-expect-error there are two inputs
formula(['y', 't'], (y, t, z) => add(add(y, t), z));
// @ts-expect-error a formula is made of expressions
formula(['y', 't'], (y, t) => y + t);

expectTypeOf(derivative(error, 'y')).toEqualTypeOf<Formula<'y' | 't'>>();
// @ts-expect-error z is not an input
derivative(error, 'z');

text(error, { values: { y: 8 } });
// @ts-expect-error z is not an input
latex(error, { values: { z: 8 } });
text(input('x'), { values: { anything: 1 } });

// Names that are known only at run time.
const names: string[] = ['a', 'b'];
const any = formula(names, (...inputs) => inputs.reduce((x, y) => add(x, y)));
expectTypeOf(any).toEqualTypeOf<Formula<string>>();
any({ a: 1, b: 2 });
expectTypeOf(fromExpression(input('x'), ['x'])).toEqualTypeOf<Formula<'x'>>();

matmul(input('x'), 2, { transposeB: true });
// @ts-expect-error an option that does not exist
matmul(input('x'), 2, { transpose: true });
