import type { Command } from 'commander';
import { openTable } from '../data/open-table.js';
import { type DataFlags, dataOptions } from '../data/options.js';
import { toCsv } from '../terminal/csv.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { note } from '../terminal/words.js';
import { answers } from '../training/answers.js';
import { openModel } from '../training/model-file.js';
import { declared } from './declared.js';

interface PredictFlags extends DataFlags {
  readonly probabilities?: boolean;
  readonly json?: boolean;
}

async function run(
  modelPath: string,
  dataPath: string,
  { probabilities, json, ...data }: PredictFlags,
  io: Io,
): Promise<void> {
  const { model, pipeline } = await openModel(modelPath);
  const { table } = await openTable(dataPath, data);
  // A table to predict for may have the target's column, empty or not: it is not looked at.
  const { output, values, notes } = answers(model, pipeline, table.without(pipeline.target.name));
  for (const said of notes) say(io, note(said));
  const { target } = pipeline;
  if (json) {
    io.out(
      `${JSON.stringify({ target: target.name, predictions: values, ...(target.kind === 'classes' && { classes: target.classes, probabilities: output.toArray() }) })}\n`,
    );
    return;
  }
  const chances = probabilities && target.kind === 'classes' ? target.classes.map((c) => `p(${c})`) : [];
  const rows = values.map((answer, i) => [answer, ...chances.map((_, k) => output.at(i, k))]);
  const text = toCsv([[target.name, ...chances], ...rows]);
  io.out(io.terminal ? harmless(text) : text);
}

/** `nn predict`: an answer for each row, in the same order. */
export function predictCommand(io: Io): Command {
  const command = declared(io, 'predict', {
    about: {
      en: "Writes a CSV to standard output whose column, named as the model's target, holds the label or the number for each row.",
      zh: '向标准输出写一个 CSV：其中与目标同名的列是每一行的类别或数值。',
    },
    examples: [
      ['nn predict iris.safetensors new.csv > answers.csv'],
      ['nn predict iris.safetensors new.csv --probabilities', { en: 'how sure it is, too', zh: '同时给出概率' }],
      ['cat new.csv | nn predict iris.safetensors -'],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .argument(
      '<data>',
      io.tell({
        en: "a table with the columns of the training table, or '-' for standard input",
        zh: '与训练表列名相同的表，或用 - 表示标准输入',
      }),
    )
    .option(
      '--probabilities',
      io.tell({ en: 'a further column for each class, with its probability', zh: '为每个类别再加一列概率' }),
    )
    .option(
      '--json',
      io.tell({ en: 'one machine-readable result instead of CSV', zh: '不用 CSV，输出一个机器可读的结果' }),
    );
  for (const option of dataOptions(io)) command.addOption(option);
  return command.action((model: string, data: string, flags: PredictFlags) => run(model, data, flags, io));
}
