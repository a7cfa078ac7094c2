import { type DescentEnds, landscape, stepDecay, whereDescentsEnd } from '@nn/optim';
import type { descents } from './race.js';
import type { Settings } from './settings.js';

/** The places where a descent of the surface may end, and none of them. */
export const places = ['globalMinimum', 'localMinimum', 'saddle', 'elsewhere'] as const;

/** Where the descents of many seeds began and ended: counts by place, and u, v of each. */
export type Ends = Pick<DescentEnds, 'random' | 'ridge'> & {
  readonly positions: Readonly<
    Record<'random' | 'ridge', Readonly<Record<'start' | (typeof descents)[number], Float64Array>>>
  >;
};

export function endsOf({ seeds, surfaceRate, surfaceBatch, surfaceEpochs, cooled }: Settings): Ends {
  const { random, ridge, positions } = whereDescentsEnd({
    seeds,
    epochs: surfaceEpochs,
    miniBatch: surfaceBatch,
    learningRate: cooled ? stepDecay(surfaceRate, { every: Math.ceil(surfaceEpochs / 2) }) : surfaceRate,
  });
  const flat = (of: (typeof positions)['random']) => ({
    start: Float64Array.from(of.start.data),
    batch: Float64Array.from(of.batch.data),
    stochastic: Float64Array.from(of.stochastic.data),
    miniBatch: Float64Array.from(of.miniBatch.data),
  });
  return { random, ridge, positions: { random: flat(positions.random), ridge: flat(positions.ridge) } };
}

/** At which of the places a descent stands: within 0.1 of it, as `whereDescentsEnd` counts. */
export function placeOf(u: number, v: number): (typeof places)[number] {
  const { globalMinimum, localMinimum, saddle } = landscape.stationary;
  const known = Object.entries({ globalMinimum, localMinimum, saddle });
  const near = known.find(([, at]) => Math.sqrt((u - at.u) * (u - at.u) + (v - at.v) * (v - at.v)) <= 0.1);
  return (near?.[0] ?? 'elsewhere') as (typeof places)[number];
}
