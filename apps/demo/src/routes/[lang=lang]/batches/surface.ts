import { landscape } from '@nn/optim';
import { heightsOf } from './contours.js';

/** The part of the surface that is drawn. */
export const RANGE = { u: [-2, 1.7], v: [-1.25, 1.25] } as const;

/** Its heights there. */
export const surface = heightsOf(RANGE.u, RANGE.v, (u, v) => landscape.formula({ u, v }));

const { globalMinimum, localMinimum, saddle } = landscape.stationary;

/** Around each minimum, through the saddle, and up the sides. */
export const levels = [
  ...[0.15, 0.5].map((part) => globalMinimum.loss * (1 - part)),
  ...[0.3, 0.75].map((part) => localMinimum.loss * (1 - part)),
  saddle.loss,
  0.12,
  0.3,
  0.6,
  1,
  1.6,
  2.5,
];
