import type { Feature, Target } from '@nn/data';
import type { SampleShape } from '@nn/net';
import type { Command } from 'commander';
import type { Text } from '../telling/text.js';
import { harmless, type Io } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { readable } from '../terminal/readable.js';
import { count, listed, short } from '../terminal/words.js';
import { type OpenedModel, openModel } from '../training/model-file.js';
import { declared } from './declared.js';

/** ' + 0.025' or ' - 0.025'. */
const plus = (value: number) => (value < 0 ? ` - ${short(-value)}` : ` + ${short(value)}`);

const featureLine = (f: Feature): Text =>
  f.kind === 'number'
    ? {
        en: `${f.name}: number, (value${plus(-f.mean)}) / ${short(f.std)}`,
        zh: `${f.name}：数，（值${plus(-f.mean)}）/ ${short(f.std)}`,
      }
    : { en: `${f.name}: one of ${listed(f.categories)}`, zh: `${f.name}：${listed(f.categories)} 之一` };

const targetLine = (t: Target): Text =>
  t.kind === 'number'
    ? {
        en: `${t.name}: number, output × ${short(t.std)}${plus(t.mean)}`,
        zh: `${t.name}：数，输出 × ${short(t.std)}${plus(t.mean)}`,
      }
    : { en: `${t.name}: one of ${listed(t.classes)}`, zh: `${t.name}：${listed(t.classes)} 之一` };

/** '28 x 28 x 1', or '784'. */
const size = (shape: SampleShape) => (typeof shape === 'number' ? String(shape) : shape.join(' x '));

function describe({ model, pipeline, metadata }: OpenedModel) {
  let shape = model.inputShape;
  const layers = model.layers.map((layer, i) => {
    const inputs = shape;
    shape = layer.outputs(shape);
    const parameters = model.parameters
      .filter((p) => p.name.startsWith(`layers.${i}.`))
      .reduce((n, p) => n + p.length, 0);
    return { kind: layer.kind, inputs, outputs: shape, activation: layer.activation?.name, parameters };
  });
  return { ...metadata, layers, parameters: model.memory.length, ...pipeline.toJSON() };
}

async function run(path: string, { json }: { json?: boolean }, io: Io): Promise<void> {
  const opened = await openModel(path);
  const description = describe(opened);
  if (json) {
    io.out(jsonText(description));
    return;
  }
  const rest = readable(opened.metadata);
  const lines = [
    io.tell({
      en: `layers (${count(description.parameters, 'parameter')})`,
      zh: `各层（${description.parameters} 个参数）`,
    }),
    ...description.layers.map(
      (l, i) =>
        `  ${i}  ${l.kind} ${size(l.inputs)} -> ${size(l.outputs)}${l.activation ? `, ${l.activation}` : ''}  ${io.tell({ en: count(l.parameters, 'parameter'), zh: `${l.parameters} 个参数` })}`,
    ),
    io.tell({ en: 'columns it reads', zh: '它读的列' }),
    ...opened.pipeline.features.map((f) => `  ${io.tell(featureLine(f))}`),
    io.tell({ en: 'what it predicts', zh: '它预测什么' }),
    `  ${io.tell(targetLine(opened.pipeline.target))}`,
    ...(rest.length > 0 ? [io.tell({ en: 'how it was made', zh: '它是怎样得到的' }), ...rest] : []),
  ];
  io.out(harmless(`${lines.join('\n')}\n`));
}

/** `nn inspect`: what is in a model file. */
export const inspectCommand = (io: Io): Command =>
  declared(io, 'inspect', {
    about: {
      en: 'Shows the layers of a model, the columns it reads and how, what it predicts, and how it was made.',
      zh: '显示模型的各层、它读哪些列以及怎样读、它预测什么、它是怎样得到的。',
    },
    examples: [
      ['nn inspect iris.safetensors'],
      ['nn inspect iris.safetensors --json', { en: 'all of it, for programs', zh: '全部内容，供程序读取' }],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }))
    .action((model: string, flags: { json?: boolean }) => run(model, flags, io));
