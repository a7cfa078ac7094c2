import { add, type Expr, evaluateAll, gradients, input, mul, sum } from '@nn/formula';
import { full, type Matrix } from '@nn/matrix';
import { direction, dot } from '../vector.js';
import type { Parameters } from './parameters.js';
import type { Inputs } from './slope.js';

/** H v, the second derivatives at w times a direction; no matrix of n x n numbers is made for it. */
export type Hessian = (w: Matrix, direction: Matrix) => Matrix;

/** The Hessian of an expression, as the gradient of (gradient times v) for a fixed v: Pearlmutter (1994), derived by the formula. */
export function hessianOf(expression: Expr, { names, inputs, vector }: Parameters, fixed: Inputs): Hessian {
  const along = (name: string) => `direction of ${name}`;
  const by = gradients(expression, names);
  const slope = names.map((name) => sum(mul(by[name]!, input(along(name))))).reduce((a, b) => add(a, b));
  const second = gradients(slope, names);
  const roots = names.map((name) => second[name]!);
  return (w, direction) => {
    const directions = Object.entries(inputs(direction)).map(([name, part]) => [along(name), part]);
    const values = evaluateAll(roots, { ...fixed, ...inputs(w), ...Object.fromEntries(directions) });
    return vector(Object.fromEntries(names.map((name) => [name, values.get(second[name]!)!])));
  };
}

/**
 * The curvature of the loss along each place's gradient, gᵀ H g / gᵀ g. Where the gradient is 0 it is along the last one that was not, and
 * where there was none yet, along (1, …, 1): so with one parameter always the second derivative.
 */
export function curvatureAlong(hessian: Hessian): (w: Matrix, gradient: Matrix) => number {
  let along: Matrix | undefined;
  return (w, gradient) => {
    along = direction(gradient) ?? along ?? full(1, w.cols, 1, { dtype: 'f64' });
    return dot(along, hessian(w, along)) / dot(along, along);
  };
}
