import { settingsIn } from '../config/given.js';
import { noTarget } from '../data/no-target.js';
import { checkTableName, openTable } from '../data/open-table.js';
import type { DataFlags } from '../data/options.js';
import { Interrupted } from '../terminal/errors.js';
import { checkModelWritable, checkWritable } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { log } from '../terminal/log.js';
import { progress } from '../terminal/progress.js';
import { calledAs } from '../terminal/shell.js';
import { count, note } from '../terminal/words.js';
import { finish } from '../training/finish.js';
import { modelFor } from '../training/job.js';
import { type Asked, type Plan, planOf, sayTable } from '../training/plan.js';
import { quality } from '../training/quality.js';
import { tableRows } from '../training/table-rows.js';
import { train } from '../training/train.js';
import { type Journal, type JournalFlags, openJournal } from './journal.js';
import { mattered } from './mattered.js';
import { planSearch, type Wanted } from './plan-search.js';
import type { TrialResult } from './result.js';
import { recipeOf, type Search, search } from './search.js';
import type { Space } from './space.js';
import { bestLines, matteredLines, printLines, settingsText } from './tell-results.js';
import { trainCall } from './train-call.js';
import { watcher } from './watch.js';

/** What may be asked for. */
export interface TuneFlags extends DataFlags, JournalFlags, Wanted {
  readonly model?: string;
  readonly target?: string;
  /** The most epochs that a trial gets. */
  readonly budget?: number;
  readonly json?: boolean;
}

/** One call of the command, settled. */
interface Job {
  readonly path: string;
  readonly output: string;
  readonly flags: TuneFlags;
  readonly sha256: string;
  readonly searched: Search & { readonly space: Space };
  readonly journal: Journal;
  readonly io: Io;
}

/** What the recipe of all trials follows from: patience suits the epochs that there are. */
function askedFor(target: string, { budget, ...flags }: TuneFlags): Asked {
  const { model: _, target: __, ...given } = settingsIn(flags);
  const epochs = budget !== undefined && { epochs: budget, patience: Math.max(10, Math.ceil(budget / 5)) };
  return { ...epochs, ...given, target };
}

/** Says what the trials came to. */
function tell(results: readonly TrialResult[], first: readonly TrialResult[], { searched, io }: Job): void {
  const { space, metric, rungs } = searched;
  const told = { trials: first.length, epochs: rungs[0]!.epochs, metric };
  printLines(io, bestLines(results, io, io.width));
  // Of few trials nothing can be said.
  if (first.length > 2) printLines(io, ['', ...matteredLines(mattered(space, first, metric), told, io, io.width)]);
}

/** Trains the best recipe on all rows, as `nn train` does, and says the call that does the same. */
async function trainBest(best: TrialResult, { path, output, flags, sha256, searched, io }: Job) {
  const { plan } = searched;
  const recipe = recipeOf(plan.recipe, best.settings);
  const settled: Plan = { ...plan, recipe };
  say(io, {
    en: `best: trial ${best.trial}, ${settingsText(best.settings)}`,
    zh: `最好的是试验 ${best.trial}：${settingsText(best.settings)}`,
  });
  const trained = await train(tableRows(plan.table), recipe, {
    target: plan.target,
    task: plan.task,
    signal: io.signal,
    progress: (title, epochs) => progress(io, epochs, title),
  });
  const data = { source: plan.table.source, rows: plan.table.rows, sha256 };
  await finish(
    { plan: settled, trained, data, table: plan.table, diagnoses: [], output, report: undefined, json: false },
    io,
  );
  const tried = searched.trials.length;
  say(
    io,
    note({
      en: `the rows held back also chose this recipe, out of ${tried}; expect somewhat less of it on others`,
      zh: `留出的行也被用来从 ${tried} 种设置中选出了这一种；在其他行上，结果多半会差一些`,
    }),
  );
  const { target, task } = plan;
  const command = trainCall(path, { target, task, model: output, ...recipe }, { ...flags }, io);
  say(io, { en: `the same model again: ${command}`, zh: `再做一个同样的模型：${command}` });
  const { judged, epochs } = trained;
  return { recipe, epochs, command, validation: judged && quality(judged.model, judged.pipeline, judged.rows) };
}

async function searchAndTrain(job: Job): Promise<void> {
  const { output, flags, searched, journal, io } = job;
  const { plan, rungs, metric, space } = searched;
  const results = await search(searched, journal, watcher(io, rungs.length), io.signal);
  const first = searched.trials.flatMap((_, i) => journal.find(i + 1, rungs[0]!.epochs) ?? []);
  if (!flags.json) tell(results, first, job);
  const made = await trainBest(results[0]!, job);
  const result = {
    model: output,
    target: plan.target,
    task: plan.task,
    rows: plan.table.rows,
    search: flags.search,
    metric,
    best: results[0]!.trial,
    ...made,
    trials: results,
    mattered: first.length > 2 ? mattered(space, first, metric) : [],
  };
  log(io, { event: 'result', ...result });
  if (flags.json) io.out(jsonText(result));
}

/** A search that was stopped says how to go on. */
function stopped({ journal, io }: Job, path: string): Interrupted {
  const call = io.argv.filter((word) => word !== '--resume' && word !== '--restart');
  const results = journal.size() === 1 ? '1 result is' : `${journal.size()} results are`;
  return new Interrupted(`stopped; ${results} kept in ${path}\ngo on with: ${calledAs([...call, '--resume'])}`);
}

/** Searches for the recipe that suits a table, and trains it. Throws Interrupted, which says how to go on, where the signal stops it. */
export async function tune(path: string, flags: TuneFlags, io: Io): Promise<void> {
  checkTableName(path);
  if (flags.target === undefined) throw await noTarget(path, flags);
  const asked = askedFor(flags.target, flags);
  const output = flags.model ?? modelFor(path);
  const journalPath = `${output}.tune.jsonl`;
  await checkModelWritable(output, path);
  await checkWritable(journalPath, path);
  const { table, sha256 } = await openTable(path, flags);
  const plan = planOf(table, asked, io);
  const { target: _, task: __, ...given } = asked;
  const searched = await planSearch(plan, Object.keys(given), flags);
  const { target, task, recipe } = plan;
  const journal = await openJournal(
    journalPath,
    { data: sha256, target, task, search: flags.search, metric: flags.metric, ...recipe, space: searched.space },
    flags,
  );
  sayTable(plan, asked, io);
  if (searched.trials.length < flags.trials) {
    const all = searched.trials.length;
    say(
      io,
      note({
        en: `the space has only ${count(all, 'recipe')}; each is tried once`,
        zh: `搜索空间只有 ${all} 种设置，每种试一次`,
      }),
    );
  }
  const kept = journal.size();
  if (kept > 0) {
    say(io, {
      en: `going on after ${count(kept, 'result')} in ${journalPath}`,
      zh: `从 ${journalPath} 中的 ${kept} 个结果继续`,
    });
  }
  const job = { path, output, flags, sha256, searched, journal, io };
  try {
    await searchAndTrain(job);
  } catch (error) {
    throw error instanceof Interrupted ? stopped(job, journalPath) : error;
  }
}
