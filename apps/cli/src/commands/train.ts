import { basename } from 'node:path';
import { fitPipeline, type Table, TableError } from '@nn/data';
import { save } from '@nn/net';
import { type Command, Option } from 'commander';
import { openTable } from '../data/open-table.js';
import { type DataFlags, dataOptions, partDataFlags } from '../data/options.js';
import { commandName } from '../terminal/command-name.js';
import { UsageError } from '../terminal/errors.js';
import { checkModelWritable, writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { progress } from '../terminal/progress.js';
import { count, leftOut, listed } from '../terminal/words.js';
import { checkClasses } from '../training/check-classes.js';
import { defaultRecipe, FEWEST_TO_HOLD_BACK } from '../training/defaults.js';
import { noBetter, otherTask } from '../training/doubts.js';
import { quality, qualityLine } from '../training/quality.js';
import { losses, optimizers, outputActivation, type Recipe, settingsOf } from '../training/recipe.js';
import { train } from '../training/train.js';
import { declared } from './declared.js';
import { recipeOptions } from './options.js';

interface TrainFlags extends Partial<Recipe>, DataFlags {
  readonly lang?: string;
  readonly quiet?: boolean;
  readonly target?: string;
  readonly model?: string;
  readonly task?: 'classes' | 'number';
  readonly json?: boolean;
}

/** Rows without a target teach nothing: they are left out, and that is said. */
function withTarget(table: Table, target: string, io: Io): Table {
  const kept = table.withoutMissing(target);
  if (kept.rows === 0) throw new TableError(`${table.source}, column ${target}: no row has a value`);
  if (kept.rows < table.rows) say(io, leftOut(table.rows - kept.rows, target));
  return kept;
}

/** What to say where no target was given: with the columns there are, if the file can be read. */
async function noTarget(path: string): Promise<UsageError> {
  const read = async () => (await openTable(path)).table.columns.map((column) => column.name);
  const columns = path === '-' ? [] : await read().catch(() => []);
  const hint = columns.length > 0 ? `; the columns of ${path} are ${listed(columns)}` : '';
  return new UsageError(`required option '--target <column>' not specified${hint}`);
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
  say(io, `note: ${count(rows, 'row')} ${rows === 1 ? 'is' : 'are'} too few to hold any back (--validation 0)`);
  return { ...recipe, validation: 0 };
}

async function run(path: string, flags: TrainFlags, io: Io): Promise<void> {
  const { data: reading, others } = partDataFlags(flags);
  const { target, task, json, model: asked, lang: _, quiet: __, ...given } = others;
  if (target === undefined) throw await noTarget(path);
  const output =
    asked ??
    `${
      path === '-'
        ? 'model'
        : basename(path)
            .replace(/\.gz$/i, '')
            .replace(/\.[^.]*$/, '')
    }.safetensors`;
  await checkModelWritable(output, path);
  const { table: whole, sha256 } = await openTable(path, reading);
  const { source } = whole;
  const table = withTarget(whole, target, io);
  const pipeline = fitPipeline(table, { target, task });
  const { kind } = pipeline.target;
  if (pipeline.target.kind === 'classes') checkClasses(table, pipeline.target);
  const recipe = recipeFor(kind, table.rows, given, io);

  const is = pipeline.target.kind === 'classes' ? `one of ${pipeline.target.classes.length} classes` : 'a number';
  const otherwise = task === undefined ? otherTask(table, pipeline.target) : '';
  const columns = count(pipeline.features.length, 'column');
  say(io, `${source}: ${count(table.rows, 'row')}; ${target} is ${is}${otherwise}, predicted from ${columns}`);
  for (const note of pipeline.notes) say(io, `note: ${note}`);
  const sizes = [pipeline.inputs, ...recipe.hidden, pipeline.outputs].join('-');
  say(
    io,
    `network ${sizes}, ${recipe.activation} and ${outputActivation(kind).name}; ${recipe.loss}, ${recipe.optimizer} ${recipe.learningRate}, batches of ${recipe.batchSize}`,
  );

  const trained = await train(table, recipe, {
    target,
    task: kind,
    signal: io.signal,
    progress: (title, epochs) => progress(io, epochs, title),
  });
  const { judged } = trained;
  const metrics = judged && quality(judged.model, judged.pipeline, judged.rows);
  const warning = metrics && noBetter(metrics, table, recipe, trained);
  const result = {
    model: output,
    target,
    task: kind,
    rows: table.rows,
    features: trained.pipeline.features.map((f) => f.name),
    parameters: trained.model.memory.length,
    epochs: trained.epochs,
    recipe,
    ...(metrics && { validation: metrics }),
    ...(warning && { warning }),
  };
  const data = { source, rows: table.rows, sha256 };
  const metadata = {
    recipe: {
      ...recipe,
      optimizerSettings: optimizers[recipe.optimizer]!(recipe).settings,
      backend: trained.model.backend.name,
    },
    epochs: trained.epochs,
    ...(metrics && { validation: metrics }),
    data,
  };
  await writeWhole(output, save(trained.model, { pipeline: trained.pipeline.toJSON(), metadata }));
  if (metrics) say(io, `held back: ${qualityLine(metrics)}`);
  if (warning) say(io, `note: ${warning}`);
  say(io, `saved ${output} (trained ${count(trained.epochs, 'epoch')}${judged ? ' on all rows' : ''})`);
  if (json) io.out(`${JSON.stringify(result)}\n`);
  else say(io, `next: ${commandName()} predict ${output} new-rows.csv`);
}

/** `nn train`: from a table to a model file. */
export function trainCommand(io: Io): Command {
  const command = declared(io, 'train', {
    about: {
      en: 'Trains a network to predict one column of a table from the others, and saves it with all that predicting needs.',
      zh: '训练一个网络，用表中其他列预测其中一列，并把预测所需的一切一起保存。',
    },
    examples: [
      ['nn train iris.csv --target species'],
      ['nn train houses.csv --target price --model houses.safetensors'],
      ['nn train data.csv --target y --hidden 64,32 --learning-rate 0.01 --seed 1'],
      ['cat data.csv | nn train - --target y --model m.safetensors'],
    ],
  })
    .argument('<data>', io.tell({ en: "a table, or '-' for standard input", zh: '一张表，或用 - 表示标准输入' }))
    .option('--target <column>', io.tell({ en: 'the column to predict (required)', zh: '要预测的列（必需）' }))
    .option(
      '--model <file>',
      io.tell({
        en: 'where to save it (by default: the name of the data, .safetensors)',
        zh: '保存到哪里（默认：数据的名字加 .safetensors）',
      }),
    )
    .addOption(
      new Option(
        '--task <kind>',
        io.tell({
          en: 'what the target is, if not what its values look like',
          zh: '目标是什么，如果与它的值看上去不同',
        }),
      ).choices(['classes', 'number']),
    )
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  for (const option of [...recipeOptions(), ...dataOptions(io)]) command.addOption(option);
  return command.action((path: string, flags: TrainFlags) => run(path, flags, io));
}
