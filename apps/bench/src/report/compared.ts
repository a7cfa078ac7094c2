import type { Entry, Participant, Results, TaskResult } from '../results.js';
import { type Quartiles, quartiles, ratios } from '../statistics.js';
import { shown } from '../tasks/task.js';

/** An entry with what tables and charts show of it. */
export interface Compared {
  readonly entry: Entry;
  readonly participant: Participant;
  /** In the unit of the task. */
  readonly value: Quartiles;
  /** How many times as fast it is as the yardstick, within rounds. */
  readonly ratio: Quartiles | undefined;
  readonly gigabytes: number | undefined;
}

/** Seconds of a whole run in each round. */
const whole = ({ seconds, part }: Entry): number[] => seconds.map((s) => s / part);

/** How many times as fast `a` is as `b` in a task, within rounds. */
export const speedup = (a: Entry, b: Entry): Quartiles => ratios(whole(a), whole(b));

const medianTime = (entry: Entry) => quartiles(whole(entry)).median;

/** The fastest of those whose id fits: a side's best of one and two threads. */
export function best(task: TaskResult | undefined, id: RegExp): Entry | undefined {
  const fitting = (task?.entries ?? []).filter((e) => id.test(e.id));
  return fitting.sort((a, b) => medianTime(a) - medianTime(b))[0];
}

/** Whom a task is measured against: PyTorch's best where it is there, else NumPy's, else tfjs-wasm's. */
export const yardstick = (task: TaskResult): Entry | undefined =>
  best(task, /^torch-/) ?? best(task, /^numpy-/) ?? best(task, /^tfjs-wasm/);

export function compared(results: Results, task: TaskResult): Compared[] {
  const against = yardstick(task);
  return task.entries.flatMap((entry) => {
    const participant = results.contestants.find(({ id }) => id === entry.id);
    if (!participant) return [];
    const gigabytes = task.measure.bytes && task.measure.bytes / medianTime(entry) / 1e9;
    const value = quartiles(entry.seconds.map((s) => shown(task.measure, s, entry.part)));
    return [{ entry, participant, value, ratio: against && speedup(entry, against), gigabytes }];
  });
}
