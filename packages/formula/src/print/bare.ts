import { conform, constant, sum } from '../build.js';
import { type Expr, mapReferences, topological } from '../expr.js';
import { inferShapes, type Shape } from '../shape.js';
import { simplify } from '../simplify.js';

/** The expression without what only states derivatives or fits sizes, simplified again. */
export function bare(root: Expr, inputs: Readonly<Record<string, Shape>> | undefined): Expr {
  const shapes = inputs && inferShapes([root], inputs);
  const shape = (node: Expr) => shapes!.get(node) as readonly [number, number];
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    const copy = mapReferences(
      node,
      (n) => done.get(n) ?? n,
      (n) => n,
    );
    done.set(node, (shapes && sized(node, copy, shape)) ?? (isFitting(copy) ? copy.args[0]! : copy));
  }
  return simplify(done.get(root)!);
}

const isFitting = (node: Expr) => node.op === 'conform' || node.op === 'annotated';

/** With sizes known: a sum of one element is that element, a count of one is 1, and `conform` may have to add. */
function sized(node: Expr, copy: Expr, shape: (node: Expr) => readonly [number, number]): Expr | undefined {
  if (node.op === 'count') {
    const [rows, cols] = shape(node.like);
    return (node.axis === 'all' ? rows * cols : node.axis === 'eachRow' ? cols : rows) === 1 ? constant(1) : undefined;
  }
  if (node.op !== 'conform' && node.op !== 'sum' && node.op !== 'mean' && node.op !== 'max') return undefined;
  const [rows, cols] = shape(node.args[0]);
  const [toRows, toCols] = shape(node);
  const x = copy.args[0]!;
  if (rows === toRows && cols === toCols) return x;
  const [addRows, addCols] = [toRows < rows, toCols < cols];
  const axis = toRows === 1 && toCols === 1 ? 'all' : addRows ? 'eachColumn' : 'eachRow';
  if (node.op !== 'conform') return { op: node.op, axis, args: [x] };
  // A repetition stays, so that the sizes around it are right; it is printed as what is repeated.
  const added = addRows || addCols ? sum(x, axis) : x;
  return toRows > rows || toCols > cols ? conform(added, node.like) : added;
}
