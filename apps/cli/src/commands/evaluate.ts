import { readCsv, TableError } from '@nn/data';
import { Command } from 'commander';
import { readDataBytes, sourceName } from '../terminal/files.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { leftOut } from '../terminal/words.js';
import { openModel } from '../training/model-file.js';
import { type Quality, quality, qualityLine, unknownLine } from '../training/quality.js';

const examples = `
Examples:
  nn evaluate iris.safetensors iris-test.csv
  nn evaluate iris.safetensors iris-test.csv --json
`;

/** A confusion matrix of more classes is wider than a terminal; --json has it. */
const MOST_CLASSES = 20;

/** The counts of a confusion matrix, with the classes beside and above. */
function confusionTable(q: Quality & { task: 'classes' }): string {
  const width = Math.max(...q.classes.map((c) => c.length), String(q.rows).length);
  const line = (cells: readonly (string | number)[]) => cells.map((c) => String(c).padStart(width)).join('  ');
  return [
    `rows: what it is; columns: what the model says`,
    line(['', ...q.classes]),
    ...q.confusion.map((row, k) => line([q.classes[k]!, ...row])),
  ].join('\n');
}

async function run(modelPath: string, dataPath: string, { json }: { json?: boolean }, io: Io): Promise<void> {
  const { model, pipeline } = await openModel(modelPath);
  const { name } = pipeline.target;
  const whole = readCsv(await readDataBytes(dataPath), { source: sourceName(dataPath) });
  whole.column(name);
  const table = whole.withoutMissing(name);
  if (table.rows === 0) throw new TableError(`${whole.source}, column ${name}: no row has a value to compare with`);
  if (table.rows < whole.rows) say(io, leftOut(whole.rows - table.rows, name));
  for (const note of pipeline.encode(table.without(name)).notes) say(io, `note: ${note}`);
  const q = quality(model, pipeline, table);
  if (q.task === 'classes' && q.unknown) say(io, `note: ${unknownLine(q.unknown)}`);
  if (json) {
    io.out(`${JSON.stringify({ model: modelPath, target: name, ...q })}\n`);
    return;
  }
  io.out(harmless(`${qualityLine(q)}\n`));
  if (q.task === 'classes' && q.classes.length <= MOST_CLASSES) io.out(harmless(`${confusionTable(q)}\n`));
}

/** `nn evaluate`: how good a model is on rows whose answers are known. */
export const evaluateCommand = (io: Io): Command =>
  new Command('evaluate')
    .summary('how good a model is on a table with known answers')
    .description("Compares a model's answers with those in the table, and with what is reached without any model.")
    .argument('<model>', 'a file that nn train saved')
    .argument('<data>', "a CSV file with the columns of the training table and the target, or '-' for standard input")
    .option('--json', 'one machine-readable result')
    .addHelpText('before', examples.trimStart())
    .action((model: string, data: string, flags: { json?: boolean }) => run(model, data, flags, io));
