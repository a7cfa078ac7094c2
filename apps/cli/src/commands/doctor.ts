import { TableError } from '@nn/data';
import type { Command } from 'commander';
import { givenSettings, type Sources } from '../config/given.js';
import { optionOf } from '../config/setting.js';
import { trainingSettings } from '../config/settings.js';
import { noTarget } from '../data/no-target.js';
import { openTable, openTableFor } from '../data/open-table.js';
import { type DataFlags, dataOptions, partDataFlags } from '../data/options.js';
import type { Diagnosis } from '../doctor/diagnosis.js';
import { examineModel } from '../doctor/examine-model.js';
import { examineSetup } from '../doctor/examine-setup.js';
import { type ExamineOptions, examineTable } from '../doctor/examine-table.js';
import { problems, report, reportData } from '../doctor/report.js';
import { AlreadyTold, UsageError } from '../terminal/errors.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { progress } from '../terminal/progress.js';
import { leftOut, note } from '../terminal/words.js';
import { openModel } from '../training/model-file.js';
import { planOf, sayPlan } from '../training/plan.js';
import { isModule, openModule } from '../training/user-module.js';
import { declared } from './declared.js';

interface DoctorFlags extends DataFlags, Sources {
  readonly dataOnly?: boolean;
  readonly json?: boolean;
}

const examining = (io: Io, { dataOnly }: DoctorFlags): ExamineOptions => ({
  signal: io.signal,
  ...(!dataOnly && { progress: (epochs: number) => progress(io, epochs, { en: 'training', zh: '训练' }) }),
});

/** A table, and the recipe that `nn train` would take for it. */
async function ofTable(path: string, flags: DoctorFlags, io: Io): Promise<Diagnosis[]> {
  const { data, others } = partDataFlags((await givenSettings(flags, flags, io)).values);
  const { model: _, target, ...rest } = others;
  if (target === undefined) throw await noTarget(path, data);
  const asked = { target, ...rest };
  const plan = planOf((await openTable(path, data)).table, asked, io);
  sayPlan(plan, asked, io);
  return examineTable(plan, examining(io, flags));
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
  const { name } = opened.pipeline.target;
  const { table: whole } = await openTableFor(opened.pipeline, path, flags);
  const table = whole.withoutMissing(name);
  if (table.rows === 0) throw new TableError(`${whole.source}, column ${name}: no row has a value`);
  if (table.rows < whole.rows) say(io, note(leftOut(whole.rows - table.rows, name)));
  return examineModel(opened, table);
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
  return openModule(path).then((setup) => examineSetup(setup, examining(io, flags)));
}

async function run(path: string, data: string | undefined, flags: DoctorFlags, io: Io): Promise<void> {
  const found = await diagnoses(path, data, flags, io);
  io.out(flags.json ? jsonText(reportData(found, io)) : report(found, io));
  if (problems(found) > 0) throw new AlreadyTold('problems were found');
}

/** `nn doctor`: what is wrong, and what to do. */
export function doctorCommand(io: Io): Command {
  const command = declared(io, 'doctor', {
    about: {
      en: 'Looks at a table and the recipe that nn train would take, trains without writing anything, and says what is wrong and what to do. Ends with 1 where it is more than hints.',
      zh: '检查一张表和 nn train 会采用的训练设置，试着训练一次而不写任何文件，指出有什么问题、该怎么办。只要不全是提示，退出码就是 1。',
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
    .option(
      '--data-only',
      io.tell({ en: 'look at data and recipe, and do not train', zh: '只检查数据和训练设置，不训练' }),
    )
    .option(
      '--config <file>',
      io.tell({
        en: 'settings in a file (by default nn.config.json, if there is one)',
        zh: '设置文件（默认 nn.config.json，如果有的话）',
      }),
    )
    .option('--from <model>', io.tell({ en: 'look at how this model was trained', zh: '按这个模型当初的做法查看' }))
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  const ofRecipe = trainingSettings.filter(({ name }) => name !== 'model').map((setting) => optionOf(setting, io));
  for (const option of [...ofRecipe, ...dataOptions(io)]) command.addOption(option);
  return command.action((path: string, data: string | undefined, flags: DoctorFlags) => run(path, data, flags, io));
}
