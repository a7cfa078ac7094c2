import { fitPipeline, type Table, TableError } from '@nn/data';
import { type Command, Option } from 'commander';
import { openTable } from '../data/open-table.js';
import { type DataFlags, dataOptions } from '../data/options.js';
import type { Diagnosis } from '../doctor/diagnosis.js';
import { examineModel } from '../doctor/examine-model.js';
import { examineSetup } from '../doctor/examine-setup.js';
import { examineTable } from '../doctor/examine-table.js';
import { problems, report, reportData } from '../doctor/report.js';
import { AlreadyTold, UsageError } from '../terminal/errors.js';
import { type Io, say } from '../terminal/io.js';
import { progress } from '../terminal/progress.js';
import { leftOut } from '../terminal/words.js';
import { checkClasses } from '../training/check-classes.js';
import { defaultRecipe, FEWEST_TO_HOLD_BACK } from '../training/defaults.js';
import { openModel } from '../training/model-file.js';
import { type Recipe, settingsOf } from '../training/recipe.js';
import { isModule, openModule } from '../training/user-module.js';
import { declared } from './declared.js';
import { recipeOptions } from './options.js';

interface DoctorFlags extends Partial<Recipe>, DataFlags {
  readonly target?: string;
  readonly task?: 'classes' | 'number';
  readonly dataOnly?: boolean;
  readonly json?: boolean;
  readonly lang?: string;
  readonly quiet?: boolean;
}

const training = (io: Io, dataOnly: boolean | undefined) => ({
  signal: io.signal,
  ...(!dataOnly && { progress: (epochs: number) => progress(io, epochs, 'training') }),
});

/** The rows of a table that have a value of this column. */
function rowsWith(whole: Table, target: string, io: Io): Table {
  const table = whole.withoutMissing(target);
  if (table.rows === 0) throw new TableError(`${whole.source}, column ${target}: no row has a value`);
  if (table.rows < whole.rows) say(io, leftOut(whole.rows - table.rows, target));
  return table;
}

/** A table and the recipe that `nn train` would take for it. */
async function ofTable(path: string, flags: DoctorFlags, io: Io): Promise<Diagnosis[]> {
  const { target, task: asked, delimiter, header, dataOnly, json: _, lang: __, quiet: ___, ...given } = flags;
  if (target === undefined) {
    throw new UsageError(
      "required option '--target <column>' not specified; a table is looked at for what it is to predict",
    );
  }
  const { table: whole } = await openTable(path, { delimiter, header });
  const table = rowsWith(whole, target, io);
  const pipeline = fitPipeline(table, { target, task: asked });
  if (pipeline.target.kind === 'classes') checkClasses(table, pipeline.target);
  for (const note of pipeline.notes) say(io, `note: ${note}`);
  const task = pipeline.target.kind;
  const usual = defaultRecipe({ task, rows: table.rows });
  const recipe: Recipe = {
    ...usual,
    ...(table.rows < FEWEST_TO_HOLD_BACK && { validation: 0 }),
    ...(given.optimizer && given.optimizer !== usual.optimizer && settingsOf(given.optimizer)),
    ...given,
  };
  return examineTable(table, { target, task, recipe, ...training(io, dataOnly) });
}

/** Options that only say something about a table are refused beside what has its own. */
function checkFlags(path: string, flags: DoctorFlags, allowed: readonly string[]): void {
  const always = ['json', 'lang', 'quiet', 'dataOnly', 'header', ...allowed];
  const odd = Object.keys(flags).find((name) => !always.includes(name));
  if (odd === undefined) return;
  const option = odd.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${option} is for a table; ${path} says that itself`);
}

/** A table as a model sees it. */
async function ofModel(modelPath: string, path: string, flags: DoctorFlags, io: Io): Promise<Diagnosis[]> {
  checkFlags(modelPath, flags, ['delimiter']);
  const opened = await openModel(modelPath);
  const { table } = await openTable(path, flags);
  return examineModel(opened, rowsWith(table, opened.pipeline.target.name, io));
}

function diagnoses(path: string, data: string | undefined, flags: DoctorFlags, io: Io): Promise<Diagnosis[]> {
  const isModel = path.endsWith('.safetensors');
  if (isModel && data === undefined)
    throw new UsageError(`${path}: a model is looked at beside a table; add one: nn doctor ${path} data.csv`);
  if (isModel) return ofModel(path, data!, flags, io);
  if (data !== undefined)
    throw new UsageError(`${data}: expected one table or module, or a model (.safetensors) and a table`);
  if (!isModule(path)) return ofTable(path, flags, io);
  checkFlags(path, flags, []);
  return openModule(path).then((setup) => examineSetup(setup, training(io, flags.dataOnly)));
}

async function run(path: string, data: string | undefined, flags: DoctorFlags, io: Io): Promise<void> {
  const found = await diagnoses(path, data, flags, io);
  io.out(flags.json ? `${JSON.stringify(reportData(found, io))}\n` : report(found, io));
  if (problems(found) > 0) throw new AlreadyTold('problems were found');
}

/** `nn doctor`: what is wrong, and what to do. */
export function doctorCommand(io: Io): Command {
  const command = declared(io, 'doctor', {
    about: {
      en: 'Looks at a table and the recipe that nn train would take, trains without writing anything, and says what is wrong and what to do. Ends with 1 where it is more than hints.',
      zh: '查看一张表和 nn train 会采用的配方，训练一次但不写任何文件，说出有什么毛病、该怎么办。如果不只是提示，退出码为 1。',
    },
    examples: [
      ['nn doctor iris.csv --target species'],
      ['nn doctor iris.csv --target species --data-only', { en: 'without training', zh: '不训练' }],
      [
        'nn doctor iris.csv --target species --learning-rate 1',
        { en: 'takes what nn train takes', zh: '选项与 nn train 相同' },
      ],
      [
        'nn doctor iris.safetensors new.csv',
        { en: 'a model, and a table as it sees it', zh: '一个模型，和它眼中的一张表' },
      ],
      [
        'nn doctor setup.mjs',
        { en: 'your own: exports model, x, t, loss', zh: '你自己的模块：导出 model、x、t、loss' },
      ],
    ],
  })
    .usage('<data | model | module> [data] [options]')
    .argument(
      '<input>',
      io.tell({
        en: "a table ('-' for standard input), a model (.safetensors) or a module (.js, .mjs, .ts)",
        zh: '一张表（- 表示标准输入）、一个模型（.safetensors）或一个模块（.js、.mjs、.ts）',
      }),
    )
    .argument('[data]', io.tell({ en: 'the table beside a model', zh: '与模型一起查看的表' }))
    .option('--target <column>', io.tell({ en: 'the column to predict (for a table)', zh: '要预测的列（对于表）' }))
    .addOption(
      new Option(
        '--task <kind>',
        io.tell({
          en: 'what the target is, if not what its values look like',
          zh: '目标是什么，如果与它的值看上去不同',
        }),
      ).choices(['classes', 'number']),
    )
    .option('--data-only', io.tell({ en: 'look at data and recipe, and do not train', zh: '只看数据和配方，不训练' }))
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  for (const option of [...recipeOptions(), ...dataOptions(io)]) command.addOption(option);
  return command.action((path: string, data: string | undefined, flags: DoctorFlags) => run(path, data, flags, io));
}
