import { type ActivationName, activations } from './activations.js';
import type { Parameters } from './protocol.js';

/** The output on whose sides the targets 0 and 1 are told apart. */
export const HALF = 0.5;

/** The sum z at which an activation gives one half. All of them rise there, so the interval can be halved. */
export function halfway(name: ActivationName): number {
  const f = activations[name].formula;
  let [low, high] = [-4, 4];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (f({ x: middle }) < HALF) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

type Point = readonly [x1: number, x2: number];

/** Where w1 x1 + w2 x2 + b = z crosses a square; undefined where it does not. */
export function boundary(
  { w1, w2, b }: Parameters,
  z: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly [Point, Point] | undefined {
  const inside = (value: number) => value >= from - 1e-9 && value <= to + 1e-9;
  const found: Point[] = [];
  for (const edge of [from, to]) {
    const x2 = (z - b - w1 * edge) / w2;
    const x1 = (z - b - w2 * edge) / w1;
    if (w2 !== 0 && inside(x2)) found.push([edge, x2]);
    if (w1 !== 0 && inside(x1)) found.push([x1, edge]);
  }
  const first = found[0];
  // Through a corner, two of the crossings are one point.
  const second = found.findLast(([x1, x2]) => first && Math.hypot(x1 - first[0], x2 - first[1]) > 1e-6);
  return first && second ? [first, second] : undefined;
}
