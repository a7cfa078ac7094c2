import { erf, erfc } from './elementary/erf.js';
import { exp } from './elementary/exp.js';
import { log } from './elementary/log.js';
import { pow } from './elementary/pow.js';
import { sigmoid, softplus } from './elementary/sigmoid.js';
import { tanh } from './elementary/tanh.js';
import type { ElementwiseOp } from './expr.js';
import type { StorageLanes } from './lanes.js';

/** The elementwise operations and how many operands each takes. */
export const operations: { readonly [K in ElementwiseOp]: 1 | 2 | 3 } = {
  neg: 1,
  square: 1,
  sqrt: 1,
  exp: 1,
  log: 1,
  tanh: 1,
  sigmoid: 1,
  softplus: 1,
  erf: 1,
  erfc: 1,
  abs: 1,
  sign: 1,
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  minimum: 2,
  maximum: 2,
  less: 2,
  lessOrEqual: 2,
  equal: 2,
  select: 3,
};

/**
 * What each elementwise operation computes, once for every backend and precision. Arithmetic is done in the storage
 * type, one rounding per operation; exp and its kin are done in doubles and rounded once.
 */
export function elementwise<T, M>(o: StorageLanes<T, M>, op: ElementwiseOp, args: readonly T[]): T {
  const [a, b, c] = args as readonly [T, T, T];
  const truth = (mask: M) => o.select(mask, o.constant(1), o.constant(0));
  switch (op) {
    case 'add':
      return o.add(a, b);
    case 'sub':
      return o.sub(a, b);
    case 'mul':
      return o.mul(a, b);
    case 'div':
      return o.div(a, b);
    case 'minimum':
      return o.min(a, b);
    case 'maximum':
      return o.max(a, b);
    case 'less':
      return truth(o.less(a, b));
    case 'lessOrEqual':
      return truth(o.lessOrEqual(a, b));
    case 'equal':
      return truth(o.equal(a, b));
    case 'select':
      return o.select(o.equal(a, o.constant(0)), c, b);
    case 'neg':
      return o.neg(a);
    case 'abs':
      return o.abs(a);
    case 'square':
      return o.mul(a, a);
    case 'sqrt':
      return o.sqrt(a);
    case 'sign':
      return o.select(o.less(o.constant(0), a), o.constant(1), o.select(o.less(a, o.constant(0)), o.constant(-1), a));
    case 'exp':
      return o.inDouble(exp, a);
    case 'log':
      return o.inDouble(log, a);
    case 'tanh':
      return o.inDouble(tanh, a);
    case 'sigmoid':
      return o.inDouble(sigmoid, a);
    case 'softplus':
      return o.inDouble(softplus, a);
    case 'erf':
      return o.inDouble(erf, a);
    case 'erfc':
      return o.inDouble(erfc, a);
  }
}

/** x to the power of a constant, in any lanes. */
export function power<T, M>(o: StorageLanes<T, M>, x: T, exponent: number): T {
  return o.inDouble((d, y) => pow(d, y, exponent), x);
}
