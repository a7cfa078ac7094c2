import { checkExpr } from './check-expr.js';
/**
 * An expression over matrices: plain data, shared by identity, never changed. Every node stands for a matrix; a number is
 * a matrix of one row and one column. Sizes are not part of a node: they follow from the sizes of the inputs.
 */
export type Expr =
  | Input
  | Constant
  | Table
  | Elementwise
  | Pow
  | Uniform
  | Matmul
  | Transpose
  | Reshape
  | ReshapeLike
  | Reduce
  | Gather
  | ScatterAdd
  | Conform
  | Count
  | Annotated;

/** Elementwise operations of one, two and three operands. Comparisons give 1 or 0; `select` takes 0 as 'no'. */
export type UnaryOp =
  | 'neg'
  | 'square'
  | 'sqrt'
  | 'exp'
  | 'log'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'erf'
  | 'erfc'
  | 'abs'
  | 'sign';
/** Elementwise operations of two operands. */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'minimum' | 'maximum' | 'less' | 'lessOrEqual' | 'equal';
/** All elementwise operations. */
export type ElementwiseOp = UnaryOp | BinaryOp | 'select';

/** What a reduction leaves: one number for `all`, a column for `eachRow` (r x 1), a row for `eachColumn` (1 x c). */
export type Axis = 'all' | 'eachRow' | 'eachColumn';

/** A value from outside, by its name. */
export interface Input {
  readonly op: 'input';
  readonly name: string;
  readonly args: readonly [];
}

/** A number. */
export interface Constant {
  readonly op: 'constant';
  readonly value: number;
  readonly args: readonly [];
}

/** A matrix of numbers that are part of the expression, row by row: which places a gather reads, for instance. */
export interface Table {
  readonly op: 'table';
  readonly rows: number;
  readonly cols: number;
  readonly values: readonly number[];
  readonly args: readonly [];
}

/** Sizes that differ must be 1 on one side: that side is repeated. */
export interface Elementwise {
  readonly op: ElementwiseOp;
  readonly args: readonly Expr[];
}

/** x to a constant power. */
export interface Pow {
  readonly op: 'pow';
  readonly exponent: number;
  readonly args: readonly [Expr];
}

/** Uniform numbers in [0, 1), one for each element of `like`: a function of seed, stream, step and element only. */
export interface Uniform {
  readonly op: 'uniform';
  readonly stream: number;
  readonly args: readonly [];
  readonly like: Expr;
}

/** The product of two matrices, either transposed first. */
export interface Matmul {
  readonly op: 'matmul';
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly args: readonly [Expr, Expr];
}

/** Rows as columns. */
export interface Transpose {
  readonly op: 'transpose';
  readonly args: readonly [Expr];
}

/** The same numbers in the same order, row by row, in rows of `cols`. */
export interface Reshape {
  readonly op: 'reshape';
  readonly cols: number;
  readonly args: readonly [Expr];
}

/** The same numbers in the same order, in the size of `like`: the adjoint of `reshape`, and its own. */
export interface ReshapeLike {
  readonly op: 'reshapeLike';
  readonly args: readonly [Expr];
  readonly like: Expr;
}

/** The sum, mean or largest along each row, each column, or of all. */
export interface Reduce {
  readonly op: 'sum' | 'mean' | 'max';
  readonly axis: Axis;
  readonly args: readonly [Expr];
}

/**
 * `columns`: out[i, j] = source[i, index[i, j]]; `rows`: out[i, j] = source[index[i, j], j].
 * An index of one row (or one column) serves every row (or column). An index of -1 reads 0.
 */
export interface Gather {
  readonly op: 'gather';
  readonly axis: 'rows' | 'columns';
  readonly args: readonly [source: Expr, index: Expr];
}

/** The adjoint of gather: adds each element of `args[0]` to the place that gather read it from; zeros elsewhere; -1 adds to none. */
export interface ScatterAdd {
  readonly op: 'scatterAdd';
  readonly axis: 'rows' | 'columns';
  readonly args: readonly [values: Expr, index: Expr];
  readonly like: Expr;
}

/** Gives `args[0]` the size of `like`: repeats where it has 1, sums where `like` has 1. It is its own adjoint. */
export interface Conform {
  readonly op: 'conform';
  readonly args: readonly [Expr];
  readonly like: Expr;
}

/** How many elements of `like` each result of a reduction over `axis` joins. */
export interface Count {
  readonly op: 'count';
  readonly axis: Axis;
  readonly args: readonly [];
  readonly like: Expr;
}

/**
 * `args[0]` with a derivative stated by hand: the adjoint of `of` is `rule`, an expression over the inputs
 * `OUTPUT` and `GRADIENT` (and `of` itself). The gradient check proves it.
 */
export interface Annotated {
  readonly op: 'annotated';
  readonly args: readonly [Expr];
  readonly of: Expr;
  readonly rule: Expr;
}

/** Names that an annotation's rule uses for the annotated value and for the gradient that reaches it. */
export const OUTPUT = '$output';
export const GRADIENT = '$gradient';

/** All nodes that `roots` are computed from, each once, arguments before their users. */
export function topological(roots: readonly Expr[], children: (node: Expr) => readonly Expr[] = (n) => n.args): Expr[] {
  const seen = new Set<Expr>();
  const order: Expr[] = [];
  // An explicit stack: the backward graph of a deep network would exhaust the call stack.
  const stack: { node: Expr; children: readonly Expr[]; next: number }[] = [];
  const enter = (node: Expr) => {
    seen.add(node);
    stack.push({ node, children: children(node), next: 0 });
  };
  for (const root of roots) {
    if (!seen.has(root)) enter(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const child = top.children[top.next++];
      if (child === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(child)) {
        enter(child);
      }
    }
  }
  return order;
}

/** Every expression that a node refers to: its arguments, and those it names only for their size or derivative. */
export function references(node: Expr): readonly Expr[] {
  if ('like' in node) return [...node.args, node.like];
  if (node.op === 'annotated') return [...node.args, node.of, node.rule];
  return node.args;
}

/**
 * `node` with each argument replaced by `replace(argument)`; the node itself if nothing changed. What it names only for its size is replaced by
 * `sized(like)`.
 */
export function mapReferences(node: Expr, replace: (node: Expr) => Expr, sized = replace): Expr {
  const args = node.args.map((a) => replace(a));
  const like = 'like' in node ? sized(node.like) : undefined;
  const [of, rule] = node.op === 'annotated' ? [replace(node.of), replace(node.rule)] : [];
  const same =
    args.every((a, i) => a === node.args[i]) &&
    (!('like' in node) || like === node.like) &&
    (node.op !== 'annotated' || (of === node.of && rule === node.rule));
  return same ? node : ({ ...node, args, ...(like && { like }), ...(of && { of, rule }) } as Expr);
}

/** `root` with inputs replaced by name. */
export function substitute(root: Expr, values: Readonly<Record<string, Expr>>): Expr {
  for (const [name, value] of Object.entries({ root, ...values })) checkExpr(`substitute: ${name}`, value);
  // Every annotation's rule has an OUTPUT and a GRADIENT of its own: what is put into one rule stays out of the rules inside it.
  const own = Object.hasOwn(values, OUTPUT) || Object.hasOwn(values, GRADIENT);
  const inner = (n: Expr) => (own && n.op === 'annotated' ? [...n.args, n.of] : references(n));
  const done = new Map<Expr, Expr>();
  for (const node of topological([root], inner)) {
    if (node.op === 'input') {
      done.set(node, Object.hasOwn(values, node.name) ? values[node.name]! : node);
    } else {
      const mapped = mapReferences(node, (n) => done.get(n) ?? n);
      done.set(node, own && node.op === 'annotated' ? ({ ...mapped, rule: node.rule } as Annotated) : mapped);
    }
  }
  return done.get(root)!;
}

/** The names of the inputs that `root` is computed from, in the order in which they are met. */
export function inputNames(root: Expr): string[] {
  return [...new Set(topological([root]).flatMap((n) => (n.op === 'input' ? [n.name] : [])))];
}
