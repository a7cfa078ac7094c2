import { type Matrix, random } from '@nn/matrix';
import { isLinked, type Loss } from '../loss.js';
import type { Network } from '../network.js';
import { type RuleName, ruleOf } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import { checkSamples, type Rows } from '../samples.js';
import { streams } from '../streams.js';
import type { Callback, CallbackState } from './history.js';
import { lostWeights, NonFiniteError, whereNonFinite } from './non-finite.js';
import type { Optimizer, OptimizerState, Schedule } from './optimizer.js';
import { type Trainer, trainer } from './trainer.js';

/** What each step of a training does. */
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
  /** How errors are sent back through the layers: 'gradient' (exact) unless given, 'transposed', 'proportional', or a rule of one's own. */
  readonly rule?: RuleName | Rule;
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
  readonly rule: Rule;
  /** The epoch under way: how many samples it has, and how many of them are done. */
  count: number;
  done: number;
  /** What the training under way tells. */
  callbacks: readonly Callback[];
  /** What callbacks remembered where the run was saved, until they are given again. */
  remembered: readonly CallbackState[];
  readonly learningRate: (step: number, epoch: number) => number;
}

const sizeOf = (batchSize: number | 'all', count: number): number => {
  if (batchSize === 'all') return count;
  if (Number.isInteger(batchSize) && batchSize >= 1) return Math.min(batchSize, count);
  throw new RangeError(`fit: batchSize: expected 'all' or a whole number from 1, got ${batchSize}`);
};

/** What type-checked code cannot get wrong, and other code can. */
function checkOptions({ loss, optimizer, learningRate }: RunOptions): void {
  const got = (value: unknown) => (typeof value === 'function' ? 'a function: call it, ()' : typeof value);
  if (!loss?.formula) throw new TypeError(`fit: loss: expected a loss such as crossEntropy(), got ${got(loss)}`);
  if (!optimizer?.update) throw new TypeError(`fit: optimizer: expected one such as adam(), got ${got(optimizer)}`);
  if (learningRate !== undefined && typeof learningRate !== 'number' && typeof learningRate !== 'function') {
    throw new TypeError(`fit: learningRate: expected a number or a schedule, got ${typeof learningRate}`);
  }
}

/** Begins a run over `count` samples. */
export function beginRun(model: Network, options: RunOptions, count: number): LiveRun {
  checkOptions(options);
  const { loss, optimizer, batchSize = 32, learningRate = optimizer.learningRate } = options;
  const rule = ruleOf(options.rule);
  const made = trainer(model, { loss, optimizer, batchSize: sizeOf(batchSize, count), rule });
  const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
  return {
    model,
    options,
    epoch: 0,
    trainer: made,
    rule,
    count: 0,
    done: 0,
    callbacks: [],
    remembered: [],
    learningRate: (step, epoch) => {
      const value = rate({ step, epoch });
      // As the network's own numbers have it: 1e39 is infinite in single precision.
      const stored = model.backend.dtype === 'f32' ? Math.fround(value) : value;
      if (!(Number.isFinite(stored) && value >= 0)) {
        throw new RangeError(`fit: learningRate: expected a finite number from 0, got ${value} at step ${step + 1}`);
      }
      return value;
    },
    state: () => made.snapshot(),
  };
}

/** The order of an epoch's samples: a matter of seed and epoch alone, so that a run need not remember it. */
const orderOf = ({ shuffle = true, seed = 0 }: RunOptions, epoch: number, count: number): Int32Array =>
  shuffle ? random(seed, streams.shuffle, epoch).permutation(count) : Int32Array.from({ length: count }, (_, i) => i);

/** The updates of one epoch, or of what is left of it: every sample once, the last batch as small as it comes. */
export function* epochSteps(run: LiveRun, x: Matrix, t: Matrix): Generator<StepReport> {
  const { trainer: made, options } = run;
  const { seed = 0 } = options;
  if (run.done > 0 && run.count !== x.rows) {
    throw new RangeError(
      `fit: continue: the run stopped within an epoch of ${run.count} samples, and there are ${x.rows} now; go on with the same ones`,
    );
  }
  run.count = x.rows;
  const order = orderOf(options, run.epoch, x.rows);
  for (let epochEnd = false; !epochEnd; ) {
    const rows = order.subarray(run.done, Math.min(run.done + made.batchSize, x.rows));
    const learningRate = run.learningRate(made.state.step, run.epoch);
    const loss = made.step(x, t, rows, learningRate, seed);
    const epoch = run.epoch + 1;
    if (!Number.isFinite(loss)) {
      const place = whereNonFinite(run.model, x, rows, isLinked(options.loss, run.model.layers.at(-1)!));
      const what = `the loss became ${loss}`;
      throw new NonFiniteError({ what, step: made.state.step + 1, epoch, place, learningRate, rule: run.rule });
    }
    // What is done is counted before it is told: whoever is told may stop here.
    run.done += rows.length;
    epochEnd = run.done === x.rows;
    if (epochEnd) {
      run.done = 0;
      run.epoch++;
    }
    yield { step: made.state.step, epoch, loss, learningRate, rows, epochEnd };
  }
}

/** Throws NonFiniteError where the updates of an epoch have left weights that are not finite. */
export function checkWeights({ model, trainer: made, epoch, rule }: LiveRun, learningRate: number): void {
  const place = lostWeights(model);
  if (place) {
    throw new NonFiniteError({ what: 'weights overflowed', step: made.state.step, epoch, place, learningRate, rule });
  }
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
