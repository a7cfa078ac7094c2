import { add, conform, constant, div, mul, neg, sqrt, square, sub } from './build.js';
import { elementwise, operations, power } from './elementwise.js';
import type { Elementwise, Expr } from './expr.js';
import { f64 } from './lanes.js';

export const isElementwise = (node: Expr): node is Elementwise => Object.hasOwn(operations, node.op);

/** The number that a node stands for, one or many times; undefined where it is not a constant. */
const value = (x: Expr): number | undefined =>
  x.op === 'constant' ? x.value : x.op === 'conform' && x.args[0].op === 'constant' ? x.args[0].value : undefined;

const is = (x: Expr, number: number) => x.op === 'constant' && x.value === number;

/** Surely a 1 x 1 matrix. */
const isNumber = (x: Expr) =>
  x.op === 'constant' ||
  x.op === 'count' ||
  ((x.op === 'sum' || x.op === 'mean' || x.op === 'max') && x.axis === 'all');

/** `x` in the size that the operands of an elementwise operation have together. */
function fitted(x: Expr, operands: readonly Expr[]): Expr {
  const sizes = new Set(operands.map((o) => (o.op === 'conform' ? o.like : o)).filter((o) => !isNumber(o)));
  if (sizes.size === 0) return x;
  return conform(
    x,
    [...sizes].reduce((a, b) => add(a, b)),
  );
}

/**
 * One rewriting of a node whose arguments are simple already; undefined where nothing applies. Every rule keeps the size of the
 * node whatever the sizes of the inputs are, and its value wherever that is finite, up to rounding.
 */
export function rewrite(node: Expr): Expr | undefined {
  if (isElementwise(node) || node.op === 'pow') return constantOperands(node) ?? arithmetic(node);
  const [a, b] = node.args as readonly [Expr, Expr];
  switch (node.op) {
    case 'transpose':
      if (a.op === 'transpose') return a.args[0];
      break;
    case 'reshape':
    case 'reshapeLike':
      // The numbers are in the same order all along: only the last size counts.
      if (a.op === 'reshape' || a.op === 'reshapeLike') return { ...node, args: [a.args[0]] };
      break;
    case 'matmul': {
      const [flipA, flipB] = [a.op === 'transpose', b.op === 'transpose'];
      if (!flipA && !flipB) break;
      return {
        op: 'matmul',
        transposeA: node.transposeA !== flipA,
        transposeB: node.transposeB !== flipB,
        args: [flipA ? a.args[0]! : a, flipB ? b.args[0]! : b],
      };
    }
    case 'conform':
      if (node.like === a || (isNumber(a) && isNumber(node.like))) return a;
      // A number repeated and summed again is multiplied on the way, so this is for 0 and for what was not repeated.
      if (a.op === 'conform' && (is(a.args[0], 0) || (isNumber(a.args[0]) && isNumber(a.like)))) {
        return conform(a.args[0], node.like);
      }
      break;
  }
  return undefined;
}

/** A repeated constant is as good as the constant, and an operation on constants alone is one. */
function constantOperands(node: Expr): Expr | undefined {
  if (node.args.some((x) => x.op === 'conform' && x.args[0].op === 'constant')) {
    const bare = node.args.map((x) => (value(x) === undefined ? x : constant(value(x)!)));
    return fitted({ ...node, args: bare } as Expr, node.args);
  }
  const values = node.args.map(value);
  if (values.some((v) => v === undefined)) return undefined;
  return constant(
    isElementwise(node)
      ? elementwise(f64, node.op, values as number[])
      : power(f64, values[0]!, (node as Expr & { op: 'pow' }).exponent),
  );
}

/** The rules of arithmetic. */
function arithmetic(node: Expr): Expr | undefined {
  const [a, b] = node.args as readonly [Expr, Expr];
  switch (node.op) {
    case 'add':
      if (is(a, 0)) return b;
      if (is(b, 0)) return a;
      if (a === b) return mul(2, a);
      if (b.op === 'neg') return sub(a, b.args[0]!);
      if (a.op === 'neg') return sub(b, a.args[0]!);
      break;
    case 'sub':
      if (is(b, 0)) return a;
      if (is(a, 0)) return neg(b);
      if (b.op === 'neg') return add(a, b.args[0]!);
      break;
    case 'neg':
      if (a.op === 'neg') return a.args[0];
      if (a.op === 'sub') return sub(a.args[1]!, a.args[0]!);
      break;
    case 'mul':
      return product(a, b);
    case 'div':
      if (is(b, 1)) return a;
      if (is(a, 0)) return conform(0, b);
      if (a.op === 'neg') return neg(div(a.args[0]!, b));
      if (b.op === 'neg') return neg(div(a, b.args[0]!));
      break;
    case 'square':
      if (a.op === 'neg' || a.op === 'abs') return square(a.args[0]!);
      break;
    case 'abs':
      if (a.op === 'neg' || a.op === 'abs') return { op: 'abs', args: a.args };
      break;
    case 'pow':
      if (node.exponent === 0) return conform(1, a);
      if (node.exponent === 0.5) return sqrt(a);
      if (node.exponent === 1) return a;
      if (node.exponent === 2) return square(a);
      if (node.exponent === -1) return div(1, a);
      break;
    case 'select':
      if (b === node.args[2]) return fitted(b, node.args);
      if (a.op === 'constant') return fitted(a.value !== 0 ? b : node.args[2]!, node.args);
      break;
  }
  return undefined;
}

/** A product keeps its sign outside, its constant in front, and joins two constants. */
function product(a: Expr, b: Expr): Expr | undefined {
  if (is(a, 0)) return conform(0, b);
  if (is(b, 0)) return conform(0, a);
  if (is(a, 1)) return b;
  if (is(b, 1)) return a;
  if (is(a, -1)) return neg(b);
  if (a === b) return square(a);
  if (a.op === 'neg') return neg(mul(a.args[0]!, b));
  if (b.op === 'neg') return neg(mul(a, b.args[0]!));
  if (a.op === 'div' && is(a.args[0]!, 1)) return div(b, a.args[1]!);
  if (b.op === 'div' && is(b.args[0]!, 1)) return div(a, b.args[1]!);
  if (b.op === 'constant') return mul(b, a);
  const factor = (x: Expr) => (x.op === 'mul' && x.args[0]!.op === 'constant' ? x.args[0]!.value : undefined);
  const [p, q] = [factor(a), factor(b)];
  if (a.op === 'constant') return q === undefined ? undefined : mul(a.value * q, b.args[1]!);
  // A constant of one side stays where it is: what reaches a layer on the way back is then there as it is, whoever reads it.
  return p === undefined || q === undefined ? undefined : mul(p * q, mul(a.args[1]!, b.args[1]!));
}
