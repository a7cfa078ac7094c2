import type { Point } from './points.js';

/** What a click on the plane can do: add a point of a class or with a number, or take one away. */
export const tools = ['blue', 'orange', 'value', 'erase'] as const;
export type Tool = (typeof tools)[number];

/** How near a point must be to be taken away, as a part of the plane's half side. */
const NEAR = 0.12;

/** The points after the tool was used at a place; `value` is the target that a point of a number gets. */
export function used(
  tool: Tool,
  points: readonly Point[],
  [x1, x2]: readonly [number, number],
  { value, reach }: { readonly value: number; readonly reach: number },
): readonly Point[] {
  if (tool !== 'erase') return [...points, [x1, x2, tool === 'value' ? value : tool === 'blue' ? 1 : 0]];
  const far = ([a, b]: Point) => Math.hypot(a - x1, b - x2);
  const nearest = points.reduce<Point | undefined>(
    (best, point) => (best && far(best) <= far(point) ? best : point),
    undefined,
  );
  return nearest && far(nearest) < NEAR * reach ? points.filter((point) => point !== nearest) : points;
}
