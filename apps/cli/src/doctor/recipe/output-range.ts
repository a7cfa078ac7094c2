import { map, matrix } from '@nn/matrix';
import type { Activation } from '@nn/net';

/** Sums at which an activation is looked at: densely where most of them bend, and far out. */
const SUMS = [...Array.from({ length: 201 }, (_, k) => (k - 100) / 10), ...[30, 100, 1e3, 1e4].flatMap((x) => [-x, x])];
/** What answers with more than this to the sums far out has no end there. */
const NO_END = 100;

/** The least and the most that an activation gives, ±Infinity where it has no end. Of softmax, which joins the sums of a row, by its definition. */
export function outputRange({ name, formula }: Activation): readonly [least: number, most: number] {
  if (name === 'softmax') return [0, 1];
  if (name === 'logSoftmax') return [Number.NEGATIVE_INFINITY, 0];
  const values = map(formula, { x: matrix(SUMS.map((x) => [x])) }).data;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return [least < -NO_END ? Number.NEGATIVE_INFINITY : least, most > NO_END ? Number.POSITIVE_INFINITY : most];
}
