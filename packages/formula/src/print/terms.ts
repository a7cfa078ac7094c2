import type { Expr, Reduce } from '../expr.js';
import type { Values } from '../values.js';
import { numberAt, type Place, type Size } from './values.js';

/** The terms that are added up (or compared, by `max`) to one element: so many, each a product of elements. */
export interface Terms {
  readonly n: number;
  factors(k: number): readonly (readonly [matrix: Expr, place: Place])[];
}

/** What the element of `node` at a place joins; undefined where it joins nothing. */
export function termsAt(
  node: Expr,
  [i, j]: Place,
  size: (node: Expr) => Size,
  valuesOf: (node: Expr) => Values,
): Terms | undefined {
  switch (node.op) {
    case 'matmul': {
      const [a, b] = node.args;
      return {
        n: size(a)[node.transposeA ? 0 : 1],
        factors: (k) => [
          [a, node.transposeA ? [k, i] : [i, k]],
          [b, node.transposeB ? [j, k] : [k, j]],
        ],
      };
    }
    case 'sum':
    case 'mean':
    case 'max': {
      const [x] = node.args;
      const [n, place] = line(size(x), node.axis, [i, j]);
      return { n, factors: (k) => [[x, place(k)]] };
    }
    case 'scatterAdd': {
      const [x, index] = node.args;
      const [rows, cols] = size(x);
      const [n, place] = line([rows, cols], node.axis === 'columns' ? 'eachRow' : 'eachColumn', [i, j]);
      const target = node.axis === 'columns' ? j : i;
      const here = Array.from({ length: n }, (_, k) => place(k)).filter((p) => numberAt(valuesOf(index), p) === target);
      return { n: here.length, factors: (k) => [[x, here[k]!]] };
    }
    default:
      return undefined;
  }
}

/** How many elements are joined to the one at a place, along its row, along its column or all, and where each is. */
function line([rows, cols]: Size, axis: Reduce['axis'], [i, j]: Place): readonly [number, (k: number) => Place] {
  if (axis === 'eachRow') return [cols, (k) => [i, k]];
  if (axis === 'eachColumn') return [rows, (k) => [k, j]];
  return [rows * cols, (k) => [Math.floor(k / cols), k % cols]];
}
