import { shown } from '@nn/formula';
import type { EpochReport } from './history.js';

/** What is watched after each epoch: a loss by its name, or a number from the report. */
export type Monitor = 'loss' | 'validationLoss' | ((report: EpochReport) => number);

/** Whether the smallest number that is watched is the best (a loss), or the largest (an accuracy). */
export type Mode = 'min' | 'max';

/**
 * What is watched as a function of the report, turned so that smaller is better. Throws TypeError where it is neither a name nor a function, or there is no such mode; the function
 * does where there is no number to watch.
 */
export function scoreOf(who: string, what: string, monitor: Monitor, mode: Mode): (report: EpochReport) => number {
  const where = `${who}: ${what}`;
  if (typeof monitor !== 'function' && monitor !== 'loss' && monitor !== 'validationLoss') {
    throw new TypeError(
      `${where}: expected 'loss', 'validationLoss' or a function of the report, got ${shown(monitor)}`,
    );
  }
  if (mode !== 'min' && mode !== 'max') {
    throw new TypeError(`${who}: mode: expected 'min' or 'max', got ${shown(mode)}`);
  }
  const sign = mode === 'max' ? -1 : 1;
  return (report) => {
    const value = typeof monitor === 'function' ? monitor(report) : report[monitor];
    if (typeof value === 'number') return sign * value;
    throw new TypeError(
      `${where}: expected a number, got ${shown(value)}; is there validation, and a metric of that name?`,
    );
  };
}
