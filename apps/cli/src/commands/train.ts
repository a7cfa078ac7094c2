import { type Command, Option } from 'commander';
import { givenSettings, sayOtherData } from '../config/given.js';
import { configSchema } from '../config/schema.js';
import { optionOf } from '../config/setting.js';
import { trainingSettings } from '../config/settings.js';
import { checkTableName } from '../data/open-table.js';
import { dataOptions } from '../data/options.js';
import { scratchIn } from '../data/scratch.js';
import { doctorInTraining } from '../doctor/in-training.js';
import { UsageError } from '../terminal/errors.js';
import { checkModelWritable, checkWritable } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { log } from '../terminal/log.js';
import { progress } from '../terminal/progress.js';
import { calledAs } from '../terminal/shell.js';
import { note } from '../terminal/words.js';
import type { CheckpointFolder } from '../training/checkpoint-folder.js';
import { finish } from '../training/finish.js';
import { askedFor, type Job, modelFor, type TrainFlags } from '../training/job.js';
import { type Opening, openInMemory, openStreamed } from '../training/opening.js';
import { type Asked, sayPlan } from '../training/plan.js';
import { dryRun, printConfig } from '../training/previews.js';
import { checkSameData, type Stopped, withCheckpoints } from '../training/resume.js';
import { train } from '../training/train.js';
import { declared } from './declared.js';
import { logFormatOption } from './log-format.js';
import { number } from './numbers.js';

/** How to go on with a training that was stopped. */
const advice = (io: Io, folder: string) => {
  const call = io.argv.filter((word) => word !== '--resume' && word !== '--restart');
  return `all of it is saved in ${folder}\ngo on with: ${calledAs([...call, '--resume'])}`;
};

/** Trains from a table to a model file, saving the training now and then. */
async function trainIn(folder: CheckpointFolder, stopped: Stopped | undefined, job: Job): Promise<void> {
  const asked = await askedFor(job, stopped);
  const scratch = scratchIn(folder.path);
  try {
    const opened = await (job.flags.stream ? openStreamed(job, asked, scratch) : openInMemory(job, asked));
    await trainOn(opened, asked, folder, stopped, job);
  } finally {
    await scratch.clear();
  }
}

async function trainOn(
  opened: Opening,
  asked: Asked,
  folder: CheckpointFolder,
  stopped: Stopped | undefined,
  { output, settled, flags, io }: Job,
): Promise<void> {
  if (stopped) checkSameData(opened, stopped, folder.path);
  if (flags.from !== undefined) sayOtherData(opened, settled.madeOf, flags.from, io);
  const { plan, rows, table } = await opened.settle();
  sayPlan(plan, asked, io);
  const { target, task, recipe } = plan;
  const data = { source: opened.source, rows: plan.table.rows, sha256: opened.sha256 };
  const doctor = doctorInTraining(io);
  const trained = await train(rows, recipe, {
    target,
    task,
    signal: io.signal,
    progress: (title, epochs) => progress(io, epochs, title),
    checkpoints: {
      store: folder.store,
      every: 1000 * flags.saveEvery,
      failed: (error) => {
        const { message } = error as Error;
        say(
          io,
          note({ en: `${message}; the training goes on, unsaved`, zh: `${message}；训练继续，但没有保存` }),
          'warning',
        );
      },
      advice: advice(io, folder.path),
      metadata: { asked: { target, task, ...recipe, ...plan.reading }, data },
    },
    ...(stopped && { saved: stopped.saved }),
    watch: doctor.watch,
  }).catch((error: unknown) => {
    doctor.found(error);
    throw error;
  });
  const { report, json = false } = flags;
  const result = await finish({ plan, table, trained, data, diagnoses: doctor.found(), output, report, json }, io);
  log(io, { event: 'result', ...result });
  if (json) io.out(jsonText(result));
}

async function run(given: string | undefined, flags: TrainFlags, io: Io): Promise<void> {
  if (flags.printSchema) return io.out(jsonText(configSchema(), undefined, 2));
  const settled = await givenSettings(flags, flags, io);
  const { source } = settled.madeOf;
  const path = given ?? (source === '<standard input>' ? '-' : source);
  if (path === undefined) throw new UsageError("missing required argument 'data'\n(--help shows what there is)");
  checkTableName(path);
  const output = settled.values.model ?? modelFor(path);
  const job = { path, output, settled, flags, io };
  if (flags.stream && (flags.printConfig || flags.dryRun))
    throw new UsageError(
      `--stream: ${flags.dryRun ? '--dry-run' : '--print-config'} looks at the table in memory; give it a part of the rows, and leave --stream out`,
    );
  if (flags.printConfig) return printConfig(job);
  if (flags.dryRun) return dryRun(job);
  await checkModelWritable(output, path);
  if (flags.report !== undefined) await checkWritable(flags.report, path);
  await withCheckpoints(output, settled.byOptions, flags, (folder, stopped) => trainIn(folder, stopped, job));
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
      ['nn train data.csv --target y --resume', { en: 'go on after Ctrl-C', zh: '在 Ctrl-C 之后继续' }],
      ['nn train data.csv --target y --dry-run', { en: 'what it makes of the table', zh: '看看它怎样理解这张表' }],
      ['nn train --from m.safetensors', { en: 'make the same model again', zh: '再做一个同样的模型' }],
      ['nn train data.csv --target y --print-config > nn.config.json', { en: 'keep settings', zh: '保留设置' }],
    ],
  }).argument('[data]', io.tell({ en: "a table, or '-' for standard input", zh: '一张表，或用 - 表示标准输入' }));
  for (const option of [...trainingSettings.map((setting) => optionOf(setting, io)), ...dataOptions(io)])
    command.addOption(option);
  return command
    .option(
      '--config <file>',
      io.tell({
        en: 'settings in a file (by default nn.config.json, if there is one)',
        zh: '设置文件（默认 nn.config.json，如果有的话）',
      }),
    )
    .option(
      '--from <model>',
      io.tell({
        en: 'train as this model was trained: the same data and options give the same file',
        zh: '按这个模型当初的做法训练：同样的数据和选项得到同样的文件',
      }),
    )
    .option('--resume', io.tell({ en: 'go on with a training that was stopped', zh: '继续被中断的训练' }))
    .option(
      '--restart',
      io.tell({ en: 'begin anew, though a stopped training is saved', zh: '重新开始，尽管有一个被中断的训练' }),
    )
    .option(
      '--dry-run',
      io.tell({
        en: 'print what was found out about the table, and train nothing',
        zh: '打印从表中推断出的内容，不训练',
      }),
    )
    .option(
      '--print-config',
      io.tell({
        en: 'print all settings as nn.config.json holds them, and train nothing',
        zh: '按 nn.config.json 的格式打印全部设置，不训练',
      }),
    )
    .option(
      '--print-schema',
      io.tell({ en: 'print the JSON Schema of nn.config.json', zh: '打印 nn.config.json 的 JSON Schema' }),
    )
    .option(
      '--stream',
      io.tell({
        en: 'for tables larger than memory: read it again when needed, numbers on disk',
        zh: '用于比内存大的表：需要时重新读取，数字存放在磁盘上',
      }),
    )
    .option(
      '--report <file>',
      io.tell({
        en: 'write an HTML page, too: pictures, quality, the recipe and the data',
        zh: '另写一个 HTML 网页：图、质量、训练设置和数据概况',
      }),
    )
    .addOption(logFormatOption(io))
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }))
    .addOption(
      new Option(
        '--save-every <seconds>',
        io.tell({
          en: 'how often the training is saved, to go on after it was stopped',
          zh: '每隔多少秒保存一次训练，以便中断后继续',
        }),
      )
        .argParser(number('a number from 0', (v) => v >= 0))
        .default(10),
    )
    .action((path: string | undefined, flags: TrainFlags) => run(path, flags, io));
}
