import type { BundleSize, PeakMemory, Results } from '../results.js';
import { median } from '../statistics.js';
import { shown } from '../tasks/task.js';
import { best, speedup } from './compared.js';
import { digits } from './format.js';

/** What is aimed at, and what a run of the benchmark says of it. */
export interface Goal {
  readonly what: string;
  readonly wanted: string;
  /** Undefined where it was not measured. */
  reached(results: Results): { readonly text: string; readonly met: boolean } | undefined;
}

/** Two sides of a task: the best of those whose ids fit the one, and of those that fit the other. */
type Duel = readonly [task: string, a: RegExp, b: RegExp];

function ratio(results: Results, [id, a, b]: Duel): number | undefined {
  const task = results.tasks.find((t) => t.id === id);
  const [x, y] = [best(task, a), best(task, b)];
  return x && y && speedup(x, y).median;
}

/** That a side is so many times as fast as another. */
export const times = (what: string, duel: Duel, least: number, wanted = `${least} times`): Goal => ({
  what,
  wanted: `at least ${wanted}`,
  reached: (results) => {
    const r = ratio(results, duel);
    return r === undefined ? undefined : { text: `${digits(r)} times`, met: r >= least };
  },
});

/** The same, said in percent. */
export const share = (what: string, duel: Duel, least: number): Goal => ({
  what,
  wanted: `at least ${digits(100 * least, 2)} %`,
  reached: (results) => {
    const r = ratio(results, duel);
    return r === undefined ? undefined : { text: `${digits(100 * r)} %`, met: r >= least };
  },
});

/** That the best of a side takes no longer than this, in the unit of the task. */
export const time = (what: string, id: string, side: RegExp, most: number, unit: string): Goal => ({
  what,
  wanted: `at most ${most} ${unit}`,
  reached: ({ tasks }) => {
    const task = tasks.find((t) => t.id === id);
    const entry = best(task, side);
    if (!task || !entry) return undefined;
    const value = shown(task.measure, median(entry.seconds), entry.part);
    return { text: `${digits(value)} ${unit}`, met: value <= most };
  },
});

/** That what a page loads of this project is no larger, in kilobytes. */
export const bundle = (what: string, kind: BundleSize['what'], most: number): Goal => ({
  what,
  wanted: `at most ${most} kB`,
  reached: ({ sizes }) => {
    const bytes = sizes.find((s) => s.name === 'nn' && s.what === kind)?.gzipped;
    return bytes === undefined ? undefined : { text: `${digits(bytes / 1000)} kB`, met: bytes <= 1000 * most };
  },
});

/** The most that the process of a training may take: what is needed, 60 MB for Node and the code, 12 MB for each executor. */
export const allowed = ({ needed, executors }: PeakMemory): number => needed + 60e6 + 12e6 * executors;

/** That no training takes more memory than is allowed. */
export const memory = (what: string): Goal => ({
  what,
  wanted: 'at most data, vectors, 60 MB and 12 MB an executor',
  reached: ({ memory: all }) => {
    const worst = all.toSorted((a, b) => b.peak / allowed(b) - a.peak / allowed(a))[0];
    if (!worst) return undefined;
    const { peak, training, id } = worst;
    const text = `at worst ${digits(peak / 1e6)} of ${digits(allowed(worst) / 1e6)} MB (${training}, ${id})`;
    return { text, met: peak <= allowed(worst) };
  },
});
