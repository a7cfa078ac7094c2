import { linearScale } from '$lib/view/plot.js';
import { SIDE } from './settings.js';

/** The picture of points and squares. One unit is as long across as up, so that what is drawn as a square is one. */
export const VIEW = { width: 480, height: 402 } as const;
export const PLOT = { left: 34, right: 392, top: 12, bottom: 342 } as const;
export const UNIT = (PLOT.bottom - PLOT.top) / (SIDE.max - SIDE.min);

export const up = linearScale([SIDE.min, SIDE.max], [PLOT.bottom, PLOT.top]);

/** Where column i of so many stands. */
export const across = (i: number, count: number): number =>
  PLOT.left + 14 + ((PLOT.right - PLOT.left - 14) * (i + 0.5)) / count;

/** The square over an error, beside its line: to the right where there is room, and whole wherever it is. */
export function squareOf(x: number, y: number, t: number) {
  const side = Math.abs(y - t) * UNIT;
  return { x: x + side <= VIEW.width - 4 ? x : Math.max(4, x - side), y: Math.min(up(y), up(t)), side };
}

/** How long the arrow of a slope is: longer the steeper, never out of sight, and never longer than its place. */
export const arrowLength = (slope: number): number => 10 + (60 * Math.abs(slope)) / (1 + Math.abs(slope));
