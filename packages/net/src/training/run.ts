import { type Matrix, type Random, random } from '@nn/matrix';
import { isLinked, type Loss } from '../loss.js';
import type { Network } from '../network.js';
import { checkSamples, type Rows } from '../samples.js';
import { NonFiniteError, whereNonFinite } from './non-finite.js';
import type { Optimizer, OptimizerState, Schedule } from './optimizer.js';
import { type Trainer, trainer } from './trainer.js';

export interface RunOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Samples for each update: all (batch gradient descent), 1 (stochastic), or a number of them (mini-batch); 32 by default. */
  readonly batchSize?: number | 'all';
  /** Shuffle the samples anew in each epoch; on by default. */
  readonly shuffle?: boolean;
  /** Decides the order of the samples, the validation split and dropout; 0 by default. */
  readonly seed?: number;
  /** Instead of the optimizer's own: a number, or a schedule of @nn/optim. */
  readonly learningRate?: number | Schedule;
}

/** A training under way: what `fit` gives back, so that another `fit` can go on with it. */
export interface Run {
  readonly model: Network;
  readonly options: RunOptions;
  /** How many epochs are done. */
  epoch: number;
  /** The optimizer's state as a copy: plain data. */
  state(): OptimizerState;
}

/** What one update did. */
export interface StepReport {
  /** Counted from 1, over the whole run. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** The loss of this batch before the update. */
  readonly loss: number;
  readonly learningRate: number;
  /** Which rows of x the batch was. */
  readonly rows: Int32Array;
  /** Whether this update was the last of its epoch. */
  readonly epochEnd: boolean;
}

/** A run whose inside `fit` and `steps` use. */
export interface LiveRun extends Run {
  readonly trainer: Trainer;
  readonly rng: Random;
  readonly learningRate: (step: number, epoch: number) => number;
}

const sizeOf = (batchSize: number | 'all', count: number): number => {
  if (batchSize === 'all') return count;
  if (Number.isInteger(batchSize) && batchSize >= 1) return Math.min(batchSize, count);
  throw new RangeError(`fit: batchSize: expected 'all' or a whole number from 1, got ${batchSize}`);
};

/** Begins a run over `count` samples. */
export function beginRun(model: Network, options: RunOptions, count: number): LiveRun {
  const { loss, optimizer, batchSize = 32, seed = 0, learningRate = optimizer.learningRate } = options;
  const made = trainer(model, loss, optimizer, sizeOf(batchSize, count));
  const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
  return {
    model,
    options,
    epoch: 0,
    trainer: made,
    // The first streams belong to the parameters and to dropout.
    rng: random(seed, -1),
    learningRate: (step, epoch) => {
      const value = rate({ step, epoch });
      if (!(Number.isFinite(value) && value >= 0)) {
        throw new RangeError(`fit: learningRate: expected a finite number from 0, got ${value} at step ${step + 1}`);
      }
      return value;
    },
    state: () => made.snapshot(),
  };
}

/** The updates of one epoch: every sample once, the last batch as small as it comes. */
export function* epochSteps(run: LiveRun, x: Matrix, t: Matrix): Generator<StepReport> {
  const { trainer: made, options } = run;
  const { shuffle = true, seed = 0 } = options;
  const order = shuffle ? run.rng.permutation(x.rows) : Int32Array.from({ length: x.rows }, (_, i) => i);
  for (let from = 0; from < x.rows; from += made.batchSize) {
    const rows = order.subarray(from, Math.min(from + made.batchSize, x.rows));
    const learningRate = run.learningRate(made.state.step, run.epoch);
    const loss = made.step(x, t, rows, learningRate, seed);
    const epoch = run.epoch + 1;
    if (!Number.isFinite(loss)) {
      const place = whereNonFinite(run.model, x, rows, isLinked(options.loss, run.model.layers.at(-1)!));
      throw new NonFiniteError({ loss, step: made.state.step + 1, epoch, place, learningRate });
    }
    yield { step: made.state.step, epoch, loss, learningRate, rows, epochEnd: from + made.batchSize >= x.rows };
  }
  run.epoch++;
}

/**
 * Training one update at a time, for ever: `for (const { loss } of steps(model, x, t, { loss, optimizer })) …`.
 * The loop ends it. Takes what `fit` takes, and throws what it throws.
 */
export function* steps(model: Network, x: Rows, t: Rows, options: RunOptions): Generator<StepReport, never> {
  const [samples, targets] = checkSamples('steps', model, x, t);
  const run = beginRun(model, options, samples.rows);
  for (;;) yield* epochSteps(run, samples, targets);
}
