import { type Callback, evaluate, NonFiniteError, type Run } from '@nn/net';
import type { Diagnosis } from '../diagnosis.js';
import type { Subject } from '../recipe/subject.js';
import { lookAtCourse, lookAtMoment } from './index.js';
import { type Look, lookAt, spread } from './look.js';
import { nonFinite } from './non-finite.js';

/** What is to be watched. */
export interface WatchOptions extends Subject {
  /** Whether the best weights are put back at the end, as early stopping does. */
  readonly restoresBest: boolean;
}

/** A callback of `fit` that watches, and says at the end what it saw. */
export interface Watch extends Callback {
  /** What is wrong with the training, also where it ended in an error, which is given then. Throws that error where it tells nothing of the training. */
  diagnoses(ended?: unknown): Diagnosis[];
}

/** Of so many samples a loss is known to a few hundredths. */
const ENOUGH = 1024;

/** The size of all parameters together, or of how far they are from others. */
const size = (values: ArrayLike<number>, from?: ArrayLike<number>): number => {
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += (values[k]! - (from?.[k] ?? 0)) ** 2;
  return Math.sqrt(squares);
};

/** 1, 4, 16, 64, …: most happens early, and a look costs what some epochs of a small table do. */
const isPowerOfFour = (n: number) => Math.log2(n) % 2 === 0;

/** What was seen at two looks one after the other is no accident. */
const inBoth = (now: readonly Diagnosis[], before: readonly Diagnosis[]): Diagnosis[] =>
  now.filter(({ code, where }) => before.some((other) => other.code === code && other.where?.en === where?.en));

/**
 * Watches a training: looks at the network before it, after 1, 4, 16, 64, … epochs and at the end, on at most 64 samples, and at the losses. Make it before
 * `fit` begins, and hand it over among the callbacks. Nothing is moved by it.
 */
export function watchRun({ restoresBest, ...subject }: WatchOptions): Watch {
  const { model, loss, x, t } = subject;
  const learnt = () => model.memory.copy().subarray(0, model.memory.length);
  const first = lookAt(subject, 0);
  const initial = evaluate(model, spread(x, ENOUGH), spread(t, ENOUGH), { loss }).loss;
  const before = learnt();
  const losses: number[] = [];
  const validationLosses: number[] = [];
  let learningRate = 0;
  let updates = 0;
  let moved = 0;
  let last: Look = first;
  let findings = lookAtMoment(first);
  let persistent = findings;

  const look = (epoch: number) => {
    const weights = learnt();
    // What comes of numbers that are not finite tells nothing more.
    if (!weights.every(Number.isFinite)) return;
    moved = size(weights, before) / size(before);
    last = lookAt(subject, epoch);
    const now = lookAtMoment(last, first);
    persistent = inBoth(now, findings);
    findings = now;
  };

  return {
    epochEnd: (report) => {
      losses.push(report.loss);
      updates = report.step;
      if (report.validationLoss !== undefined) validationLosses.push(report.validationLoss);
      learningRate = report.learningRate;
      if (isPowerOfFour(report.epoch)) look(report.epoch);
      return undefined;
    },
    trainEnd: (run: Run) => {
      if (run.epoch > 0 && run.epoch !== last.epoch) look(run.epoch);
      return undefined;
    },
    diagnoses: (ended) => {
      if (ended !== undefined && !(ended instanceof NonFiniteError)) throw ended;
      const steepness = last.gradient / first.gradient;
      const course = { initial, losses, validationLosses, updates, moved, steepness, learningRate, restoresBest };
      return [...(ended ? [nonFinite(ended)] : []), ...persistent, ...lookAtCourse(course)];
    },
  };
}
