import type { Callback, EpochReport } from './history.js';
import { type Mode, type Monitor, scoreOf } from './monitor.js';
import type { Run } from './run.js';

/**
 * Ends the training when `monitor` has not become better by more than `minDelta` for `patience` epochs, and puts the best weights back at
 * the end, whatever ended it; the history says of which epoch they are. `monitor` is the validation loss if there is one, else the loss; smaller is better, or larger where `mode` is 'max':
 * `earlyStopping({ monitor: ({ validationMetrics }) => validationMetrics!.f1!, mode: 'max' })`.
 * Throws RangeError where patience is below 1 or minDelta below 0, TypeError where monitor or mode is of another kind. Prechelt: Early Stopping - But When? (1998).
 */
export function earlyStopping({
  patience = 10,
  minDelta = 0,
  monitor = (report: EpochReport) => report.validationLoss ?? report.loss,
  mode = 'min',
}: {
  patience?: number;
  minDelta?: number;
  monitor?: Monitor;
  mode?: Mode;
} = {}): Callback {
  if (!(patience >= 1)) throw new RangeError(`earlyStopping: patience: expected a number from 1, got ${patience}`);
  if (!(minDelta >= 0)) throw new RangeError(`earlyStopping: minDelta: expected a number from 0, got ${minDelta}`);
  const score = scoreOf('earlyStopping: monitor', monitor, mode);
  interface Watch {
    best: number;
    /** How many epochs it has been the best. */
    since: number;
    epoch?: number;
    weights?: Float32Array | Float64Array;
  }
  // By run: one object may watch several trainings, also at once, and each begins anew.
  const watched = new Map<Run, Watch>();
  return {
    epochEnd: (report, run) => {
      const watch = watched.get(run) ?? { best: Number.POSITIVE_INFINITY, since: 0 };
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
      if (watch?.weights) run.model.memory.restore(watch.weights);
      return watch?.epoch;
    },
  };
}
