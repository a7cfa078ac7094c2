import { type Table, TableError, tally } from '@nn/data';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { openTables } from '../data/open-table.js';
import { type AnsweredFlags, answeredOptions } from '../data/options.js';
import { Interrupted } from '../terminal/errors.js';
import { harmless, type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { leftOut, note } from '../terminal/words.js';
import { mergedQuality } from '../training/merged-quality.js';
import { type OpenedModel, openModel } from '../training/model-file.js';
import { knowsNone, type Quality, qualityLine, qualityOfPart, unknownLine } from '../training/quality.js';
import { declared } from './declared.js';

/** A confusion matrix of more classes is wider than a terminal; --json has it. */
const MOST_CLASSES = 20;

const widest = (cells: readonly string[]) => Math.max(...cells.map((cell) => stringWidth(cell)));
const padded = (cell: string, width: number) => ' '.repeat(width - stringWidth(cell)) + cell;

/** Counts under their heads, with a name before each row. */
function matrixLines(heads: readonly string[], names: readonly string[], counts: readonly (readonly number[])[]) {
  const first = widest(names);
  const width = widest([...heads, ...counts.flat().map(String)]);
  const line = (name: string, cells: readonly string[]) =>
    [padded(name, first), ...cells.map((cell) => padded(cell, width))].join('  ');
  return [line('', heads), ...counts.map((row, k) => line(names[k]!, row.map(String)))];
}

/** The counts of a confusion matrix, with the classes beside and above; where these are too wide, their numbers are above. */
function confusionTable({ classes, confusion }: Quality & { task: 'classes' }, io: Io): string {
  const named = matrixLines(classes, classes, confusion);
  const numbers = classes.map((_, k) => String(k + 1));
  const numbered = matrixLines(
    numbers,
    classes.map((name, k) => `${name} ${k + 1}`),
    confusion,
  );
  const asNamed = widest(named) <= Math.max(io.width, widest(numbered));
  return [
    io.tell({ en: 'rows: what it is; columns: what the model says', zh: '行：实际的类别；列：模型说的类别' }),
    ...(asNamed ? named : numbered),
  ].join('\n');
}

interface EvaluateFlags extends AnsweredFlags {
  readonly json?: boolean;
}

/** The quality on a table that comes in parts, of which none is kept. */
async function qualityOf({ model, pipeline }: OpenedModel, parts: AsyncIterable<Table>, io: Io): Promise<Quality> {
  const { name } = pipeline.target;
  const counts = tally();
  let [rows, source] = [0, ''];
  let q: Quality | undefined;
  let unknown: Table | undefined;
  for await (const whole of parts) {
    if (io.signal.aborted) throw new Interrupted('stopped');
    whole.column(name);
    const table = whole.withoutMissing(name, counts);
    rows += whole.rows;
    source = whole.source;
    if (table.rows === 0) continue;
    const part = qualityOfPart(model, pipeline, table, counts);
    if (knowsNone(part)) unknown ??= table.select([0]);
    q = q ? mergedQuality(q, part) : part;
  }
  if (!q) throw new TableError(`${source}, column ${name}: no row has a value to compare with`);
  if (q.rows < rows) say(io, note(leftOut(rows - q.rows, name)));
  for (const said of counts.notes) say(io, note(said));
  // This says which class it is that was not there.
  if (knowsNone(q)) pipeline.encode(unknown!);
  if (q.task === 'classes' && q.unknown) say(io, note(unknownLine(q.unknown)));
  return q;
}

async function run(
  modelPath: string,
  dataPath: string,
  { json, format, delimiter, quote, header, labels }: EvaluateFlags,
  io: Io,
): Promise<void> {
  const opened = await openModel(modelPath);
  const { name } = opened.pipeline.target;
  const reading = { ...opened.pipeline.reading, format, delimiter, quote, header };
  const q = await qualityOf(opened, openTables(dataPath, reading, { labels }), io);
  if (json) {
    io.out(jsonText({ model: modelPath, target: name, ...q }));
    return;
  }
  io.out(harmless(`${io.tell(qualityLine(q))}\n`));
  if (q.task === 'classes' && q.classes.length <= MOST_CLASSES) io.out(harmless(`${confusionTable(q, io)}\n`));
}

/** `nn evaluate`: how good a model is on rows whose answers are known. */
export function evaluateCommand(io: Io): Command {
  const command = declared(io, 'evaluate', {
    about: {
      en: "Compares a model's answers with those in the table, and with what is reached without any model.",
      zh: '把模型的答案与表中的答案比较，也与不用模型能达到的结果比较。',
    },
    examples: [
      ['nn evaluate iris.safetensors iris-test.csv'],
      ['nn evaluate iris.safetensors iris-test.csv --json', { en: 'for programs', zh: '供程序读取' }],
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
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  for (const option of answeredOptions(io)) command.addOption(option);
  return command.action((model: string, data: string, flags: EvaluateFlags) => run(model, data, flags, io));
}
