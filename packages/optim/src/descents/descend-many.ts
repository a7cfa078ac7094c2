import { gradients } from '@nn/formula';
import { fromData, type Matrix, type Random, random } from '@nn/matrix';
import type { Optimizer } from '../optimizers/optimizer.js';
import { sgd } from '../optimizers/sgd.js';
import type { Schedule } from '../schedules/schedule.js';
import { copy } from '../vector.js';
import { batches } from './batches.js';
import { type Column, columnwise } from './columnwise.js';
import { descend, type Feed } from './descend.js';
import { landscape } from './landscape.js';
import type { Slope, Upward } from './slope.js';
import { streams } from './streams.js';

/** The mean tilt of the batch of each column. */
type Tilts = Readonly<Record<'a' | 'b', Column>>;

/** The orders in which each seed sees the samples: of each epoch, of each seed. */
export type Orders = readonly (readonly Int32Array[])[];

export function drawOrders(seeds: number, epochs: number): Orders {
  const streamOf = Array.from({ length: seeds }, (_, seed) => random(seed, streams.order));
  // One batch of all samples is the whole order, which smaller ones are pieces of.
  const order = (rng: Random) => [...batches(landscape.tilts.length, 'all', rng)][0]!;
  return Array.from({ length: epochs }, () => streamOf.map(order));
}

/**
 * Where plain descent on `landscape` leads from `start`: 1 x 4 seeds, first u then v of two starts for each seed. All go down at once, as columns
 * of the landscape's derivative and of the optimizer's update; both starts of a seed take its batches, of `size` samples each.
 */
export function descendMany(who: string, start: Matrix, orders: Orders, size: number, rate: Schedule): Matrix {
  const w = copy(start);
  const optimizer = columnOptimizer(sgd(), w.cols);
  const moves = descend(who, columnSlope(w.cols / 2), w, feed(orders, size), { optimizer, rate });
  while (!moves.next().done);
  return w;
}

/** The landscape's slope for all columns at once, each tilted as its batch is. */
function columnSlope(rows: number): Slope<Tilts, Upward> {
  const by = gradients(landscape.sample.expression, ['u', 'v']);
  const slope = columnwise([by.u!, by.v!], rows);
  return ({ data }, tilts) => {
    const [u, v] = [0, rows].map((from) => data.subarray(from, from + rows) as Column);
    const gradient = new Float64Array(2 * rows);
    slope({ u: u!, v: v!, ...tilts }).forEach((column, i) => {
      gradient.set(column, i * rows);
    });
    return { gradient: fromData(1, 2 * rows, gradient) };
  };
}

/** An optimizer without slots, whose step is its own update over whole columns. */
function columnOptimizer(optimizer: Optimizer, rows: number): Optimizer {
  const update = columnwise([optimizer.update.parameter], rows);
  return {
    ...optimizer,
    step: (parameters, gradients, state, { learningRate = optimizer.learningRate } = {}) => {
      const scalars = Object.entries(optimizer.scalars(state, { learningRate }));
      const [next] = update({
        parameter: parameters.data as Column,
        gradient: gradients.data as Column,
        ...Object.fromEntries(scalars.map(([name, value]) => [name, new Float64Array(rows).fill(value)])),
      });
      parameters.data.set(next!);
    },
  };
}

/** The tilts of each update: the means over each seed's batch, for both of its starts. */
function* feed(orders: Orders, size: number): Generator<Feed<Tilts>> {
  const { tilts } = landscape;
  for (const [epoch, own] of orders.entries()) {
    const seeds = own.length;
    for (let from = 0; from < tilts.length; from += size) {
      const data = { a: new Float64Array(2 * seeds), b: new Float64Array(2 * seeds) };
      own.forEach((order, seed) => {
        const batch = order.subarray(from, from + size);
        let [a, b] = [0, 0];
        for (const sample of batch) {
          a += tilts[sample]![0];
          b += tilts[sample]![1];
        }
        data.a[seed] = data.a[seeds + seed] = a / batch.length;
        data.b[seed] = data.b[seeds + seed] = b / batch.length;
      });
      yield { epoch, data, rows: size };
    }
  }
}
