import { add, derivative, div, type Formula, formula, mul, pow, square, sub } from '@nn/formula';

/** A place where the gradient is 0. */
export interface StationaryPoint {
  readonly u: number;
  readonly v: number;
  readonly loss: number;
  /** The second derivatives there; the mixed one is 0 everywhere. */
  readonly curvature: { readonly u: number; readonly v: number };
}

/** A surface over u and v to descend on. */
export interface Landscape {
  /** Its height: the mean loss over all samples. */
  readonly formula: Formula<'u' | 'v'>;
  /** The loss of one sample: the surface, tilted by a and b. */
  readonly sample: Formula<'u' | 'v' | 'a' | 'b'>;
  /** [a, b] of each sample; each sums to 0, exactly. */
  readonly tilts: readonly (readonly [a: number, b: number])[];
  readonly stationary: Readonly<Record<'globalMinimum' | 'localMinimum' | 'saddle', StationaryPoint>>;
  /** Where its features are, and where random starts are drawn. */
  readonly range: { readonly u: readonly [number, number]; readonly v: readonly [number, number] };
}

/** How far a sample tilts the surface along u: more than the slope on either side of the saddle, so that noise can cross it. */
const STEEPNESS = 1.25;

function make(): Landscape {
  const surface = formula(['u', 'v'], (u, v) =>
    add(sub(add(div(pow(u, 4), 4), div(pow(u, 3), 6)), div(square(u), 2)), div(square(v), 2)),
  );
  const curvature = (name: 'u' | 'v') => derivative(derivative(surface, name), name);
  const [alongU, alongV] = [curvature('u'), curvature('v')];
  const at = (u: number): StationaryPoint => ({
    u,
    v: 0,
    loss: surface({ u, v: 0 }),
    curvature: { u: alongU({ u, v: 0 }), v: alongV({ u, v: 0 }) },
  });
  const tilts = [-STEEPNESS, STEEPNESS].flatMap((a) => [-1, 0, 1].flatMap((b) => [[a, b] as const, [a, b] as const]));
  return {
    formula: surface,
    sample: formula(['u', 'v', 'a', 'b'], (u, v, a, b) => add(surface.expression, add(mul(a, u), mul(b, v)))),
    tilts,
    // The slope along u is u (u² + u / 2 - 1): 0 at 0 and at the roots of the quadratic.
    stationary: {
      globalMinimum: at((-0.5 - Math.sqrt(4.25)) / 2),
      localMinimum: at((-0.5 + Math.sqrt(4.25)) / 2),
      saddle: at(0),
    },
    range: { u: [-1.5, 1.5], v: [-1, 1] },
  };
}

/**
 * A surface that is not convex, with two minima and a saddle: u⁴ / 4 + u³ / 6 - u² / 2 + v² / 2. It has its deeper minimum at u = (-1/2 - √(17/4)) / 2 =
 * -1.28, a shallower one at (-1/2 + √(17/4)) / 2 = 0.78, and between them, at 0, a saddle, which the ridge u = 0 runs down to; v = 0 at all three. It is
 * the mean over 12 samples, each of which tilts it: f + a u + b v. A batch sees it tilted by the mean of its samples' tilts; all samples together see it
 * level.
 */
export const landscape: Landscape = /* @__PURE__ */ make();
