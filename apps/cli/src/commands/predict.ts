import { tally } from '@nn/data';
import type { Command } from 'commander';
import { openTables } from '../data/open-table.js';
import { type WritingFlags, writingOptions } from '../data/options.js';
import { csvLine, toCsv } from '../terminal/csv.js';
import { Interrupted } from '../terminal/errors.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { note } from '../terminal/words.js';
import { type Answers, answers } from '../training/answers.js';
import { openModel } from '../training/model-file.js';
import { declared } from './declared.js';

interface PredictFlags extends WritingFlags {
  readonly probabilities?: boolean;
  readonly json?: boolean;
}

/** Writes a CSV whose only column are the answers. How a class is written is found out once, as bytes, which are joined faster than texts. */
function linesWith(classes: readonly string[]): (values: Answers['values']) => string {
  const lines = new Map(classes.map((name) => [name, new TextEncoder().encode(csvLine(name))]));
  const longest = Math.max(0, ...[...lines.values()].map(({ length }) => length));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (values) => {
    if (classes.length === 0) return values.map((value) => `${value}\n`).join('');
    const bytes = new Uint8Array(values.length * longest);
    let at = 0;
    for (const value of values) {
      const line = lines.get(value as string)!;
      for (let k = 0; k < line.length; k++) bytes[at++] = line[k]!;
    }
    return decoder.decode(bytes.subarray(0, at));
  };
}

async function run(
  modelPath: string,
  dataPath: string,
  { probabilities, json, format, delimiter, quote, header }: PredictFlags,
  io: Io,
): Promise<void> {
  const { model, pipeline } = await openModel(modelPath);
  const { target } = pipeline;
  const classes = target.kind === 'classes' ? target.classes : [];
  const chances = probabilities ? classes.map((c) => `p(${c})`) : [];
  const counts = tally();
  const lines = linesWith(classes);
  const all: Pick<Answers, 'output' | 'values'>[] = [];
  let written = false;
  const write = async (text: string) => {
    io.out(io.terminal ? harmless(text) : text);
    await io.drained?.();
  };
  const reading = { ...pipeline.reading, format, delimiter, quote, header };
  for await (const part of openTables(dataPath, reading)) {
    if (io.signal.aborted) throw new Interrupted('stopped');
    // A table to predict for may have the target's column, empty or not: it is not looked at.
    const { output, values } = answers(model, pipeline, part.without(target.name), counts);
    if (json) {
      all.push({ output, values });
      continue;
    }
    if (!written) await write(toCsv([[target.name, ...chances]]));
    written = true;
    if (chances.length === 0) await write(lines(values));
    else await write(toCsv(values.map((answer, i) => [answer, ...chances.map((_, k) => output.at(i, k))])));
  }
  for (const said of counts.notes) say(io, note(said));
  if (!json) return;
  const result = {
    target: target.name,
    predictions: all.flatMap(({ values }) => values),
    ...(target.kind === 'classes' && { classes, probabilities: all.flatMap(({ output }) => output.toArray()) }),
  };
  io.out(jsonText(result));
}

/** `nn predict`: an answer for each row, in the same order. */
export function predictCommand(io: Io): Command {
  const command = declared(io, 'predict', {
    about: {
      en: "Writes a CSV to standard output whose column, named as the model's target, holds the label or the number for each row. Rows are answered as they are read, so a table may be larger than memory; --json holds all answers until the end.",
      zh: '向标准输出写一个 CSV：其中与目标同名的列是每一行的类别或数值。边读边答，所以表可以比内存大；用 --json 时所有答案会留到最后一起输出。',
    },
    examples: [
      ['nn predict iris.safetensors new.csv > answers.csv'],
      ['nn predict iris.safetensors new.csv --probabilities', { en: 'how sure it is, too', zh: '同时给出概率' }],
      ['zcat new.csv.gz | nn predict iris.safetensors -'],
      [
        'nn predict iris.safetensors new.jsonl.gz',
        { en: 'CSV, TSV, JSON lines, IDX; gzip of each', zh: 'CSV、TSV、JSON Lines、IDX，以及它们的 gzip' },
      ],
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
  for (const option of writingOptions(io)) command.addOption(option);
  return command.action((model: string, data: string, flags: PredictFlags) => run(model, data, flags, io));
}
