import { type Expr, inferShapes, operations, type Shape, simplifyAll, topological } from '@nn/formula';
import type { Buffer, Size } from '../plan.js';

/** What is to be computed: `value`, into a buffer of its size. */
export interface Output {
  readonly value: Expr;
  readonly into: Buffer;
}

/** The nodes that are left to compute, arguments first, and the shape of each. */
export interface Graph {
  readonly roots: readonly Expr[];
  readonly nodes: readonly Expr[];
  shape(node: Expr): readonly [Size, Size];
  /** The nodes that have `node` as an argument. */
  users(node: Expr): readonly Expr[];
}

/** Computed element by element, so that many of them become one step. */
export const isMapped = (node: Expr): boolean =>
  node.op in operations || node.op === 'pow' || node.op === 'uniform' || node.op === 'conform';

/** Not computed at all: it is there, or is a part of the code that uses it. */
export const isLeaf = (node: Expr): boolean => node.op === 'input' || node.op === 'constant' || node.op === 'count';

/** Simplifies the outputs for the sizes of the inputs. Throws ShapeError where an output does not fit its buffer. */
export function lower(outputs: readonly Output[], inputs: Readonly<Record<string, Buffer>>): Graph {
  const given: Record<string, Shape> = Object.fromEntries(
    Object.entries(inputs).map(([name, { rows, cols }]) => [name, [rows, cols]]),
  );
  const roots = simplifyAll(
    outputs.map((o) => o.value),
    given,
  );
  const shapes = inferShapes(roots, given);
  // The only size without a number is the batch, because the inputs have no other.
  const shape = (node: Expr) => shapes.get(node) as readonly [Size, Size];
  roots.forEach((root, i) => {
    const { rows, cols } = outputs[i]!.into;
    const [r, c] = shape(root);
    if (r !== rows || c !== cols) throw new RangeError(`output ${i} is ${r} x ${c}, its buffer ${rows} x ${cols}`);
  });
  const nodes = topological(roots);
  const users = new Map<Expr, Expr[]>();
  for (const node of nodes) {
    for (const arg of node.args) {
      const list = users.get(arg);
      if (list) list.push(node);
      else users.set(arg, [node]);
    }
  }
  return { roots, nodes, shape, users: (node) => users.get(node) ?? [] };
}
