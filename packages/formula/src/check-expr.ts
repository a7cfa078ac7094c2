import { shown } from './expected.js';
import type { Expr } from './expr.js';

/** Throws TypeError where it is no expression. */
export function checkExpr(what: string, x: Expr): void {
  if (typeof x?.op !== 'string') throw new TypeError(`${what}: expected an expression, got ${shown(x)}`);
}
