import { type Command, Option } from 'commander';
import { checkReplaceable } from '../export/check-replaceable.js';
import { formats } from '../export/formats.js';
import { UsageError } from '../terminal/errors.js';
import { writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { openNetwork } from '../training/model-file.js';
import { declared } from './declared.js';

interface ExportFlags {
  readonly to: string;
  readonly out?: string;
  readonly encoded?: boolean;
  readonly json?: boolean;
}

/** '812 bytes', '14.2 kB', '3.0 MB' */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function run(path: string, { to, out, encoded = false, json }: ExportFlags, io: Io): Promise<void> {
  if (encoded && to !== 'onnx')
    throw new UsageError(`--encoded is for --to onnx; expected it not to be there with --to ${to}`);
  const opened = await openNetwork(path);
  const { files, about, details } = await formats[to]!(opened, { source: path, out, encoded });
  for (const file of files) await checkReplaceable(file, path);
  for (const file of files) await writeWhole(file.path, file.content);
  const written = files.map((file) => ({ file: file.path, bytes: Buffer.byteLength(file.content) }));
  for (const { file, bytes } of written) {
    say(io, { en: `saved ${file} (${size(bytes)})`, zh: `已保存 ${file}（${size(bytes)}）` });
  }
  for (const line of about) say(io, line);
  if (json) io.out(jsonText({ model: path, to, files: written, ...details }));
}

/** `nn export`: a model for other runtimes. */
export const exportCommand = (io: Io): Command =>
  declared(io, 'export', {
    about: {
      en: 'Writes a model for other runtimes: as ONNX, as an ES module without dependencies with its types, or as weights for PyTorch with the Python that loads them. What is done to the columns of a table travels along.',
      zh: '把模型写成其他环境能用的样子：ONNX、不依赖任何东西的 ES 模块（附类型），或 PyTorch 的权重（附加载它的 Python 代码）。对表中各列的预处理一并带上。',
    },
    examples: [
      ['nn export iris.safetensors --to onnx', { en: 'iris.onnx', zh: 'iris.onnx' }],
      ['nn export iris.safetensors --to module', { en: 'iris.js and iris.d.ts', zh: 'iris.js 和 iris.d.ts' }],
      [
        'nn export iris.safetensors --to pytorch',
        { en: 'iris.pt.safetensors and iris_torch.py', zh: 'iris.pt.safetensors 和 iris_torch.py' },
      ],
      ['nn export iris.safetensors --to module --out site/predict.mjs'],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .addOption(
      new Option('--to <format>', io.tell({ en: 'the format', zh: '格式' }))
        .choices(Object.keys(formats))
        .makeOptionMandatory(),
    )
    .option(
      '--out <file>',
      io.tell({
        en: 'where to write it (by default: the name of the model, in this folder)',
        zh: '写到哪里（默认：模型的名字，在当前文件夹）',
      }),
    )
    .option(
      '--encoded',
      io.tell({
        en: 'with onnx: only the network, which takes numbers as the preprocessing makes them',
        zh: '与 onnx 一起用：只要网络本身，输入是预处理之后的数',
      }),
    )
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }))
    .action((model: string, flags: ExportFlags) => run(model, flags, io));
