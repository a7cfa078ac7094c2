import { checkGiven, checkOption } from '@nn/formula';
import { fromData } from '@nn/matrix';
import type { Callback, EpochReport } from './history.js';
import { type Mode, type Monitor, scoreOf } from './monitor.js';
import type { Run } from './run.js';

/** The best epoch so far, how many came after it, and its weights. */
interface Watch {
  best: number;
  since: number;
  epoch: number;
  weights?: Float32Array | Float64Array;
}

/**
 * Ends the training when it has not become better for `patience` epochs, and puts the best weights back. Better is `monitor` by more than `minDelta`.
 * The weights are put back at the end, whatever ended it; the history says of which epoch they are. A run that was saved while it watched holds what it
 * remembers. `monitor` is the validation loss if there is one, else the loss; smaller is better, or larger where `mode` is 'max':
 * `earlyStopping({ monitor: ({ validationMetrics }) => validationMetrics!.f1!, mode: 'max' })`.
 * Throws RangeError where patience is below 1 or minDelta below 0, TypeError where something is of another kind. Prechelt: Early Stopping - But When? (1998).
 */
export function earlyStopping(
  options: { patience?: number; minDelta?: number; monitor?: Monitor; mode?: Mode } = {},
): Callback {
  const {
    patience = 10,
    minDelta = 0,
    monitor = (report: EpochReport) => report.validationLoss ?? report.loss,
    mode = 'min',
  } = checkGiven('earlyStopping', options, '{ patience: 5 }');
  const isFrom = (value: number, least: number) => typeof value === 'number' && value >= least;
  checkOption('earlyStopping: patience', patience, 'a number from 1', isFrom(patience, 1));
  checkOption('earlyStopping: minDelta', minDelta, 'a number from 0', isFrom(minDelta, 0));
  const score = scoreOf('earlyStopping', 'monitor', monitor, mode);
  // By run: one object may watch several trainings, also at once, and each begins anew.
  const watched = new Map<Run, Watch>();
  return {
    name: 'earlyStopping',
    epochEnd: (report, run) => {
      const watch: Watch = watched.get(run) ?? { best: Number.POSITIVE_INFINITY, since: 0, epoch: 0 };
      watched.set(run, watch);
      const value = score(report);
      if (value < watch.best - minDelta) {
        watch.best = value;
        watch.epoch = report.epoch;
        watch.weights = run.model.memory.copy();
        watch.since = 0;
      } else watch.since++;
      return watch.since >= patience ? 'stop' : undefined;
    },
    trainEnd: (run) => {
      const watch = watched.get(run);
      watched.delete(run);
      if (!watch?.weights) return undefined;
      run.model.memory.restore(watch.weights);
      return watch.epoch;
    },
    state: (run) => {
      const watch = watched.get(run);
      if (!watch) return undefined;
      const { weights, ...numbers } = watch;
      return {
        name: 'earlyStopping',
        numbers,
        vectors: weights ? { weights: fromData(1, weights.length, weights) } : {},
      };
    },
    restore: (run, { numbers, vectors: { weights } }) => {
      const { best, since, epoch } = numbers as Omit<Watch, 'weights'>;
      watched.set(run, { best, since, epoch, ...(weights && { weights: weights.data }) });
    },
  };
}
