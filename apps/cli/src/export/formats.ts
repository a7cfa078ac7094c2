import { basename } from 'node:path';
import type { Text } from '../telling/text.js';
import { UsageError } from '../terminal/errors.js';
import { count } from '../terminal/words.js';
import type { OpenedNetwork } from '../training/model-file.js';
import { MODULE_MARK } from './module/to-module.js';
import { OPSET, type Port } from './onnx/graph.js';
import { SNIPPET_MARK } from './pytorch/snippet.js';

/** A file to be written, and how a file begins that may be replaced by it: one that was written so before. */
export interface ExportedFile {
  readonly path: string;
  readonly content: Uint8Array | string;
  readonly mark: string;
}

/** What a model became: files, what is said of them at the end, and the same for programs. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly about: readonly (string | Text)[];
  readonly details: object;
}

/** What is asked for. */
export interface Request {
  /** The name of the model's file. */
  readonly source: string;
  readonly out: string | undefined;
  readonly encoded: boolean;
}

/** The name of a model without what stands behind it. */
const stem = (source: string) => basename(source).replace(/(\.pt)?\.safetensors$/, '');

/** Throws UsageError where a file is not called as the format needs it. */
function checkEnding(path: string, endings: readonly string[], what: string): void {
  if (endings.some((ending) => path.endsWith(ending) && basename(path) !== ending)) return;
  throw new UsageError(`--out ${path}: expected the name of ${what}, which ends in ${endings.join(' or ')}`);
}

/** Longer lists of columns are cut; the file has all. */
const LONGEST = 120;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const portLine = ({ name, type, dims, about }: Port) =>
  `${name} (${type}, ${dims.map((d) => (d === 'batch' ? 'n' : d)).join(' x ')}): ${cut(about)}`;

async function onnx(opened: OpenedNetwork, { source, out, encoded }: Request): Promise<Exported> {
  const { toOnnx } = await import('./onnx/to-onnx.js');
  const path = out ?? `${stem(source)}.onnx`;
  checkEnding(path, ['.onnx'], 'an ONNX file');
  const { file, inputs, outputs } = toOnnx(opened, { encoded });
  return {
    files: [{ path, content: file, mark: '\u0008\u0008\u0012\u0002nn' }],
    about: [
      ...inputs.map((port): Text => ({ en: `takes ${portLine(port)}`, zh: `输入 ${portLine(port)}` })),
      ...outputs.map((port): Text => ({ en: `gives ${portLine(port)}`, zh: `输出 ${portLine(port)}` })),
      opened.pipeline && !encoded
        ? {
            en: 'columns are taken as they stand in the table: standardizing and the like is part of it (--encoded: the network alone)',
            zh: '列按表中原样输入：标准化等预处理已包含在内（--encoded：只导出网络本身）',
          }
        : {
            en: 'it is the network alone: what is done to columns before it is not part of it',
            zh: '这里只有网络本身：对列的预处理不包含在内',
          },
    ],
    details: { opset: OPSET, inputs, outputs },
  };
}

async function module(opened: OpenedNetwork, { source, out }: Request): Promise<Exported> {
  const { toModule } = await import('./module/to-module.js');
  const path = out ?? `${stem(source)}.js`;
  checkEnding(path, ['.js', '.mjs'], 'an ES module');
  const { code, types } = toModule(opened, basename(source));
  const parameters = opened.model.memory.length;
  return {
    files: [
      { path, content: code, mark: MODULE_MARK },
      { path: path.replace(/\.(m?)js$/, '.d.$1ts'), content: types, mark: MODULE_MARK },
    ],
    about: [
      {
        en: `it needs nothing else: import { predict } from './${basename(path)}'; its answers are those of nn predict, to the bit`,
        zh: `它不需要别的东西：import { predict } from './${basename(path)}'；它的答案与 nn predict 每一位都相同`,
      },
    ],
    details: { parameters },
  };
}

async function pytorch(opened: OpenedNetwork, { source, out }: Request): Promise<Exported> {
  const { toPytorch } = await import('./pytorch/to-pytorch.js');
  const path = out ?? `${stem(source)}.pt.safetensors`;
  checkEnding(path, ['.safetensors'], 'a file of tensors');
  // A module of Python is named by letters, digits and underscores.
  const code = path.replace(/[^/\\]*$/, (name) => `${stem(name).replace(/\W/g, '_')}_torch.py`);
  const made = toPytorch(opened, { source: basename(source), weights: basename(path) });
  const modules = count(opened.model.layers.length, 'layer');
  return {
    files: [
      { path, content: made.weights, mark: '{"__metadata__":{"format":"pt","by":"nn export"}' },
      { path: code, content: made.code, mark: SNIPPET_MARK },
    ],
    about: [
      {
        en: `${modules} as an nn.Sequential; to load it: pip install torch safetensors, and python3 ${basename(code)}${opened.pipeline ? ' new.csv' : ''}`,
        zh: `写成 nn.Sequential；加载它：pip install torch safetensors，然后 python3 ${basename(code)}${opened.pipeline ? ' new.csv' : ''}`,
      },
    ],
    details: { layers: opened.model.layers.length },
  };
}

/** The formats by the names that `--to` takes. */
export const formats: Readonly<Record<string, (opened: OpenedNetwork, request: Request) => Promise<Exported>>> = {
  onnx,
  module,
  pytorch,
};
