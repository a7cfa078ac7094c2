import { plane } from './plane.js';
import type { MakeOptions, Samples } from './samples.js';
import { cosine, sine } from './turns.js';

/** Two arms of a spiral around the origin, one and a half turns each. */
export const spiral = (options: MakeOptions = {}): Samples =>
  plane(
    'spiral',
    2,
    (along, k) => [along * 2 * cosine(1.5 * along + k / 2), along * 2 * sine(1.5 * along + k / 2)],
    options,
  );

/** Two half circles that reach into each other. */
export const moons = (options: MakeOptions = {}): Samples =>
  plane(
    'moons',
    2,
    (along, k) => (k === 0 ? [cosine(along / 2), sine(along / 2)] : [1 - cosine(along / 2), 0.5 - sine(along / 2)]),
    options,
  );

/** A circle of radius ½ inside one of radius 1. */
export const circles = (options: MakeOptions = {}): Samples =>
  plane('circles', 2, (along, k) => [(k === 0 ? 1 : 0.5) * cosine(along), (k === 0 ? 1 : 0.5) * sine(along)], options);
