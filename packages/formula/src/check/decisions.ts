import { type EvaluateOptions, evaluateAll } from '../evaluate.js';
import type { Expr } from '../expr.js';
import { label } from '../shape.js';
import { at, type Given } from '../values.js';

/** A node that decides between branches, and how it decides for each of its elements. */
export interface Decision {
  readonly node: Expr;
  /** The operation over its arguments, such as `maximum(matmul(…), 0)`. */
  readonly name: string;
  /** For each element whether the first side is the smaller (`<`), as large (`=`) or the larger (`>`); `?` beside a NaN. */
  readonly taken: string;
}

const deciding: ReadonlySet<Expr['op']> = new Set([
  'minimum',
  'maximum',
  'less',
  'lessOrEqual',
  'equal',
  'abs',
  'sign',
  'max',
]);

const compared = (difference: number) => (difference < 0 ? '<' : difference > 0 ? '>' : difference === 0 ? '=' : '?');

/**
 * Every yes or no on the way to the value of `root`. `minimum` and `maximum` decide between their two sides, as comparisons do, `abs` and `sign` between
 * below and above 0, `max` between each element and the largest. Where one of them changes, the slope of `root` may jump: a kink.
 */
export function decisions(root: Expr, given: Readonly<Record<string, Given>>, options?: EvaluateOptions): Decision[] {
  const found: Decision[] = [];
  const values = evaluateAll([root], given, options);
  for (const [node, result] of values) {
    if (!deciding.has(node.op)) continue;
    const [first, second] = node.args.map((arg) => values.get(arg)!);
    const other = node.op === 'max' ? result : second;
    const { rows, cols } = node.op === 'max' ? first! : result;
    let taken = '';
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) taken += compared(at(first!, i, j) - (other ? at(other, i, j) : 0));
    }
    found.push({ node, name: label(node), taken });
  }
  return found;
}
