import { checkCount, checkGiven, checkSeed, evaluate, type Formula, type Given } from '@nn/formula';
import { random } from '@nn/matrix';
import type { Optimizer } from '../optimizers/optimizer.js';
import { sgd } from '../optimizers/sgd.js';
import type { Schedule } from '../schedules/schedule.js';
import { allFinite, copy } from '../vector.js';
import { batches } from './batches.js';
import { descend, type Feed, rateOf } from './descend.js';
import { type Form, parameters, type Start } from './parameters.js';
import { checkRows, rowsOf } from './samples.js';
import { checkFormula, checkInputs, checkNumber, checkPlace, type Inputs, slopeOf } from './slope.js';
import { streams } from './streams.js';

/** One update of a descent over samples. */
export interface Update {
  /** How many updates are made, this one included. */
  readonly step: number;
  /** The epoch that it is part of, from 1. */
  readonly epoch: number;
  /** How many samples were seen so far, each as often as it was. */
  readonly samples: number;
  /** Over the batch, before the update: what its gradient was taken of. */
  readonly batchLoss: number;
  /** Over all samples, after the update. */
  readonly loss: number;
  /** What the updates took so far, this one included, without looking at `loss`: the one number here that differs from run to run. */
  readonly seconds: number;
}

/** One descent over samples. */
export interface DescentRun<W> {
  readonly batchSize: number;
  readonly updates: readonly Update[];
  /** Where it ended. */
  readonly w: W;
  /** Over all samples, there. */
  readonly loss: number;
}

/** The three descents, by how many samples a step sees: all, one, a few. */
export type Descent = 'batch' | 'stochastic' | 'miniBatch';

/** The three descents, each from the same start over the same samples. */
export type DescentComparison<W> = Readonly<Record<Descent, DescentRun<W>>>;

/** What the three descents have in common. */
export interface CompareDescentsOptions<Names extends string = string> {
  /** Inputs of the formula that have a row for each sample, such as x and t. */
  readonly samples: Readonly<Partial<Record<Names, Given>>>;
  /** Inputs that are the same for every sample. */
  readonly given?: Readonly<Partial<Record<Names, Given>>>;
  /** Plain gradient descent by default. */
  readonly optimizer?: Optimizer;
  /** Instead of the optimizer's own; a schedule in epochs is fair to all three, one in steps is not. */
  readonly learningRate?: number | Schedule;
  /** How often each sample is seen; 10 by default. */
  readonly epochs?: number;
  /** Samples of a mini-batch; 10 by default. */
  readonly miniBatch?: number;
  /** Of the order of the samples, a new one in each epoch and the same for both; 0 by default. */
  readonly seed?: number;
}

/**
 * Batch, stochastic and mini-batch gradient descent on one loss, from the same start. A step is from all samples (the sure way, one update
 * an epoch), from one sample (Robbins and Monro, 1951: an update each, and noise), or from a few. `loss` gives one number, the mean over
 * samples if the rates are to mean the same for all three. Doubles, the same in every engine. A run ends early where loss, gradient or w stops
 * being finite, with its last finite update.
 *
 * Throws RangeError where a value is missing, twice, unknown or out of range, where the samples' rows differ in number, and where the loss is
 * no single number or not finite at the start; TypeError where an argument is of another sort; ShapeError where sizes do not fit.
 */
export function compareDescents<Names extends string, S extends Given>(
  loss: Formula<Names>,
  start: S,
  options: CompareDescentsOptions<NoInfer<Names>>,
): DescentComparison<Form<S>>;
export function compareDescents<Names extends string, S extends Readonly<Record<string, Given>>>(
  loss: Formula<Names>,
  start: S & { readonly [Name in keyof S]: Name extends Names ? Given : never },
  options: CompareDescentsOptions<NoInfer<Names>>,
): DescentComparison<Form<S>>;
export function compareDescents(
  loss: Pick<Formula, 'names' | 'expression'>,
  start: Start,
  options: CompareDescentsOptions,
): DescentComparison<unknown> {
  const who = 'compareDescents';
  const {
    given = {},
    optimizer = sgd(),
    learningRate,
    epochs = 10,
    miniBatch = 10,
    seed = 0,
  } = checkGiven(who, options, '{ samples: { x, t } }');
  checkFormula(who, 'loss', loss);
  checkCount(`${who}: epochs`, epochs);
  checkCount(`${who}: miniBatch`, miniBatch);
  checkSeed(`${who}: seed`, seed);
  const rate = rateOf(who, optimizer, learningRate);
  if ('search' in optimizer) {
    throw new TypeError(`${who}: optimizer: expected one that steps by one gradient, such as sgd(), got a search`);
  }
  const { samples, count } = checkRows(who, checkInputs(`${who}: samples`, options.samples));
  const fixed = checkInputs(`${who}: given`, given);
  const free = parameters(who, loss.names, start, { samples: Object.keys(samples), given: Object.keys(fixed) });
  checkNumber(who, 'loss', loss.expression, { ...fixed, ...samples, ...free.inputs(free.start) });
  const slope = slopeOf(loss.expression, free, fixed);
  const begin = slope(free.start, samples);
  checkPlace(who, begin, { ...fixed, ...samples });

  function* feed(size: number): Generator<Feed<Inputs>> {
    const order = random(seed, streams.order);
    for (let epoch = 0; epoch < epochs; epoch++) {
      // All samples at once have no order.
      for (const rows of batches(count, size, size < count ? order : undefined)) {
        yield { epoch, data: rowsOf(samples, rows), rows: rows.length };
      }
    }
  }

  const run = (size: number): DescentRun<unknown> => {
    const w = copy(free.start);
    const updates: Update[] = [];
    let [end, seen, seconds] = [copy(w), 0, 0];
    const moves = descend(who, slope, w, feed(size), { optimizer, rate });
    for (;;) {
      const began = performance.now();
      const { value: move, done } = moves.next();
      if (done) break;
      seconds += (performance.now() - began) / 1000;
      seen += move.rows;
      const after = evaluate(loss.expression, { ...fixed, ...samples, ...free.inputs(w) }).data[0]!;
      if (!Number.isFinite(after) || !allFinite(w)) break;
      updates.push({
        step: updates.length + 1,
        epoch: move.epoch + 1,
        samples: seen,
        batchLoss: move.loss,
        loss: after,
        seconds,
      });
      end = copy(w);
    }
    return { batchSize: size, updates, w: free.form(end), loss: updates.at(-1)?.loss ?? begin.loss };
  };
  return { batch: run(count), stochastic: run(1), miniBatch: run(Math.min(miniBatch, count)) };
}
