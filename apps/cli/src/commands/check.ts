import { type Command, Option } from 'commander';
import { checkModule } from '../checking/check-module.js';
import { checkNetwork } from '../checking/check-network.js';
import { type CheckCounts, type Checked, compared, isWrong } from '../checking/checked.js';
import { openTableFor } from '../data/open-table.js';
import { type AnsweredFlags, answeredOptions } from '../data/options.js';
import { shown } from '../telling/equations.js';
import { tableLines } from '../telling/table.js';
import { CommandError, UsageError } from '../terminal/errors.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { count, leftOut, listed, note } from '../terminal/words.js';
import { labelledRows } from '../training/labelled-rows.js';
import { openModel } from '../training/model-file.js';
import { losses } from '../training/recipe.js';
import { lossOf } from '../training/recipe-of.js';
import { isModule } from '../training/user-module.js';
import { declared } from './declared.js';
import { positive, whole } from './numbers.js';

interface CheckFlags extends AnsweredFlags, CheckCounts {
  readonly rows: number;
  readonly loss?: string;
  readonly json?: boolean;
}

/** So many whole numbers below a count, as far from each other as can be. */
const spread = (most: number, rows: number): number[] =>
  Array.from({ length: Math.min(most, rows) }, (_, i) => Math.floor((i * rows) / Math.min(most, rows)));

/** The gradient of a model, on rows of a table. */
async function ofModel(modelPath: string, dataPath: string, flags: CheckFlags, io: Io): Promise<Checked[]> {
  const { rows, loss, samples, tolerance, json: _, ...data } = flags;
  const opened = await openModel(modelPath);
  const { model, pipeline } = opened;
  const { name } = pipeline.target;
  const { table: all } = await openTableFor(pipeline, dataPath, data);
  all.column(name);
  const table = all.withoutMissing(name);
  if (table.rows < all.rows) say(io, note(leftOut(all.rows - table.rows, name)));
  if (table.rows === 0) throw new CommandError(`${all.source}, column ${name}: no row has a value to check by`);
  const { x, t } = labelledRows(pipeline, table.select(spread(rows, table.rows)));
  const of = loss === undefined ? lossOf(opened) : losses[loss]!();
  say(io, {
    en: `the gradient of ${of.name} on ${count(x.rows, 'row')}, in double precision, against central differences`,
    zh: `${of.name} 在 ${x.rows} 行数据上的梯度，用双精度与中心差分比较`,
  });
  return checkNetwork(model, { x, t, loss: of }, { samples, tolerance });
}

const VERDICTS = {
  right: { en: 'right', zh: '正确' },
  wrong: { en: 'wrong', zh: '错误' },
  kinks: { en: 'only kinks', zh: '只有折点' },
} as const;

const verdictOf = (of: Checked) => VERDICTS[isWrong(of) ? 'wrong' : compared(of) === 0 ? 'kinks' : 'right'];

/** What was checked, a line each: of the numbers that were compared, the one with the largest difference. */
function lines(all: readonly Checked[], io: Io): string[] {
  const head = [
    io.tell({ en: 'largest difference', zh: '差别最大处' }),
    io.tell({ en: 'compared', zh: '比较数' }),
    io.tell({ en: 'derived', zh: '推导值' }),
    io.tell({ en: 'differences', zh: '差分值' }),
    io.tell({ en: 'relative', zh: '相对误差' }),
    io.tell({ en: 'verdict', zh: '结论' }),
  ];
  const rows = all.map((of) => {
    const { worst, checked } = of.check;
    const some = compared(of) > 0;
    const numbers = [shown(worst.analytic), shown(worst.numeric), worst.relativeError.toExponential(1)];
    return [
      of.what.includes(' x ') && some ? worst.parameter : `${of.name} (${of.what})`,
      `${compared(of)}/${checked}`,
      ...(some ? numbers : ['', '', '']),
      io.tell(verdictOf(of)),
    ];
  });
  return tableLines(head, rows, io.width);
}

const CAUSES = {
  wrong: 'the likely cause is an adjoint that was stated by hand (withAdjoint) and does not belong to its formula',
  none: 'there is no value beside these numbers. A layer that picks by its input, such as an embedding, is checked within a network: export model, x, t and loss',
} as const;

/** What is said of derivatives that are wrong. */
function fault(wrong: readonly Checked[]): CommandError {
  const { parameter, analytic, numeric } = wrong[0]!.check.worst;
  const compared = `${parameter}: ${shown(analytic)} derived, ${shown(numeric)} by differences`;
  return new CommandError(
    `the derivative of ${listed(wrong.map(({ name }) => name))} is not what central differences give (${compared}); ${CAUSES[Number.isNaN(numeric) ? 'none' : 'wrong']}`,
  );
}

async function run(path: string, dataPath: string | undefined, flags: CheckFlags, io: Io): Promise<void> {
  const { samples, tolerance, json } = flags;
  if (isModule(path) && dataPath !== undefined)
    throw new UsageError(
      `${path} is a module, which brings its own numbers; expected no data beside it, got ${dataPath}`,
    );
  if (!isModule(path) && dataPath === undefined) {
    throw new UsageError(
      path.endsWith('.safetensors')
        ? `${path}: a model is checked on rows of a table; expected its name behind the model's`
        : `${path}: expected a module (.js, .mjs, .ts), or a model and a table: nn check model.safetensors data.csv`,
    );
  }
  const all =
    dataPath === undefined ? await checkModule(path, { samples, tolerance }) : await ofModel(path, dataPath, flags, io);
  const wrong = all.filter(isWrong);
  const total = all.reduce((n, of) => n + compared(of), 0);
  if (json) {
    const checks = all.map((of) => ({
      name: of.name,
      what: of.what,
      passed: of.check.passed,
      compared: compared(of),
      kinks: of.check.kinks,
      worst: of.check.worst,
    }));
    io.out(jsonText({ source: path, passed: wrong.length === 0 && total > 0, tolerance, checks }, finite));
  } else io.out(harmless(`${lines(all, io).join('\n')}\n`));
  if (wrong.length > 0) throw fault(wrong);
  if (total === 0)
    throw new CommandError('nothing could be compared: every number stands at a kink; check by other numbers');
  say(io, {
    en: `right: ${count(total, 'derivative')} within ${tolerance}`,
    zh: `正确：${total} 个导数，误差都在 ${tolerance} 以内`,
  });
}

/** A number that JSON does not have by its name. */
const finite = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** `nn check`: a gradient check of a model, or of what a module exports. */
export function checkCommand(io: Io): Command {
  const command = declared(io, 'check', {
    about: {
      en: 'Compares derived gradients with central differences: of a model on rows of a table, by each of its parameters; or of what a module of your own exports: model, x, t and loss, or layers, losses, activations and formulas. Exit code 1 where one is wrong.',
      zh: '把推导出的梯度与中心差分比较：模型在表中若干行上对每个参数的梯度；或者你自己的模块所导出的东西：model、x、t 和 loss，或者层、损失、激活函数和公式。有一个错误则退出码为 1。',
    },
    examples: [
      ['nn check iris.safetensors iris.csv'],
      ['nn check iris.safetensors iris.csv --samples 500', { en: 'more of each parameter', zh: '每个参数多查一些' }],
      ['nn check my-layer.mjs', { en: 'what it exports', zh: '检查它导出的东西' }],
    ],
  })
    .argument(
      '<source>',
      io.tell({
        en: 'a file that nn train saved, or a module (.js, .mjs, .ts)',
        zh: 'nn train 保存的文件，或一个模块（.js、.mjs、.ts）',
      }),
    )
    .argument(
      '[data]',
      io.tell({
        en: "for a model: a table with the columns of the training table and the target, or '-' for standard input",
        zh: '检查模型时：与训练表列名相同并带有目标列的表，或用 - 表示标准输入',
      }),
    )
    .addOption(
      new Option(
        '--rows <number>',
        io.tell({ en: 'on so many rows, spread over the table', zh: '用多少行，均匀取自表中' }),
      )
        .argParser(whole(1))
        .default(16),
    )
    .addOption(
      new Option(
        '--samples <number>',
        io.tell({ en: 'of each parameter at most so many numbers', zh: '每个参数最多查多少个数' }),
      )
        .argParser(whole(1))
        .default(50),
    )
    .addOption(
      new Option(
        '--tolerance <number>',
        io.tell({ en: 'the relative error up to which it passes', zh: '允许的相对误差' }),
      )
        .argParser(positive)
        .default(1e-6),
    )
    .addOption(
      new Option(
        '--loss <name>',
        io.tell({
          en: 'of a model: another loss than that of its training',
          zh: '检查模型时：换一个损失，不用训练时的',
        }),
      ).choices(Object.keys(losses)),
    )
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  for (const option of answeredOptions(io)) command.addOption(option);
  return command.action((source: string, data: string | undefined, flags: CheckFlags) => run(source, data, flags, io));
}
