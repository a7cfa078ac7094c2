import { checkCount, checkGiven } from '@nn/formula';
import { fromData, type Matrix, matrix, random } from '@nn/matrix';
import { sgd } from '../optimizers/sgd.js';
import type { Schedule } from '../schedules/schedule.js';
import { stepDecay } from '../schedules/step-decay.js';
import type { Descent } from './compare-descents.js';
import { rateOf } from './descend.js';
import { descendMany, drawOrders } from './descend-many.js';
import { landscape, type StationaryPoint } from './landscape.js';
import { streams } from './streams.js';

/** How many descents ended within 0.1 of each stationary point, and how many of none. */
export type EndCounts = Readonly<Record<'globalMinimum' | 'localMinimum' | 'saddle' | 'elsewhere', number>>;

/** Where the descents of many seeds ended, by the sort of their start. */
export interface DescentEnds {
  readonly seeds: number;
  /** From a random place of the landscape, another for each seed. */
  readonly random: Readonly<Record<Descent, EndCounts>>;
  /** From the ridge u = 0 that runs down to the saddle, at the v of the random place. */
  readonly ridge: Readonly<Record<Descent, EndCounts>>;
  /** Every start and end, to be drawn: seeds x 2, u and v. */
  readonly positions: Readonly<Record<'random' | 'ridge', Readonly<Record<'start' | Descent, Matrix>>>>;
}

/** What the descents have in common; what is left out is such that batch descent has the time to settle, and noise the time to act. */
export interface WhereDescentsEndOptions {
  /** How many of each descent, one for each seed from 0; 1000 by default. */
  readonly seeds?: number;
  /** 40 by default. */
  readonly epochs?: number;
  /** Samples of a mini-batch, of 12; 2 by default. */
  readonly miniBatch?: number;
  /** 0.3 by default, and a tenth of it from epoch 20 on, so that what the noise has decided comes to rest. A schedule sees no `losses`: it is one for all seeds. */
  readonly learningRate?: number | Schedule;
}

/** How near to a stationary point counts as there: the noise of the last epochs is well within. */
const RADIUS = 0.1;

/**
 * Where batch, stochastic and mini-batch descent end on `landscape`, for many seeds. Each has its own random start and its own orders of the
 * samples, the same for the three. Batch descent follows the slope: from the ridge it slides into the saddle and stays, and of the minima it
 * takes the one on whose side it began. A step from few samples is noisy: it leaves the ridge (saddles are what high-dimensional losses are
 * full of: Dauphin et al., 2014), and climbs out of the shallower minimum far more often than out of the deeper one. Both starts of a seed see the same batches, and under
 * the same noise they mostly come together: stochastic descent counts nearly the same from either.
 *
 * All seeds go down at once, as columns: f's derivative and the update of `sgd` are taken row by row, in double precision, the same in
 * every engine. Throws RangeError where a number is out of range, TypeError where the learning rate is neither a number nor a schedule.
 */
export function whereDescentsEnd(options: WhereDescentsEndOptions = {}): DescentEnds {
  const who = 'whereDescentsEnd';
  const {
    seeds = 1000,
    epochs = 40,
    miniBatch = 2,
    learningRate = stepDecay(0.3, { every: 20 }),
  } = checkGiven(who, options, '{ seeds: 100 }');
  checkCount(`${who}: seeds`, seeds);
  checkCount(`${who}: epochs`, epochs);
  checkCount(`${who}: miniBatch`, miniBatch);
  const count = landscape.tilts.length;
  // The columns of u and of v, one below the other; in each the random starts come first, then those on the ridge.
  const rows = 2 * seeds;
  const start = starts(seeds);
  const rate = rateOf(who, sgd(), learningRate);
  const orders = drawOrders(seeds, epochs);
  const run = (size: number) => descendMany(who, start, orders, size, rate);
  const ends = { batch: run(count), stochastic: run(1), miniBatch: run(Math.min(miniBatch, count)) };

  const part = ({ data }: Matrix, from: number) =>
    matrix(
      Array.from({ length: seeds }, (_, s) => [data[from + s]!, data[rows + from + s]!]),
      { dtype: 'f64' },
    );
  const positions = (from: number) => ({
    start: part(start, from),
    batch: part(ends.batch, from),
    stochastic: part(ends.stochastic, from),
    miniBatch: part(ends.miniBatch, from),
  });
  const counts = ({ batch, stochastic, miniBatch }: Readonly<Record<Descent, Matrix>>) => ({
    batch: countEnds(batch),
    stochastic: countEnds(stochastic),
    miniBatch: countEnds(miniBatch),
  });
  const [fromRandom, fromRidge] = [positions(0), positions(seeds)];
  return {
    seeds,
    random: counts(fromRandom),
    ridge: counts(fromRidge),
    positions: { random: fromRandom, ridge: fromRidge },
  };
}

function starts(seeds: number): Matrix {
  const { u, v } = landscape.range;
  const w = new Float64Array(4 * seeds);
  for (let seed = 0; seed < seeds; seed++) {
    const rng = random(seed, streams.start);
    const draw = ([min, max]: readonly [number, number]) => rng.uniform(1, 1, { min, max, dtype: 'f64' }).data[0]!;
    w[seed] = draw(u);
    w[2 * seeds + seed] = w[3 * seeds + seed] = draw(v);
  }
  return fromData(1, w.length, w);
}

function countEnds(ends: Matrix): EndCounts {
  const counts = { globalMinimum: 0, localMinimum: 0, saddle: 0, elsewhere: 0 };
  const { globalMinimum, localMinimum, saddle } = landscape.stationary;
  const known = Object.entries({ globalMinimum, localMinimum, saddle }) as [keyof EndCounts, StationaryPoint][];
  for (const [u, v] of ends.toArray() as [number, number][]) {
    const near = known.find(([, at]) => Math.sqrt((u - at.u) * (u - at.u) + (v - at.v) * (v - at.v)) <= RADIUS);
    counts[near?.[0] ?? 'elsewhere']++;
  }
  return counts;
}
