import { conform, constant, div, reshape, sum } from './build.js';
import type { Expr } from './expr.js';
import { isElementwise } from './rewrite.js';
import { type Shape, shapeOf } from './shape.js';

/**
 * One rewriting of a node for which sizes are needed: `mean` becomes a sum and a count, `count` a number, and of `conform`
 * only a repetition is left, and that only where an elementwise operation does not repeat by itself.
 */
export function settle(node: Expr, shape: (node: Expr) => Shape): Expr | undefined {
  switch (node.op) {
    case 'conform': {
      const x = node.args[0];
      const [rows, cols] = shape(node.like);
      const [fromRows, fromCols] = shape(x);
      if (rows === fromRows && cols === fromCols) return x;
      const sumRows = rows === 1 && fromRows !== 1;
      const sumCols = cols === 1 && fromCols !== 1;
      if (sumRows && sumCols) return sum(x);
      // What is summed along one side may still have to be repeated along the other.
      if (sumRows) return conform(sum(x, 'eachColumn'), node.like);
      if (sumCols) return conform(sum(x, 'eachRow'), node.like);
      return x.op === 'conform' ? conform(x.args[0], node.like) : undefined;
    }
    case 'count': {
      const [rows, cols] = shape(node.like);
      const joined = node.axis === 'eachRow' ? [cols] : node.axis === 'eachColumn' ? [rows] : [rows, cols];
      const sizes = joined.filter((size) => typeof size === 'number');
      return sizes.length === joined.length ? constant(sizes.reduce((a, b) => a * b)) : undefined;
    }
    case 'reshapeLike':
      return reshape(node.args[0], shape(node.like)[1] as number);
    case 'reshape':
      return shape(node.args[0])[1] === node.cols ? node.args[0] : undefined;
    case 'mean':
      return div(sum(node.args[0], node.axis), { op: 'count', axis: node.axis, args: [], like: node.args[0] });
    default: {
      if (!isElementwise(node) && node.op !== 'pow') return undefined;
      const outside = reshapedOutside(node, shape);
      if (outside) return outside;
      if (!isElementwise(node)) return undefined;
      const bare = node.args.map((x) => (x.op === 'conform' ? x.args[0] : x));
      if (bare.every((x, i) => x === node.args[i])) return undefined;
      // Repeat one operand less, as long as the others give the size.
      for (const [i, x] of bare.entries()) {
        if (x === node.args[i]) continue;
        const without: Expr = { op: node.op, args: node.args.with(i, x) };
        if (same(shapeOf(without, shape), shape(node))) return without;
      }
      return undefined;
    }
  }
}

/** Elementwise operations on numbers in another arrangement, arranged afterwards instead: so they stay with what computes the numbers. */
function reshapedOutside(node: Expr, shape: (node: Expr) => Shape): Expr | undefined {
  const inner = node.args.map((x) => (x.op === 'reshape' ? x.args[0] : x));
  const first = node.args.findIndex((x) => x.op === 'reshape');
  if (first < 0) return undefined;
  const arranged = shape(inner[first]!);
  const fits = node.args.every((x, i) =>
    x.op === 'reshape' ? same(shape(inner[i]!), arranged) : same(shape(x), [1, 1]),
  );
  return fits ? reshape({ ...node, args: inner } as Expr, shape(node)[1] as number) : undefined;
}

const same = (a: Shape, b: Shape) => a[0] === b[0] && a[1] === b[1];
