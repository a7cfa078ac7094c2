import { add, conform, constant, div, mul, neg, pow, sqrt, square, sub, sum } from './build.js';
import { elementwise, operations, power } from './elementwise.js';
import type { Elementwise, Expr } from './expr.js';
import { mapReferences, references, topological } from './expr.js';
import { f64 } from './lanes.js';
import { inferShapes, type Shape, shapeOf } from './shape.js';

const is = (x: Expr | undefined, value: number) => x?.op === 'constant' && Object.is(x.value, value);
const isZero = (x: Expr | undefined) => is(x, 0) || is(x, -0);

/** One rewriting of a node whose arguments are simple already; undefined where nothing applies. */
function rewrite(node: Expr): Expr | undefined {
  const [a, b] = node.args as readonly (Expr | undefined)[];
  const values = node.args.flatMap((x) => (x.op === 'constant' ? [x.value] : []));
  switch (node.op) {
    case 'add':
      if (isZero(a)) return b;
      if (isZero(b)) return a;
      if (b!.op === 'neg') return sub(a!, b!.args[0]!);
      if (a!.op === 'neg') return sub(b!, a!.args[0]!);
      break;
    case 'sub':
      if (isZero(b)) return a;
      if (isZero(a)) return neg(b!);
      if (b!.op === 'neg') return add(a!, b!.args[0]!);
      break;
    case 'neg':
      if (a!.op === 'neg') return a!.args[0];
      if (a!.op === 'sub') return sub(a!.args[1]!, a!.args[0]!);
      break;
    case 'mul':
      return product(node, a!, b!);
    case 'div':
      if (is(b, 1)) return a;
      if (isZero(a)) return conform(0, node);
      if (a!.op === 'neg') return neg(div(a!.args[0]!, b!));
      break;
    case 'square':
      if (a!.op === 'neg' || a!.op === 'abs') return square(a!.args[0]!);
      break;
    case 'pow':
      if (node.exponent === 0) return conform(1, node);
      if (node.exponent === 0.5) return sqrt(a!);
      if (node.exponent === 1) return a;
      if (node.exponent === 2) return square(a!);
      if (node.exponent === -1) return div(1, a!);
      if (a!.op === 'constant') return constant(power(f64, a!.value, node.exponent));
      break;
    case 'select':
      if (b === node.args[2]) return conform(b!, node);
      break;
    case 'transpose':
      if (a!.op === 'transpose') return a!.args[0];
      break;
    case 'matmul': {
      const flipA = a!.op === 'transpose';
      const flipB = b!.op === 'transpose';
      if (!flipA && !flipB) break;
      return {
        ...node,
        transposeA: node.transposeA !== flipA,
        transposeB: node.transposeB !== flipB,
        args: [flipA ? a!.args[0]! : a!, flipB ? b!.args[0]! : b!],
      };
    }
    case 'conform':
      if (node.like === a) return a;
      if (a!.op === 'conform' && a!.args[0]!.op === 'constant') return conform(a!.args[0]!, node.like);
      if (node.like.op === 'constant' && a!.op === 'constant') return a;
      break;
  }
  // What has only constants left is a constant.
  if (values.length === node.args.length && values.length > 0 && isElementwise(node)) {
    return constant(elementwise(f64, node.op, values));
  }
  return undefined;
}

function product(node: Expr, a: Expr, b: Expr): Expr | undefined {
  if (is(a, 1)) return b;
  if (is(b, 1)) return a;
  if (isZero(a) || isZero(b)) return conform(0, node);
  if (a.op === 'neg') return neg(mul(a.args[0]!, b));
  if (b.op === 'neg') return neg(mul(a, b.args[0]!));
  if (a.op === 'div' && is(a.args[0], 1)) return div(b, a.args[1]!);
  if (b.op === 'div' && is(b.args[0], 1)) return div(a, b.args[1]!);
  if (a.op === 'constant' && b.op === 'constant') return constant(a.value * b.value);
  if (b.op === 'constant') return mul(b, a);
  if (a.op === 'constant' && b.op === 'mul' && b.args[0]!.op === 'constant') {
    return mul(a.value * b.args[0]!.value, b.args[1]!);
  }
  return undefined;
}

const isElementwise = (node: Expr): node is Elementwise => node.op in operations;

/** What is settled once sizes are known: nothing of `conform`, `count`, `mean` and annotations needs to be left. */
function settle(node: Expr, shape: (node: Expr) => Shape): Expr | undefined {
  const same = (a: Expr, b: Expr) => shape(a)[0] === shape(b)[0] && shape(a)[1] === shape(b)[1];
  switch (node.op) {
    case 'conform': {
      const x = node.args[0];
      if (same(x, node.like)) return x;
      const [rows, cols] = shape(node.like);
      const [fromRows, fromCols] = shape(x);
      const narrower = rows === 1 && fromRows !== 1;
      const thinner = cols === 1 && fromCols !== 1;
      if (narrower && thinner) return sum(x);
      // What is summed along one side may still have to be repeated along the other.
      if (narrower) return conform(sum(x, 'eachColumn'), node.like);
      if (thinner) return conform(sum(x, 'eachRow'), node.like);
      return undefined;
    }
    case 'count': {
      const [rows, cols] = shape(node.like);
      if (node.axis === 'eachRow') return typeof cols === 'number' ? constant(cols) : undefined;
      if (node.axis === 'eachColumn') return typeof rows === 'number' ? constant(rows) : undefined;
      return typeof rows === 'number' && typeof cols === 'number' ? constant(rows * cols) : undefined;
    }
    case 'mean':
      return div(sum(node.args[0], node.axis), { op: 'count', axis: node.axis, args: [], like: node.args[0] });
    default: {
      if (!isElementwise(node)) return undefined;
      // A repeated operand need not be repeated where the other operands give the size.
      const bare = node.args.map((x) => (x.op === 'conform' ? x.args[0] : x));
      if (bare.every((x, i) => x === node.args[i])) return undefined;
      const without: Expr = { op: node.op, args: bare };
      const [rows, cols] = shapeOf(without, shape, () => [1, 1]);
      return rows === shape(node)[0] && cols === shape(node)[1] ? without : undefined;
    }
  }
}

/**
 * Equal nodes become one, and what needs no computing is taken out: `0 x`, `x + 0`, `--x`, constants of constants.
 * With the shapes of the inputs, also everything that waited for sizes: `conform`, `count`, `mean`, annotations.
 */
export function simplifyAll(roots: readonly Expr[], inputs?: Readonly<Record<string, Shape>>): Expr[] {
  const ids = new Map<Expr, number>();
  const interned = new Map<string, Expr>();
  const shapes = inputs ? inferShapes(roots, inputs) : undefined;
  const shape = (node: Expr): Shape => {
    let known = shapes!.get(node);
    if (!known) {
      for (const inner of topological([node], (n) =>
        shapes!.has(n) ? [] : n.op === 'annotated' ? n.args : references(n),
      )) {
        if (!shapes!.has(inner))
          shapes!.set(
            inner,
            shapeOf(
              inner,
              (n) => shapes!.get(n)!,
              (name) => inputs![name]!,
            ),
          );
      }
      known = shapes!.get(node)!;
    }
    return known;
  };

  const key = (node: Expr): string => {
    const { args, like, ...rest } = node as Expr & { like?: Expr };
    const size = like && (shapes ? shape(like).join('x') : ids.get(like));
    const extra = node.op === 'annotated' ? [ids.get(node.of), ids.get(node.rule)] : Object.values(rest).map(show);
    return [node.op, ...extra, args.map((a) => ids.get(a)).join(','), size ?? ''].join('|');
  };
  const intern = (node: Expr): Expr => {
    if (ids.has(node)) return node;
    const k = key(node);
    const known = interned.get(k);
    if (known) return known;
    interned.set(k, node);
    ids.set(node, ids.size);
    return node;
  };

  const done = new Map<Expr, Expr>();
  const simple = (node: Expr): Expr => {
    const known = done.get(node);
    if (known) return known;
    // The rule of an annotation is of no use once the derivative is formed, and speaks of values that have no size here.
    if (shapes && node.op === 'annotated') return simple(node.args[0]);
    const current = intern(mapReferences(node, simple));
    const next = rewrite(current) ?? (shapes && settle(current, shape));
    let result = current;
    if (next && next !== current) {
      // A rewriting may name the node itself for its size (`conform(0, node)`): that reference is left as it is.
      done.set(node, current);
      done.set(current, current);
      // With sizes known a rewriting must keep them: what stands for a whole matrix is repeated again.
      result = simple(next);
      if (shapes && shape(result).some((d, i) => d !== shape(current)[i])) result = intern(conform(result, current));
    }
    done.set(node, result);
    done.set(current, result);
    done.set(result, result);
    return result;
  };
  // Arguments first, so that the recursion above never goes deep.
  for (const node of topological(roots, references)) if (!shapes || shapes.has(node)) simple(node);
  return roots.map((root) => simple(root));
}

const show = (value: unknown) => (Object.is(value, -0) ? '-0' : String(value));

/** One expression, simplified as `simplifyAll` does. */
export const simplify = (root: Expr, inputs?: Readonly<Record<string, Shape>>): Expr => simplifyAll([root], inputs)[0]!;
