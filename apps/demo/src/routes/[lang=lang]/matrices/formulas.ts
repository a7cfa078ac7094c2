import {
  type Expr,
  type Formula,
  formula,
  fromExpression,
  matmul,
  mul,
  simplify,
  sub,
  substitute,
  transpose,
} from '@nn/formula';
import { rules } from '@nn/net';
import type { Notation, Settings } from './settings.js';

/** From the numbers of the units to the sums of the outputs, in each notation. */
export const forward: Readonly<Record<Notation, Formula<'x' | 'W'>>> = {
  rows: formula(['x', 'W'], (x, W) => matmul(x, W)),
  columns: formula(['x', 'W'], (x, W) => matmul(transpose(W), x)),
};

/** What one edge brings. */
export const edge = formula(['x', 'w'], (x, w) => mul(x, w));

/** The error as the packages have it: the slope of ½ (y − t)². */
export const error = formula(['y', 't'], (y, t) => sub(y, t));

type Back = Formula<'e' | 'W' | 'slope'>;

/** From the errors of the outputs to those of the units, by one rule, in one notation. */
export function backward(rule: Settings['rule'], notation: Notation): Back {
  const { backward: matrix, sends } = rules[rule];
  const build = (e: Expr, W: Expr, slope: Expr) => {
    const sent = sends === 'delta' ? mul(e, slope) : e;
    const B = substitute(matrix.expression, { W });
    return notation === 'rows' ? matmul(sent, B) : matmul(transpose(B), sent);
  };
  const { names, expression } = formula(['e', 'W', 'slope'], build);
  // (Wᵀ)ᵀ is W.
  return fromExpression(simplify(expression), names);
}
