import { type Descent, type DescentEnds, landscape, stepDecay, whereDescentsEnd } from '@nn/optim';
import { each } from './descents.js';
import type { Settings } from './settings.js';

/** The places where a descent of the surface may end, and none of them. */
export const places = ['globalMinimum', 'localMinimum', 'saddle', 'elsewhere'] as const;

/** Descents that began alike, seed by seed: u, v of their starts and ends, to be drawn, and the number of the place where each ended. */
interface Drawn {
  readonly at: Readonly<Record<'start' | Descent, readonly number[]>>;
  readonly places: Readonly<Record<Descent, Uint8Array>>;
}

/** Where the descents of many seeds began and ended, counted and one by one. */
export type Ends = Pick<DescentEnds, 'random' | 'ridge'> & {
  readonly drawn: Readonly<Record<'random' | 'ridge', Drawn>>;
};

/** As fine as is seen. */
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * 1000) / 1000);

const drawn = (of: DescentEnds['positions']['random']): Drawn => ({
  at: { start: rounded(of.start.data), ...each((name) => rounded(of[name].data)) },
  places: each((name) =>
    Uint8Array.from(of[name].toArray() as [number, number][], ([u, v]) => places.indexOf(placeOf(u, v))),
  ),
});

export function endsOf({ seeds, surfaceRate, surfaceBatch, surfaceEpochs, cooled }: Settings): Ends {
  const { random, ridge, positions } = whereDescentsEnd({
    seeds,
    epochs: surfaceEpochs,
    miniBatch: surfaceBatch,
    learningRate: cooled ? stepDecay(surfaceRate, { every: Math.ceil(surfaceEpochs / 2) }) : surfaceRate,
  });
  return { random, ridge, drawn: { random: drawn(positions.random), ridge: drawn(positions.ridge) } };
}

/** At which of the places a descent stands: within 0.1 of it, as `whereDescentsEnd` counts. */
function placeOf(u: number, v: number): (typeof places)[number] {
  const { globalMinimum, localMinimum, saddle } = landscape.stationary;
  const known = Object.entries({ globalMinimum, localMinimum, saddle });
  const near = known.find(([, at]) => Math.sqrt((u - at.u) * (u - at.u) + (v - at.v) * (v - at.v)) <= 0.1);
  return (near?.[0] ?? 'elsewhere') as (typeof places)[number];
}
