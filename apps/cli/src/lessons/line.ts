import {
  add,
  derivative,
  div,
  type Expr,
  type Formula,
  formula,
  fromExpression,
  mean,
  mul,
  simplifyAll,
  square,
  sub,
  sum,
} from '@nn/formula';
import { abridged } from '../telling/abridged.js';
import { shown } from '../telling/equations.js';
import type { Text } from '../telling/text.js';

const at = (w: Expr, x: Expr) => add(mul(w, x), 1);

/** The line whose weight lessons look for. */
export const line = formula(['w', 'x'], at);

/** Points that the line should go through. */
export interface Points {
  readonly x: readonly number[];
  readonly t: readonly number[];
}

/** The points as inputs of the formulas: a column each; of a single point the numbers themselves, which print plainly. */
export function given({ x, t }: Points): { x: number | number[][]; t: number | number[][] } {
  const input = (values: readonly number[]) => (values.length === 1 ? values[0]! : values.map((value) => [value]));
  return { x: input(x), t: input(t) };
}

/** Points as prose has them; of many the first ones and the last. */
export function pointsText({ x, t }: Points): Text {
  const each = abridged(x.map((value, i) => `(${shown(value)}, ${shown(t[i]!)})`)).map((point) => point ?? '…');
  return { en: each.join(', '), zh: each.join('、') };
}

/** Half the squared error at one point. */
const half = formula(['w', 'x', 't'], (w, x, t) => div(square(sub(at(w, x), t)), 2));

/**
 * The mean over the points of what `of` is at one of them. That of a derivative is the derivative of the mean; taken in this order, its sum
 * over the points is seen where it is printed.
 */
function overPoints(of: Formula<'w' | 'x' | 't'>): Formula<'w' | 'x' | 't'> {
  const [onePoint] = simplifyAll([of.expression], { w: [1, 1], x: [1, 1], t: [1, 1] });
  return fromExpression(mean(onePoint!), ['w', 'x', 't']);
}

const slope = derivative(half, 'w');

/** The loss of a weight, and its first and second derivative by the weight. */
export const loss = overPoints(half);
export const gradient = overPoints(slope);
export const curvature = fromExpression(overPoints(derivative(slope, 'w')).expression, ['x']);

export const lossAt = (w: number, points: Points): number => loss({ w, ...given(points) }) as number;

/** The weight at which the gradient is 0. */
export const best = formula(['x', 't'], (x, t) => div(sum(mul(x, sub(t, 1))), sum(square(x))));
