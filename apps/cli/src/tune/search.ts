import type { Callback } from '@nn/net';
import { CommandError } from '../terminal/errors.js';
import type { Plan } from '../training/plan.js';
import { type Recipe, settingsOf } from '../training/recipe.js';
import type { Journal } from './journal.js';
import { type Metric, ranked, type TrialResult } from './result.js';
import type { Rung } from './rungs.js';
import type { Settings } from './sample.js';
import { beginTrial, samplesOf, type Trial } from './trial.js';

/** A search, settled. */
export interface Search {
  readonly plan: Plan;
  readonly metric: Metric;
  readonly rungs: readonly Rung[];
  /** What each trial tries. */
  readonly trials: readonly Settings[];
}

/** Told of a search as it goes. */
export interface Watcher {
  /** A rung begins. */
  rung(index: number, rung: Rung): void;
  /** A trial goes on, as the `place`-th of the rung: is told of its epochs. */
  trial(trial: number, place: number, rung: Rung): Callback;
  /** A trial has come to something, now or before the search was stopped. */
  result(result: TrialResult, place: number, rung: Rung): void;
}

/** The recipe of a trial: what is not searched is as it was asked for; another optimizer than that brings its own defaults. */
export const recipeOf = (base: Recipe, settings: Settings): Recipe => ({
  ...base,
  ...(settings.optimizer !== undefined && settings.optimizer !== base.optimizer && settingsOf(settings.optimizer)),
  ...settings,
});

/** The last result of each trial, best first: of those that were trained longest, then of the others. */
function inOrder(last: ReadonlyMap<number, TrialResult>, metric: Metric): TrialResult[] {
  const all = ranked([...last.values()], metric);
  const lengths = [...new Set(all.map(({ epochs }) => epochs))].sort((a, b) => b - a);
  const found = all.filter(({ best }) => best);
  return [
    ...lengths.flatMap((length) => found.filter(({ epochs }) => epochs === length)),
    ...all.filter(({ best }) => !best),
  ];
}

/**
 * Searches, rung by rung; what the journal holds is not trained again, and what is new is recorded at once. So a search that goes on comes to the results of one that
 * was never stopped: a trial whose network is not there any more is trained from its beginning, to the same bits. Gives the last result of each trial, best first.
 * Throws CommandError where all trials diverge, Interrupted where the signal stops it.
 */
export async function search(
  { plan, metric, rungs, trials }: Search,
  journal: Journal,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<TrialResult[]> {
  const samples = samplesOf(plan);
  const last = new Map<number, TrialResult>();
  let live = new Map<number, Trial>();
  let going = trials.map((_, i) => i + 1);
  for (const [index, rung] of rungs.entries()) {
    const next = rungs[index + 1]?.trials ?? 0;
    const kept = new Map<number, Trial>();
    const results: TrialResult[] = [];
    const now: Rung = { trials: going.length, epochs: rung.epochs };
    watcher.rung(index, now);
    for (const [i, number] of going.entries()) {
      const settings = trials[number - 1]!;
      let result = journal.find(number, rung.epochs);
      if (!result) {
        const trial = live.get(number) ?? beginTrial(recipeOf(plan.recipe, settings), samples);
        kept.set(number, trial);
        const outcome = await trial.trainTo(rung.epochs, watcher.trial(number, i + 1, now), signal);
        result = { trial: number, epochs: rung.epochs, settings, ...outcome };
        await journal.append(result);
      }
      results.push(result);
      last.set(number, result);
      watcher.result(result, i + 1, now);
      // Only those that may go on are kept in memory.
      for (const out of ranked(results, metric).slice(next)) kept.delete(out.trial);
    }
    live = kept;
    going = ranked(results, metric)
      .filter(({ best }) => best)
      .slice(0, next)
      .map(({ trial }) => trial);
  }
  const all = inOrder(last, metric);
  if (all[0]?.best) return all;
  throw new CommandError(
    `no trial of ${all.length} came to a result: every training diverged (the first: ${all[0]?.lost}). The likely cause is too large learning rates; give smaller ones (--space)`,
  );
}
