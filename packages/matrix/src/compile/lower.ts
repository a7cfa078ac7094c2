import { type Expr, inferShapes, operations, type Shape, simplifyAll, topological } from '@nn/formula';
import type { Buffer, Size } from '../plan.js';
import { type Gathered, gatheredProducts, standsAs } from './gathered.js';

/** What is to be computed: `value`, into a buffer of its size. */
export interface Output {
  readonly value: Expr;
  readonly into: Buffer;
}

/** The nodes that are left to compute, arguments first, and the shape of each. */
export interface Graph {
  /** What is computed for the caller: never a `reshape`, which has its numbers where others left them. */
  readonly outputs: readonly Output[];
  readonly roots: readonly Expr[];
  readonly nodes: readonly Expr[];
  shape(node: Expr): readonly [Size, Size];
  /** The nodes that have `node` as an argument. */
  users(node: Expr): readonly Expr[];
  /** What a product reads its first factor through; undefined where that is there as a matrix. */
  gathered(product: Expr): Gathered | undefined;
  /** Not computed either: its numbers are read where others left them. */
  isView(node: Expr): boolean;
}

/** Computed element by element, so that many of them become one step. */
export const isMapped = (node: Expr): boolean =>
  node.op in operations || node.op === 'pow' || node.op === 'uniform' || node.op === 'conform';

/** Not computed at all: it is there, or is a part of the code that uses it. */
export const isLeaf = (node: Expr): boolean =>
  node.op === 'input' || node.op === 'constant' || node.op === 'count' || node.op === 'table';

/** Simplifies the outputs for the sizes of the inputs. Throws ShapeError where an output does not fit its buffer. */
export function lower(outputs: readonly Output[], inputs: Readonly<Record<string, Buffer>>): Graph {
  const given: Record<string, Shape> = Object.fromEntries(
    Object.entries(inputs).map(([name, { rows, cols }]) => [name, [rows, cols]]),
  );
  const values = simplifyAll(
    outputs.map((o) => o.value),
    given,
  );
  const shapes = inferShapes(values, given);
  // The only size without a number is the batch, because the inputs have no other.
  const shape = (node: Expr) => shapes.get(node) as readonly [Size, Size];
  const lowered = values.map((value, i): Output => {
    const { into } = outputs[i]!;
    const [r, c] = shape(value);
    if (r !== into.rows || c !== into.cols) {
      throw new RangeError(`output ${i} is ${r} x ${c}, its buffer ${into.rows} x ${into.cols}`);
    }
    const [rows, cols] = shape(standsAs(value));
    return { value: standsAs(value), into: { ...into, rows, cols } };
  });
  const roots = lowered.map((o) => o.value);
  const nodes = topological(roots);
  const users = new Map<Expr, Expr[]>();
  for (const node of nodes) {
    for (const arg of node.args) {
      const list = users.get(arg);
      if (list) list.push(node);
      else users.set(arg, [node]);
    }
  }
  const usersOf = (node: Expr) => users.get(node) ?? [];
  const products = gatheredProducts(nodes, roots, usersOf, (node) => shape(node)[1]);
  const unmade = new Set<Expr>([...products.values()].map(({ gather }) => gather));
  return {
    ...{ outputs: lowered, roots, nodes, shape },
    users: usersOf,
    gathered: (product) => products.get(product),
    isView: (node) => node.op === 'reshape' || unmade.has(node),
  };
}
