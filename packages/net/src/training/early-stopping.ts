import type { Callback, EpochReport } from './history.js';
import type { Run } from './run.js';

/**
 * Ends the training when `monitor` has not fallen by more than `minDelta` for `patience` epochs, and puts the best weights back at
 * the end, whatever ended it. `monitor` is the validation loss if there is one, else the loss.
 * Throws RangeError where patience is below 1 or minDelta below 0. Prechelt: Early Stopping - But When? (1998).
 */
export function earlyStopping({
  patience = 10,
  minDelta = 0,
  monitor = (report: EpochReport) => report.validationLoss ?? report.loss,
}: {
  patience?: number;
  minDelta?: number;
  monitor?: (report: EpochReport) => number;
} = {}): Callback {
  if (!(patience >= 1)) throw new RangeError(`earlyStopping: patience: expected a number from 1, got ${patience}`);
  if (!(minDelta >= 0)) throw new RangeError(`earlyStopping: minDelta: expected a number from 0, got ${minDelta}`);
  interface Watch {
    best: number;
    since: number;
    weights?: Float32Array | Float64Array;
  }
  // By run: one object may watch several trainings, also at once, and each begins anew.
  const watched = new Map<Run, Watch>();
  return {
    epochEnd: (report, run) => {
      const watch = watched.get(run) ?? { best: Number.POSITIVE_INFINITY, since: 0 };
      watched.set(run, watch);
      const value = monitor(report);
      if (value < watch.best - minDelta) {
        watch.best = value;
        watch.weights = run.model.memory.copy();
        watch.since = 0;
      } else watch.since++;
      return watch.since >= patience ? 'stop' : undefined;
    },
    trainEnd: (run) => {
      const weights = watched.get(run)?.weights;
      if (weights) run.model.memory.restore(weights);
      watched.delete(run);
    },
  };
}
