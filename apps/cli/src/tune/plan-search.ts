import { CommandError, UsageError } from '../terminal/errors.js';
import { FEWEST_TO_HOLD_BACK } from '../training/defaults.js';
import type { Plan } from '../training/plan.js';
import { losses } from '../training/recipe.js';
import { readSpace } from './read-space.js';
import type { Metric } from './result.js';
import { randomSearch, successiveHalving } from './rungs.js';
import { sample } from './sample.js';
import type { Search } from './search.js';
import { defaultSpace, type Space, tunable } from './space.js';

/** How trials get their epochs. */
export const searches = { random: randomSearch, halving: successiveHalving } as const;

export type SearchName = keyof typeof searches;

/** What was asked for. */
export interface Wanted {
  /** The file of the space; one for tables unless given. */
  readonly space?: string | undefined;
  readonly search: SearchName;
  readonly trials: number;
  readonly metric: Metric;
}

/** What does not fit the table is said before anything is trained. */
function checkFits(space: Space, source: string, { task, recipe, table }: Plan, metric: Metric): void {
  if (table.rows < FEWEST_TO_HOLD_BACK && recipe.validation === 0) {
    throw new CommandError(
      `${table.source}: ${table.rows} rows are too few to compare trainings by; expected at least ${FEWEST_TO_HOLD_BACK}`,
    );
  }
  if (recipe.validation === 0)
    throw new UsageError('--validation 0: trials are judged by rows held back; expected a part above 0');
  if (metric === 'accuracy' && task === 'number') {
    throw new UsageError('--metric accuracy: the target is a number, which has none; expected loss');
  }
  const compared = [space.loss].flat().filter((name) => typeof name === 'string');
  const link = compared.find((name) => task === 'number' && losses[name]!().link);
  if (link !== undefined) {
    throw new CommandError(`${source}: loss: ${link} compares probabilities of classes, but the target is a number`);
  }
  if (compared.length > 1 && metric === 'loss') {
    throw new CommandError(
      `${source}: loss: different losses cannot be compared with one another; give --metric accuracy${task === 'number' ? ', which only classes have, or only one loss' : ''}`,
    );
  }
}

/** The search that was asked for, with its space. Settings that were given as options (`given`) are not searched. */
export async function planSearch(
  plan: Plan,
  given: readonly string[],
  { space: path, search, trials: most, metric }: Wanted,
): Promise<Search & { readonly space: Space }> {
  const fixed = tunable.map(({ name }) => name).filter((name) => given.includes(name));
  const space: Space = path
    ? await readSpace(path, fixed)
    : Object.fromEntries(Object.entries(defaultSpace).filter(([name]) => !fixed.includes(name)));
  if (Object.keys(space).length === 0) {
    throw new UsageError(
      `nothing is left to search: ${fixed.join(', ')} are given; leave some out, or declare others with --space`,
    );
  }
  checkFits(space, path ?? 'the space', plan, metric);
  const trials = sample(space, plan.recipe.seed, most);
  return { plan, metric, space, trials, rungs: searches[search](trials.length, plan.recipe.epochs) };
}
