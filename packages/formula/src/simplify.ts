import { checkExpr } from './check-expr.js';
import { type Expr, mapReferences, references, topological } from './expr.js';
import { rewrite } from './rewrite.js';
import { settle } from './settle.js';
import { type Shape, shapesOf } from './shape.js';

/**
 * Equal nodes become one, and what needs no computing is taken out: `0 x`, `x + 0`, `--x`, constants of constants.
 * With the shapes of the inputs, also everything that waited for sizes: `conform`, `count`, `mean`, annotations.
 */
export function simplifyAll(roots: readonly Expr[], inputs?: Readonly<Record<string, Shape>>): Expr[] {
  for (const root of roots) checkExpr('simplify: root', root);
  const shape = inputs && shapesOf(roots, inputs);
  const intern = interner(shape);
  const ofSize = new Map<string, Expr>();

  const done = new Map<Expr, Expr>();
  const simple = (node: Expr): Expr => {
    const known = done.get(node);
    if (known) return known;
    const result = simplified(node);
    done.set(node, result);
    done.set(result, result);
    return result;
  };
  const simplified = (node: Expr): Expr => {
    // The rule of an annotation is of no use once the derivative is formed, and speaks of values that have no size here.
    if (shape && node.op === 'annotated') return simple(node.args[0]);
    const current = intern(mapReferences(node, simple, shape ? sized : simple));
    if (shape) remember(current);
    const next = rewrite(current) ?? (shape && settle(current, shape));
    return next && next !== current ? simple(next) : current;
  };
  // What is named only for its size is as good as any other node of that size, and the first one is there anyway.
  const remember = (node: Expr) => {
    const key = String(shape!(node));
    if (!ofSize.has(key)) ofSize.set(key, node);
  };
  const sized = (node: Expr): Expr => ofSize.get(String(shape!(node))) ?? simple(node);

  // Arguments first, so that the recursion above never goes deep.
  const needed = (node: Expr) => (shape && node.op === 'annotated' ? node.args : references(node));
  for (const node of topological(roots, needed)) simple(node);
  return roots.map(simple);
}

/** One expression, simplified as `simplifyAll` does. */
export const simplify = (root: Expr, inputs?: Readonly<Record<string, Shape>>): Expr => simplifyAll([root], inputs)[0]!;

/** What makes a node another one than those of its operation and its arguments. */
function attributes(node: Expr): string | number {
  switch (node.op) {
    case 'input':
      return node.name;
    case 'constant':
      return Object.is(node.value, -0) ? '-0' : node.value;
    case 'table':
      return `${node.rows} ${node.cols} ${identityOf(node.values)}`;
    case 'reshape':
      return node.cols;
    case 'pow':
      return node.exponent;
    case 'uniform':
      return node.stream;
    case 'matmul':
      return Number(node.transposeA) + 2 * Number(node.transposeB);
    default:
      return 'axis' in node ? node.axis : '';
  }
}

const identities = new WeakMap<readonly number[], number>();
let met = 0;

/** A number of its own for every list: two tables are one where their list is. */
function identityOf(list: readonly number[]): number {
  const known = identities.get(list) ?? met++;
  identities.set(list, known);
  return known;
}

/** Gives the first node that computes the same: same operation, same arguments, same attributes. */
function interner(shape: ((node: Expr) => Shape) | undefined): (node: Expr) => Expr {
  const ids = new Map<Expr, number>();
  const nodes = new Map<string, Expr>();
  const key = (node: Expr) => {
    let key = `${node.op}|${attributes(node)}`;
    for (const arg of node.args) key += `|${ids.get(arg)}`;
    if ('like' in node) key += `|like ${shape ? shape(node.like) : ids.get(node.like)}`;
    if (node.op === 'annotated') key += `|${ids.get(node.of)}|${ids.get(node.rule)}`;
    return key;
  };
  return (node) => {
    if (ids.has(node)) return node;
    const k = key(node);
    const known = nodes.get(k);
    if (known) return known;
    nodes.set(k, node);
    ids.set(node, ids.size);
    return node;
  };
}
