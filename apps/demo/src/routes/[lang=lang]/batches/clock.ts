import { descents } from './descents.js';
import type { Race, Run } from './race.js';
import type { Settings } from './settings.js';

/** What the clock of a race says at each update of a run. */
export const timesOf = (run: Run, clock: Settings['clock']): Float64Array =>
  clock === 'samples' ? run.samples : Float64Array.from(run.samples, (_, i) => i);

/** What the clock says when the last one has ended. */
export const lengthOf = ({ runs }: Race, clock: Settings['clock']): number =>
  Math.max(...descents.map((name) => timesOf(runs[name], clock).at(-1)!));

/** How many updates a run has made when the clock says so. */
export function updatesAt(run: Run, clock: Settings['clock'], time: number): number {
  const after = timesOf(run, clock).findIndex((value) => value > time);
  return after === -1 ? run.samples.length - 1 : after - 1;
}
