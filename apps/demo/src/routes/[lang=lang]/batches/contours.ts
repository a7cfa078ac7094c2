import type { Values } from '@nn/formula';
import type { Frame } from '$lib/view/frame.js';

type Interval = readonly [from: number, to: number];

/** The heights of a surface on an even grid: rows upwards, each from left to right. */
export interface Heights {
  readonly horizontal: Interval;
  readonly vertical: Interval;
  readonly values: Float32Array;
}

/** Places on a side. */
const COUNT = 49;
const places = ([from, to]: Interval) =>
  Array.from({ length: COUNT }, (_, i) => from + ((to - from) * i) / (COUNT - 1));
const row = (values: readonly number[]): Values => ({ rows: 1, cols: values.length, data: Float64Array.from(values) });

/** Measures a surface, a function of many places at once: the row of their first numbers, and that of their second. */
export function heightsOf(
  horizontal: Interval,
  vertical: Interval,
  surface: (across: Values, up: Values) => number | Values,
): Heights {
  const [across, up] = [places(horizontal), places(vertical)];
  const measured = surface(row(up.flatMap(() => across)), row(up.flatMap((v) => across.map(() => v))));
  const values = typeof measured === 'number' ? [measured] : measured.data;
  return { horizontal, vertical, values: Float32Array.from(values) };
}

/** The lines of equal height as SVG paths, one for each level, by marching squares. */
export function contours(
  { horizontal, vertical, values }: Heights,
  levels: readonly number[],
  { x, y }: Frame,
): string[] {
  const [across, up] = [places(horizontal).map(x), places(vertical).map(y)];
  return levels.map((level) => {
    let path = '';
    for (let i = 0; i + 1 < COUNT; i++) {
      for (let j = 0; j + 1 < COUNT; j++) {
        const corners = [
          [across[j]!, up[i]!, values[i * COUNT + j]!],
          [across[j + 1]!, up[i]!, values[i * COUNT + j + 1]!],
          [across[j + 1]!, up[i + 1]!, values[(i + 1) * COUNT + j + 1]!],
          [across[j]!, up[i + 1]!, values[(i + 1) * COUNT + j]!],
        ] as const;
        // Where the level is crossed on the way around the square: at none, two or four places.
        const crossings = corners.flatMap(([ax, ay, a], k) => {
          const [bx, by, b] = corners[(k + 1) % 4]!;
          if (a < level === b < level) return [];
          const part = (level - a) / (b - a);
          return [`${(ax + part * (bx - ax)).toFixed(1)} ${(ay + part * (by - ay)).toFixed(1)}`];
        });
        for (let k = 0; k + 1 < crossings.length; k += 2) path += `M${crossings[k]}L${crossings[k + 1]}`;
      }
    }
    return path;
  });
}

/** Levels that lie close together near the lowest height, where a descent ends, and far apart high up. */
export function levelsOf({ values }: Heights, lowest: number, count = 13): number[] {
  const range = values.reduce((most, value) => Math.max(most, value), lowest) - lowest;
  return Array.from({ length: count }, (_, k) => lowest + range * ((k + 0.5) / count) ** 3.5);
}
