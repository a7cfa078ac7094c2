import type { Callback, EpochReport } from './history.js';

/**
 * Ends the training when `monitor` has not fallen by more than `minDelta` for `patience` epochs, and puts the best weights back at
 * the end, whatever ended it. `monitor` is the validation loss if there is one, else the loss.
 * Prechelt: Early Stopping - But When? (1998).
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
  let best = Number.POSITIVE_INFINITY;
  let since = 0;
  let weights: Float32Array | Float64Array | undefined;
  return {
    epochEnd: (report, { model }) => {
      const value = monitor(report);
      if (value < best) weights = model.memory.copy();
      since = value < best - minDelta ? 0 : since + 1;
      best = Math.min(best, value);
      return since >= patience ? 'stop' : undefined;
    },
    trainEnd: ({ model }) => {
      if (weights) model.memory.restore(weights);
    },
  };
}
