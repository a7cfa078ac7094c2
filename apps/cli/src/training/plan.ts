import { fitPipeline, type Pipeline, type Table, TableError } from '@nn/data';
import { type DataFlags, partDataFlags } from '../data/options.js';
import { UsageError } from '../terminal/errors.js';
import { type Io, say } from '../terminal/io.js';
import { count, leftOut, note } from '../terminal/words.js';
import { checkClasses } from './check-classes.js';
import { defaultRecipe, FEWEST_TO_HOLD_BACK } from './defaults.js';
import { otherTask } from './doubts.js';
import { losses, outputActivation, type Recipe, settingsOf } from './recipe.js';

/** What is said of a table without looking at all of its cells. */
export interface Facts extends Pick<Table, 'source' | 'rows'> {
  readonly columns: readonly Pick<Table['columns'][number], 'name'>[];
  /** The target. */
  column(name: string): Pick<Table['columns'][number], 'cells'>;
}

/** What will be trained: settled by the table and what was asked for. */
export interface Settled {
  readonly table: Facts;
  readonly pipeline: Pipeline;
  readonly target: string;
  readonly task: 'classes' | 'number';
  readonly recipe: Recipe;
  /** How the table was asked to be read. */
  readonly reading?: DataFlags;
}

/** The same, of a table that is in memory. */
export interface Plan extends Settled {
  readonly table: Table;
}

/** What was asked for; the rest follows from the table. */
export interface Asked extends Partial<Recipe>, DataFlags {
  readonly target: string;
  readonly task?: 'classes' | 'number';
}

/** Rows without a target teach nothing: they are left out, and that is said. */
function withTarget(table: Table, target: string, io: Io): Table {
  const kept = table.withoutMissing(target);
  if (kept.rows === 0) throw new TableError(`${table.source}, column ${target}: no row has a value`);
  if (kept.rows < table.rows) say(io, note(leftOut(table.rows - kept.rows, target)));
  return kept;
}

/** Losses that only make sense for one kind of target are refused for the other. */
function checkLoss(loss: string, task: 'classes' | 'number'): void {
  if (task === 'number' && losses[loss]!().link) {
    throw new UsageError(
      `--loss ${loss} compares probabilities of classes, but the target is a number; try meanSquaredError`,
    );
  }
}

/** The recipe for a table: what was asked for, and else what suits the task, the size of the table and the optimizer. */
function recipeFor(task: 'classes' | 'number', rows: number, given: Partial<Recipe>, io: Io): Recipe {
  const usual = defaultRecipe({ task, rows });
  const recipe = {
    ...usual,
    ...(given.optimizer && given.optimizer !== usual.optimizer && settingsOf(given.optimizer)),
    ...given,
  };
  checkLoss(recipe.loss, task);
  if (given.validation !== undefined || rows >= FEWEST_TO_HOLD_BACK) return recipe;
  say(
    io,
    note({
      en: `${count(rows, 'row')} ${rows === 1 ? 'is' : 'are'} too few to hold any back (--validation 0)`,
      zh: `只有 ${rows} 行，太少，不留出任何行来检验（--validation 0）`,
    }),
  );
  return { ...recipe, validation: 0 };
}

/** What a table and what was asked for come to. Throws TableError where nothing can be learnt from it, UsageError where both do not fit. */
export function planOf(whole: Table, asked: Asked, io: Io): Plan {
  const { target, task } = asked;
  const table = withTarget(whole, target, io);
  return { ...settle(table, fitPipeline(table, { target, task }), asked, io), table };
}

/** What follows from a table and how its rows become numbers. Throws as `planOf` does. */
export function settle(table: Facts, pipeline: Pipeline, asked: Asked, io: Io): Settled {
  const { data: reading, others } = partDataFlags(asked);
  const { target, task: _, ...given } = others;
  if (pipeline.target.kind === 'classes') checkClasses(table, pipeline.target);
  const { kind } = pipeline.target;
  return { table, pipeline, target, task: kind, recipe: recipeFor(kind, table.rows, given, io), reading };
}

/** Says what a table is, and what is done to it. */
export function sayTable({ table, pipeline, target }: Settled, asked: Pick<Asked, 'task'>, io: Io): void {
  const otherwise = asked.task === undefined ? otherTask(table, pipeline.target) : undefined;
  const columns = pipeline.features.length;
  const classes = pipeline.target.kind === 'classes' ? pipeline.target.classes.length : 0;
  say(io, {
    en: `${table.source}: ${count(table.rows, 'row')}; ${target} is ${classes ? `one of ${classes} classes` : 'a number'}${otherwise?.en ?? ''}, predicted from ${count(columns, 'column')}`,
    zh: `${table.source}：${table.rows} 行；${target} 是${classes ? ` ${classes} 个类别之一` : '一个数'}${otherwise?.zh ?? ''}，由 ${columns} 列预测`,
  });
  for (const said of pipeline.notes) say(io, note(said));
}

/** Says what will be trained, on what. */
export function sayPlan(plan: Settled, asked: Asked, io: Io): void {
  sayTable(plan, asked, io);
  const { pipeline, task, recipe } = plan;
  const sizes = [pipeline.inputs, ...recipe.hidden, pipeline.outputs].join('-');
  const { activation, loss, optimizer, learningRate, batchSize } = recipe;
  const output = outputActivation(task).name;
  say(io, {
    en: `network ${sizes}, ${activation} and ${output}; ${loss}, ${optimizer} ${learningRate}, batches of ${batchSize}`,
    zh: `网络 ${sizes}，${activation} 与 ${output}；${loss}，${optimizer} ${learningRate}，每批 ${batchSize === 'all' ? '全部' : batchSize}`,
  });
}
