import { shown } from '@nn/formula';
import { random, type SampleWeights } from '@nn/matrix';
import { isLinked, type Loss } from '../loss.js';
import type { Network } from '../network.js';
import type { RowSource } from '../row-source.js';
import { type RuleName, ruleOf } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import type { Rows, Targets } from '../samples.js';
import { streams } from '../streams.js';
import { checkOptions, checkRunOptions } from './check-options.js';
import { type Groups, stretchesOf } from './groups.js';
import type { Callback, CallbackState } from './history.js';
import { lostWeights, NonFiniteError, whereNonFinite } from './non-finite.js';
import type { Optimizer, OptimizerState, Schedule, SearchingOptimizer } from './optimizer.js';
import { type Samples, weightOf } from './split.js';
import { type Trainer, trainer } from './trainer.js';
import { trainingSamples } from './training-samples.js';

/**
 * What each step of a training does. `weights` (one number for each sample) and `classWeights` (one for each class) say how much samples count: the loss of a batch is then the weighted mean, so that
 * a weight of 2 is a sample that is there twice; a batch whose weights are all 0 has loss and gradient 0.
 */
export interface RunOptions extends SampleWeights {
  readonly loss: Loss;
  /** One of @nn/optim or like it; one that searches, such as `lbfgs()`, needs `batchSize: 'all'`. */
  readonly optimizer: Optimizer | SearchingOptimizer;
  /** Samples for each update: all (batch gradient descent), 1 (stochastic), or a number of them (mini-batch); 32 by default. */
  readonly batchSize?: number | 'all';
  /**
   * Batches for each update, whose gradients are added up by their samples: where the loss is a mean over samples, the gradient of the batches joined, in the memory of one. The last
   * update of an epoch takes what is left. 1 by default.
   */
  readonly accumulate?: number;
  /** Shuffle the samples anew in each epoch; on by default. */
  readonly shuffle?: boolean;
  /** Decides the order of the samples, the validation split and dropout; 0 by default. */
  readonly seed?: number;
  /** Instead of the optimizer's own: a number, or a schedule of @nn/optim. */
  readonly learningRate?: number | Schedule;
  /** Settings for some of the parameters, such as `noDecayOnBiases`: a function of a parameter's name and size. */
  readonly groups?: Groups;
  /** How errors are sent back through the layers: 'gradient' (exact) unless given, 'transposed', 'proportional', or a rule of one's own. */
  readonly rule?: RuleName | Rule;
}

/** A training under way: what `fit` gives back, so that another `fit` can go on with it. */
export interface Run {
  readonly model: Network;
  readonly options: RunOptions;
  /** How many epochs are done. */
  epoch: number;
  /** What is watched, after each of them: the validation loss where there is one, else the mean loss of the epoch's batches. */
  readonly losses: readonly number[];
  /** The optimizer's state as a copy: plain data. */
  state(): OptimizerState;
}

/** What one update did. */
export interface StepReport {
  /** Counted from 1, over the whole run. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** The loss of its samples before the update: of several batches, their mean by samples. */
  readonly loss: number;
  readonly learningRate: number;
  /** Which rows of x these were. */
  readonly rows: Int32Array;
  /** Whether this update was the last of its epoch. */
  readonly epochEnd: boolean;
}

/** A run whose inside `fit` and `steps` use. */
export interface LiveRun extends Run {
  readonly trainer: Trainer;
  readonly rule: Rule;
  readonly losses: number[];
  /** The epoch under way: how many samples it has, how many of them are done, what these count together, and the sum of their losses. */
  count: number;
  done: number;
  weight: number;
  total: number;
  /** What the training under way tells. */
  callbacks: readonly Callback[];
  /** What callbacks remembered where the run was saved, until they are given again. */
  remembered: readonly CallbackState[];
  readonly learningRate: (step: number, epoch: number) => number;
}

/** Begins a run over `count` samples; `who` is what errors begin with. */
export function beginRun(who: string, model: Network, options: RunOptions, count: number): LiveRun {
  const sizes = checkOptions(who, options, count);
  const { loss, optimizer, learningRate = optimizer.learningRate } = options;
  const rule = ruleOf(who, options.rule);
  const groups = 'search' in optimizer ? [] : stretchesOf(who, model.parameters, optimizer, options.groups);
  const weighted = options.weights !== undefined || options.classWeights !== undefined;
  const made = trainer(model, { loss, optimizer, groups, weighted, rule, ...sizes });
  const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
  const losses: number[] = [];
  return {
    model,
    options,
    epoch: 0,
    losses,
    trainer: made,
    rule,
    count: 0,
    done: 0,
    weight: 0,
    total: 0,
    callbacks: [],
    remembered: [],
    learningRate: (step, epoch) => {
      const value = rate({ step, epoch, losses });
      // As the network's own numbers have it: 1e39 is infinite in single precision.
      const stored = model.backend.dtype === 'f32' ? Math.fround(value) : value;
      if (!(typeof value === 'number' && Number.isFinite(stored) && value >= 0)) {
        throw new (typeof value === 'number' ? RangeError : TypeError)(
          `${who}: learningRate: expected a finite number from 0, got ${shown(value)} at step ${step + 1}`,
        );
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
export function* epochSteps(run: LiveRun, samples: Samples): Generator<StepReport> {
  const { x, weights } = samples;
  const { trainer: made, options } = run;
  const { seed = 0 } = options;
  if (made.weighted !== (weights !== undefined)) {
    const [began, now] = made.weighted ? ['with', 'none are'] : ['without', 'some are'];
    throw new TypeError(
      `fit: continue: the run began ${began} weights or classWeights, and ${now} given now; go on as it began`,
    );
  }
  if (run.done > 0 && run.count !== x.rows) {
    throw new RangeError(
      `fit: continue: the run stopped within an epoch of ${run.count} samples, and there are ${x.rows} now; go on with the same ones`,
    );
  }
  run.count = x.rows;
  const order = orderOf(options, run.epoch, x.rows);
  for (let epochEnd = false; !epochEnd; ) {
    const rows = order.subarray(run.done, Math.min(run.done + made.samples, x.rows));
    const learningRate = run.learningRate(made.state.step, run.epoch);
    const loss = made.step(samples, rows, learningRate, seed);
    const epoch = run.epoch + 1;
    if (!Number.isFinite(loss)) {
      const place = whereNonFinite(run.model, x, rows, isLinked(options.loss, run.model.layers.at(-1)!));
      const what = `the loss became ${loss}`;
      throw new NonFiniteError({ what, step: made.state.step + 1, epoch, place, learningRate, rule: run.rule });
    }
    // What is done is counted before it is told: whoever is told may stop here.
    const weight = weightOf(samples, rows);
    run.done += rows.length;
    run.weight += weight;
    run.total += loss * weight;
    epochEnd = run.done === x.rows;
    if (epochEnd) {
      run.losses.push(run.weight > 0 ? run.total / run.weight : 0);
      run.total = 0;
      run.weight = 0;
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
export const steps = <In, Out>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>> | RowSource,
  t: Targets<NoInfer<Out>> | RowSource,
  options: RunOptions,
): Generator<StepReport, never> => stepsOf('steps', model, x, t, options);

/** The same for another function, whose name errors begin with. */
export function* stepsOf(
  who: string,
  model: Network,
  x: Rows | RowSource,
  t: Targets | RowSource,
  options: RunOptions,
): Generator<StepReport, never> {
  checkRunOptions(who, options);
  const samples = trainingSamples(who, model, x, t, options);
  const run = beginRun(who, model, options, samples.x.rows);
  for (;;) yield* epochSteps(run, samples);
}
