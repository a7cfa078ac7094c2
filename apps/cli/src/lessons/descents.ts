import type { Descent, DescentComparison, DescentRun, Update } from '@nn/optim';
import type { Text } from '../telling/text.js';

export type Run = DescentRun<number>;
export type Runs = DescentComparison<number>;

/** The three descents as tables name them. */
export const descents: Readonly<Record<Descent, Text>> = {
  batch: { en: 'batch', zh: '批量' },
  stochastic: { en: 'stochastic', zh: '随机' },
  miniBatch: { en: 'mini-batch', zh: '小批量' },
};

/** The last update of a run that fits, if any does. */
export const last = (run: Run, fits: (update: Update) => boolean) => run.updates.findLast(fits);

/** What each descent came to. */
export const summary = (runs: Runs) =>
  Object.entries(runs).map(([name, run]) => ({
    descent: name as Descent,
    batchSize: run.batchSize,
    updates: run.updates.length,
    samples: run.updates.at(-1)?.samples ?? 0,
    afterFirstEpoch: last(run, ({ epoch }) => epoch === 1)?.loss,
    loss: run.loss,
    w: run.w,
    seconds: run.updates.at(-1)?.seconds ?? 0,
  }));
