import { type Expr, inferShapes, references, type Shape, simplify, topological } from '@nn/formula';
import type { Matrix } from '@nn/matrix';
import { formulaOf, type Network } from '@nn/net';

/** What a network computes, as it is computed: to be translated node by node. */
export interface Computation {
  /** The outputs, n x outputs, of `x` (n x inputs) and of the tensors by their names. */
  readonly output: Expr;
  /** Every node, arguments before their users, those that are named only for their size too. */
  readonly nodes: readonly Expr[];
  /** Rows may be 'batch', or so many times that: '676 batch'. */
  shape(node: Expr): Shape;
  readonly tensors: ReadonlyMap<string, Matrix>;
}

/** The formula of a network, simplified for its sizes as the compiler takes it, so that the same operations are done. */
export function computationOf(model: Network): Computation {
  const tensors = new Map([...model.parameters, ...model.buffers].map((p) => [p.name, p.get()]));
  const sizes = Object.fromEntries(Array.from(tensors, ([name, { rows, cols }]) => [name, [rows, cols] as const]));
  const inputs: Record<string, Shape> = { ...sizes, x: ['batch', model.inputs] };
  const output = simplify(formulaOf(model).expression, inputs);
  const shapes = inferShapes([output], inputs);
  return { output, nodes: topological([output], references), shape: (node) => shapes.get(node)!, tensors };
}
