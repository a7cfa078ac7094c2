import { type Command, InvalidArgumentError, Option } from 'commander';
import { openTableFor } from '../data/open-table.js';
import { type AnsweredFlags, answeredOptions } from '../data/options.js';
import { render } from '../telling/render.js';
import { tracedRows } from '../telling/traced-rows.js';
import { UsageError } from '../terminal/errors.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { count } from '../terminal/words.js';
import { labelledRows } from '../training/labelled-rows.js';
import { openModel } from '../training/model-file.js';
import { losses } from '../training/recipe.js';
import { lossOf, optimizerOf } from '../training/recipe-of.js';
import { declared } from './declared.js';
import { numbers, whole } from './numbers.js';

interface TraceFlags extends AnsweredFlags {
  readonly row: readonly number[];
  readonly layer?: number;
  readonly loss?: string;
  readonly json?: boolean;
}

/** Rows by their numbers, from 1. */
function rowNumbers(text: string): number[] {
  const rows = numbers(text);
  const wrong = rows.find((row) => !Number.isSafeInteger(row) || row < 1);
  if (wrong !== undefined) throw new InvalidArgumentError(`expected numbers of rows from 1, got ${wrong} in '${text}'`);
  const twice = rows.find((row, i) => rows.indexOf(row) !== i);
  if (twice !== undefined) throw new InvalidArgumentError(`expected each row once, got ${twice} twice in '${text}'`);
  return rows;
}

async function run(modelPath: string, dataPath: string, flags: TraceFlags, io: Io): Promise<void> {
  const { row: rows, layer, loss, json, ...data } = flags;
  const opened = await openModel(modelPath);
  const { model, pipeline } = opened;
  if (layer !== undefined && layer >= model.layers.length) {
    throw new UsageError(
      `--layer ${layer}: ${modelPath} has ${count(model.layers.length, 'layer')}; expected a number from 0 to ${model.layers.length - 1}`,
    );
  }
  const { table } = await openTableFor(pipeline, dataPath, data);
  const outside = rows.find((row) => row > table.rows);
  if (outside !== undefined) {
    throw new UsageError(
      `--row ${outside}: ${table.source} has ${count(table.rows, 'row')}; expected a number from 1 to ${table.rows}`,
    );
  }
  const chosen = table.select(rows.map((row) => row - 1));
  const { x, t, notes } = labelledRows(pipeline, chosen);
  for (const note of notes) say(io, `note: ${note}`);
  const { trace } = await import('@nn/net');
  const optimizer = optimizerOf(opened);
  const of = trace(model, x, t, {
    loss: loss === undefined ? lossOf(opened) : losses[loss]!(),
    ...(optimizer && { optimizer }),
  });
  if (json) {
    io.out(jsonText({ model: modelPath, rows, ...of.toJSON() }));
    return;
  }
  const { title, steps } = tracedRows(of, { rows: chosen, numbers: rows, x, t, pipeline, layer });
  io.out(harmless(render(title, steps, io.lang, io.width)));
}

/** `nn trace`: one training step of a model for rows of a table, number by number. */
export function traceCommand(io: Io): Command {
  const command = declared(io, 'trace', {
    about: {
      en: 'Shows one training step of a model for one row of a table: every number, forward and back, with its formula. Of large matrices the first numbers and the last; --json has all.',
      zh: '用表中的一行展示模型的一步训练：从前向到反向的每一个数和它的公式。大矩阵只显示开头和最后几个数；--json 给出全部。',
    },
    examples: [
      ['nn trace iris.safetensors iris.csv'],
      ['nn trace iris.safetensors iris.csv --row 51 --layer 1', { en: 'one layer of it', zh: '只看其中一层' }],
      ['nn trace iris.safetensors iris.csv --row 1,51,101', { en: 'three rows as one batch', zh: '三行作为一批' }],
      ['nn trace iris.safetensors iris.csv --json', { en: 'for traceFromJSON', zh: '供 traceFromJSON 读取' }],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .argument(
      '<data>',
      io.tell({
        en: "a table with the columns of the training table and the target, or '-' for standard input",
        zh: '与训练表列名相同并带有目标列的表，或用 - 表示标准输入',
      }),
    )
    .addOption(
      new Option('--row <numbers>', io.tell({ en: 'which row, or several as one batch', zh: '哪一行，或几行作为一批' }))
        .argParser(rowNumbers)
        .default([1], '1'),
    )
    .addOption(
      new Option(
        '--layer <number>',
        io.tell({ en: 'only this layer, counted from 0', zh: '只看这一层，从 0 数起' }),
      ).argParser(whole(0)),
    )
    .addOption(
      new Option(
        '--loss <name>',
        io.tell({ en: 'another loss than that of the training', zh: '换一个损失，不用训练时的' }),
      ).choices(Object.keys(losses)),
    )
    .option(
      '--json',
      io.tell({ en: 'the whole trace as one machine-readable result', zh: '把整个记录输出为一个机器可读的结果' }),
    );
  for (const option of answeredOptions(io)) command.addOption(option);
  return command.action((model: string, data: string, flags: TraceFlags) => run(model, data, flags, io));
}
