import {
  add,
  conform,
  constant,
  count,
  div,
  equal,
  exp,
  gather,
  less,
  matmul,
  mul,
  neg,
  pow,
  reshapeLike,
  scatterAdd,
  select,
  sigmoid,
  sign,
  square,
  sub,
  sum,
  transpose,
} from './build.js';
import { checkExpr } from './check-expr.js';
import { TWO_OVER_ROOT_PI } from './elementary/constants.js';
import {
  type Annotated,
  type Elementwise,
  type ElementwiseOp,
  type Expr,
  GRADIENT,
  OUTPUT,
  type Reduce,
  substitute,
  topological,
} from './expr.js';
import { simplifyAll } from './simplify.js';

/** One adjoint per argument: given the node y = f(args) and the gradient g that reaches y, what reaches each argument. */
type AdjointRule<E extends Expr = Expr> = (g: Expr, y: E) => readonly (Expr | undefined)[];

type Op = Exclude<Expr['op'], 'input' | 'constant' | 'table' | 'count' | 'uniform' | 'annotated'>;
type NodeOf<K> = K extends ElementwiseOp ? Elementwise : K extends Reduce['op'] ? Reduce : Extract<Expr, { op: K }>;
type Rules = { readonly [K in Op]: AdjointRule<NodeOf<K>> };

const none = undefined;

/** 2/√π e^(-x²), the slope of erf. */
const bell = (x: Expr) => mul(TWO_OVER_ROOT_PI, exp(neg(square(x))));

/** The adjoint of every primitive. Sizes are put right afterwards: what reaches an argument is made to conform to it. */
const adjoints: Rules = {
  add: (g) => [g, g],
  sub: (g) => [g, neg(g)],
  mul: (g, { args: [a, b] }) => [mul(g, b!), mul(g, a!)],
  div: (g, y) => [div(g, y.args[1]!), neg(mul(g, div(y, y.args[1]!)))],
  neg: (g) => [neg(g)],
  square: (g, { args: [x] }) => [mul(g, mul(2, x!))],
  sqrt: (g, y) => [div(g, mul(2, y))],
  pow: (g, { exponent, args: [x] }) => [mul(g, mul(exponent, pow(x, exponent - 1)))],
  exp: (g, y) => [mul(g, y)],
  log: (g, { args: [x] }) => [div(g, x!)],
  tanh: (g, y) => [mul(g, sub(1, square(y)))],
  sigmoid: (g, y) => [mul(g, mul(y, sub(1, y)))],
  softplus: (g, { args: [x] }) => [mul(g, sigmoid(x!))],
  erf: (g, { args: [x] }) => [mul(g, bell(x!))],
  erfc: (g, { args: [x] }) => [neg(mul(g, bell(x!)))],
  abs: (g, { args: [x] }) => [mul(g, sign(x!))],
  sign: () => [none],
  minimum: (g, { args: [a, b] }) => [select(less(a!, b!), g, 0), select(less(a!, b!), 0, g)],
  maximum: (g, { args: [a, b] }) => [select(less(b!, a!), g, 0), select(less(b!, a!), 0, g)],
  less: () => [none, none],
  lessOrEqual: () => [none, none],
  equal: () => [none, none],
  select: (g, { args: [c] }) => [none, select(c!, g, 0), select(c!, 0, g)],
  matmul: (g, { args: [a, b], transposeA, transposeB }) => [
    transposeA ? matmul(b, g, { transposeA: transposeB, transposeB: true }) : matmul(g, b, { transposeB: !transposeB }),
    transposeB ? matmul(g, a, { transposeA: true, transposeB: transposeA }) : matmul(a, g, { transposeA: !transposeA }),
  ],
  transpose: (g) => [transpose(g)],
  reshape: (g, { args: [x] }) => [reshapeLike(g, x)],
  reshapeLike: (g, { args: [x] }) => [reshapeLike(g, x)],
  sum: (g) => [g],
  mean: (g, { args: [x], axis }) => [div(g, count(x, axis))],
  max: (g, y) => {
    const isMax = equal(y.args[0], y);
    return [mul(g, div(isMax, sum(isMax, y.axis)))];
  },
  gather: (g, { args: [source, index], axis }) => [scatterAdd(g, index, source, axis), none],
  scatterAdd: (g, { args: [, index], axis }) => [gather(g, index, axis), none],
  conform: (g) => [g],
};

const isZero = (x: Expr) => x.op === 'constant' && x.value === 0;

/** What an annotated node reaches: its rule, with this node's output and gradient put in. */
const annotated = (g: Expr, y: Annotated): Expr => substitute(y.rule, { [OUTPUT]: y, [GRADIENT]: g });

/** What the derivative of a node is passed on to. */
const differentiated = (node: Expr): readonly Expr[] => (node.op === 'annotated' ? [node.of] : node.args);

/** One reverse sweep: what reaches each node that leads to one of the targets, these included. */
function sweep(root: Expr, isTarget: (node: Expr) => boolean, seed: Expr): Map<Expr, Expr> {
  const order = topological([root], differentiated);
  const active = new Set<Expr>();
  for (const node of order) {
    if (isTarget(node) || differentiated(node).some((child) => active.has(child))) active.add(node);
  }
  const reached = new Map<Expr, Expr>([[root, conform(seed, root)]]);
  const accumulate = (node: Expr, gradient: Expr | undefined) => {
    if (gradient === undefined || isZero(gradient) || !active.has(node)) return;
    const fitted = conform(gradient, node);
    const before = reached.get(node);
    reached.set(node, before ? add(before, fitted) : fitted);
  };
  for (const node of order.reverse()) {
    const g = reached.get(node);
    if (!g || !active.has(node) || node.op === 'input') continue;
    if (node.op === 'annotated') {
      accumulate(node.of, annotated(g, node));
    } else {
      // The table is indexed by the node's own operation, so rule and node fit; TypeScript cannot follow that.
      const rule = adjoints[node.op as Op] as AdjointRule;
      rule(g, node).forEach((gradient, i) => {
        accumulate(node.args[i]!, gradient);
      });
    }
  }
  return reached;
}

/**
 * The gradient of `root` with respect to each named input, by one reverse sweep.
 *
 * `root` is taken as a single number; where it is a matrix, the gradient is that of the sum of its elements weighted by
 * `seed` (ones by default). Each result has the shape of its input.
 */
export function gradients(root: Expr, names: readonly string[], seed: Expr = constant(1)): Record<string, Expr> {
  checkExpr('gradients: root', root);
  const reached = sweep(root, (node) => node.op === 'input' && names.includes(node.name), seed);
  // One name may stand there as several nodes.
  const results = new Map<string, Expr>();
  for (const node of topological([root], differentiated).reverse()) {
    const g = node.op === 'input' ? reached.get(node) : undefined;
    if (node.op !== 'input' || !g) continue;
    const before = results.get(node.name);
    results.set(node.name, before ? add(before, g) : g);
  }
  // One call for all of them, so that what they share stays shared.
  const simple = simplifyAll(names.map((name) => conform(results.get(name) ?? 0, { op: 'input', name, args: [] })));
  return Object.fromEntries(names.map((name, i) => [name, simple[i]!]));
}

/**
 * The gradient of `root` with respect to each of these nodes, wherever in it they stand. That is what reaches a layer's output on the way back, for
 * instance. The nodes are meant as they are, not others that compute the same; one that `root` does not depend on has a gradient of 0.
 * Otherwise as `gradients`.
 */
export function nodeGradients(root: Expr, nodes: readonly Expr[], seed: Expr = constant(1)): Expr[] {
  const targets = new Set(nodes);
  const reached = sweep(root, (node) => targets.has(node), seed);
  return simplifyAll(nodes.map((node) => conform(reached.get(node) ?? 0, node)));
}
