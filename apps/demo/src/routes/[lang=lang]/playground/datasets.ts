import { circles, moons, type Samples, spiral, xor } from '@nn/data';
import { random } from '@nn/matrix';
import { MOST_POINTS, type Point, rounded } from './points.js';
import type { Settings } from './settings.js';
import { taskOf } from './targets.js';

interface Made {
  readonly count: number;
  readonly noise: number;
  readonly seed: number;
}

const pointsOf = ({ x, t }: Samples): Point[] => x.toArray().map(([x1, x2], i) => [x1!, x2!, t.at(i, 1)]);

/** Points around a few places in turn. */
function around(places: readonly Point[], { count, noise, seed }: Made): Point[] {
  const jitter = random(seed).normal(count, 2, { std: noise });
  return Array.from({ length: count }, (_, i) => {
    const [x1, x2, t] = places[i % places.length]!;
    return [x1 + jitter.at(i, 0), x2 + jitter.at(i, 1), t];
  });
}

/** The corners of exclusive or, from -1 to 1. */
const corners = (): Point[] => {
  const { x, t } = xor();
  return x.toArray().map(([x1, x2], i) => [2 * x1! - 1, 2 * x2! - 1, t.at(i, 0)]);
};

/** A saddle: up along x1, down along x2. */
function saddle({ count, noise, seed }: Made): Point[] {
  const place = random(seed).uniform(count, 2, { min: -1.5, max: 1.5 });
  const jitter = random(seed, 1).normal(count, 1, { std: noise });
  return Array.from({ length: count }, (_, i) => {
    const [x1, x2] = [place.at(i, 0), place.at(i, 1)];
    return [x1, x2, (x1 * x1 - x2 * x2) / 2 + jitter.at(i, 0)];
  });
}

const datasets: Readonly<Record<Exclude<Settings['data'], 'own'>, (made: Made) => Point[]>> = {
  circles: (made) => pointsOf(circles(made)),
  moons: (made) => pointsOf(moons(made)),
  spiral: (made) => pointsOf(spiral(made)),
  xor: (made) => around(corners(), made),
  blobs: (made) =>
    around(
      [
        [-1, -1, 0],
        [1, 1, 1],
      ],
      made,
    ),
  saddle,
};

/** All points: those that were made, or the reader's own. */
export const pointsFor = (settings: Settings): readonly Point[] =>
  settings.data === 'own'
    ? settings.points
    : datasets[settings.data]({ count: settings.count, noise: settings.noise, seed: settings.dataSeed });

/** The points as they stand become the reader's own, changed in this way. */
export const owned = (
  settings: Settings,
  change: (points: readonly Point[]) => readonly Point[],
): Partial<Settings> => ({
  data: 'own',
  task: taskOf(settings),
  points: change(pointsFor(settings).map(rounded)).slice(-MOST_POINTS),
});

/** The points to learn from, and those that are held back to judge by: the first ones of a shuffle. */
export function divided(settings: Settings): { readonly train: readonly Point[]; readonly test: readonly Point[] } {
  const points = pointsFor(settings);
  const held = Math.min(Math.round(points.length * settings.share), Math.max(0, points.length - 1));
  const order = Array.from(random(settings.dataSeed).permutation(points.length), (i) => points[i]!);
  return { train: order.slice(held), test: order.slice(0, held) };
}

/** How far the plane that is drawn reaches from the middle: beyond every point, and no less than 1.5. */
export const reachOf = (points: readonly Point[]): number =>
  Math.ceil(2.2 * Math.max(1.3, ...points.flatMap(([x1, x2]) => [Math.abs(x1), Math.abs(x2)]))) / 2;
