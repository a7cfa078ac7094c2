import { basename } from 'node:path';
import { nearest, type Table } from '@nn/data';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { openTableFor } from '../data/open-table.js';
import { type AnsweredFlags, answeredOptions } from '../data/options.js';
import type { PictureName } from '../plot/picture.js';
import { UsageError } from '../terminal/errors.js';
import { checkWritable, writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { note } from '../terminal/words.js';
import { type OpenedModel, openModel } from '../training/model-file.js';
import { declared } from './declared.js';

/** The pictures by name: here too, so that help need not load what draws them. */
const NAMES: readonly PictureName[] = [
  'loss',
  'confusion',
  'roc',
  'calibration',
  'residuals',
  'importance',
  'boundary',
  'weights',
];

function pictures(text: string): PictureName[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  for (const name of names) {
    if (NAMES.some((known) => known === name)) continue;
    const near = nearest(name, NAMES);
    const hint = near === undefined ? `expected some of ${NAMES.join(', ')}` : `did you mean '${near}'?`;
    throw new InvalidArgumentError(`there is no picture '${name}'; ${hint}`);
  }
  return names as PictureName[];
}

interface PlotFlags extends AnsweredFlags {
  readonly what?: readonly PictureName[];
  readonly out?: string;
  readonly png?: boolean;
  readonly theme: 'light' | 'dark';
  readonly report?: string;
  readonly json?: boolean;
}

/** The page of `--report`, written where it was asked for. */
async function writeReport(
  path: string,
  { name, table, ...opened }: OpenedModel & { name: string; table: Table | undefined },
  io: Io,
): Promise<void> {
  if (path !== '-') await checkWritable(path, name);
  const { report } = await import('../report/report.js');
  const judged = table && { ...opened, rows: table };
  const page = await report({ ...opened, io, name: basename(name), judged, table });
  if (path === '-') {
    io.out(page);
    return;
  }
  await writeWhole(path, page);
  say(io, { en: `wrote ${path}`, zh: `已写入 ${path}` });
}

async function run(modelPath: string, dataPath: string | undefined, flags: PlotFlags, io: Io): Promise<void> {
  const { what, out, png, theme, report, json } = flags;
  const toOutput = out === '-' ? '--out -' : report === '-' ? '--report -' : undefined;
  if (json && toOutput) throw new UsageError(`--json and ${toOutput}: both write to standard output; choose one`);
  const opened = await openModel(modelPath);
  const table = dataPath === undefined ? undefined : (await openTableFor(opened.pipeline, dataPath, flags)).table;
  if (report !== undefined) {
    await writeReport(report, { ...opened, name: modelPath, table }, io);
    if (json) io.out(jsonText({ model: modelPath, report }));
    return;
  }
  const { judge } = await import('../plot/judged.js');
  const judged = table && judge(opened.model, opened.pipeline, table);
  for (const said of judged?.notes ?? []) say(io, note(said));
  const { writePictures } = await import('../plot/files.js');
  const files = await writePictures({ ...opened, judged, tell: io.tell }, { modelPath, what, out, png, theme }, io);
  if (json) io.out(jsonText({ model: modelPath, files }));
}

/** `nn plot`: pictures of a model. */
export function plotCommand(io: Io): Command {
  const command = declared(io, 'plot', {
    about: {
      en: 'Draws what a model has learnt and how good it is, as SVG: by default every picture that can be made, each in a file of its own in this folder.',
      zh: '把模型学到了什么、有多好画成 SVG：默认画出所有能画的图，每张图一个文件，放在当前文件夹。',
    },
    examples: [
      ['nn plot iris.safetensors test.csv', { en: 'every picture that can be made', zh: '画出所有能画的图' }],
      ['nn plot iris.safetensors --what loss,weights', { en: 'some need no data', zh: '有些图不需要数据' }],
      ['nn plot iris.safetensors test.csv --what roc --out - > roc.svg'],
      ['nn plot iris.safetensors test.csv --out pictures/ --png --theme dark'],
      [
        'nn plot iris.safetensors test.csv --report iris.html',
        { en: 'one page with all of it', zh: '一个包含全部内容的网页' },
      ],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .argument(
      '[data]',
      io.tell({
        en: "a table with known answers to judge by, or '-' for standard input",
        zh: '带有已知答案、用来检验的表，或用 - 表示标准输入',
      }),
    )
    .addOption(
      new Option(
        '--what <pictures>',
        io.tell({ en: `some of ${NAMES.join(',')}`, zh: `选择其中几种：${NAMES.join(',')}` }),
      ).argParser(pictures),
    )
    .option(
      '--out <path>',
      io.tell({
        en: "a file for one picture, a folder for several, or '-' for standard output",
        zh: '一张图写入文件，多张图写入文件夹，或用 - 表示标准输出',
      }),
    )
    .option(
      '--png',
      io.tell({
        en: 'PNG instead of SVG (needs @resvg/resvg-js; for Chinese text a Chinese font)',
        zh: '输出 PNG 而不是 SVG（需要 @resvg/resvg-js；中文需要本机有中文字体）',
      }),
    )
    .addOption(
      new Option('--theme <theme>', io.tell({ en: 'the colours', zh: '配色' }))
        .choices(['light', 'dark'])
        .default('light'),
    )
    .addOption(
      new Option(
        '--report <file>',
        io.tell({
          en: "instead, one HTML page with every picture, the recipe and the data; '-' for standard output",
          zh: '改为写一个 HTML 网页，包含所有图、训练设置和数据概况；- 表示标准输出',
        }),
      ).conflicts(['what', 'out', 'png']),
    )
    .option('--json', io.tell({ en: 'list the files as one machine-readable result', zh: '以机器可读的形式列出文件' }));
  for (const option of answeredOptions(io)) command.addOption(option);
  return command.action((model: string, data: string | undefined, flags: PlotFlags) => run(model, data, flags, io));
}
