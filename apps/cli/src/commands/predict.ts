import { readCsv } from '@nn/data';
import { Command } from 'commander';
import { toCsv } from '../terminal/csv.js';
import { readDataBytes, sourceName } from '../terminal/files.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { answers } from '../training/answers.js';
import { openModel } from '../training/model-file.js';

const examples = `
Examples:
  nn predict iris.safetensors new.csv > answers.csv
  nn predict iris.safetensors new.csv --probabilities
  cat new.csv | nn predict iris.safetensors -
`;

interface PredictFlags {
  readonly probabilities?: boolean;
  readonly json?: boolean;
}

async function run(modelPath: string, dataPath: string, { probabilities, json }: PredictFlags, io: Io): Promise<void> {
  const { model, pipeline } = await openModel(modelPath);
  const table = readCsv(await readDataBytes(dataPath), { source: sourceName(dataPath) });
  // A table to predict for may have the target's column, empty or not: it is not looked at.
  const { output, values, notes } = answers(model, pipeline, table.without(pipeline.target.name));
  for (const note of notes) say(io, `note: ${note}`);
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
export const predictCommand = (io: Io): Command =>
  new Command('predict')
    .summary('answer for each row of a table')
    .description(
      "Writes a CSV to standard output whose column, named as the model's target, holds the label or the number for each row.",
    )
    .argument('<model>', 'a file that nn train saved')
    .argument('<data>', "a CSV file with the columns of the training table, or '-' for standard input")
    .option('--probabilities', 'a further column for each class, with its probability')
    .option('--json', 'one machine-readable result instead of CSV')
    .addHelpText('before', examples.trimStart())
    .action((model: string, data: string, flags: PredictFlags) => run(model, data, flags, io));
