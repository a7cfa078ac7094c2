import { activations, losses, optimizers } from '../training/recipe.js';
import { dataSettings } from './data-settings.js';
import { batch, choice, count, fromZero, part, positive, sizes, text, whole } from './kinds.js';
import type { Setting } from './setting.js';

/** What is to be learnt, and where it is kept. */
const task: readonly Setting[] = [
  {
    name: 'target',
    flags: '--target <column>',
    about: { en: 'the column to predict (required)', zh: '要预测的列（必需）' },
    kind: text,
  },
  {
    name: 'task',
    flags: '--task <kind>',
    about: { en: 'what the target is, if not what its values look like', zh: '目标是什么，如果与它的值看上去不同' },
    kind: choice(['classes', 'number']),
  },
  {
    name: 'model',
    flags: '--model <file>',
    about: {
      en: 'where to save it (by default: the name of the data, .safetensors)',
      zh: '保存到哪里（默认：数据的名字加 .safetensors）',
    },
    kind: text,
  },
];

/** What decides a training besides the data. */
const recipe: readonly Omit<Setting, 'group'>[] = [
  {
    name: 'hidden',
    flags: '--hidden <sizes>',
    about: {
      en: 'units of the hidden layers, such as 64,32 (by default 128); none for a linear model',
      zh: '各隐藏层的单元数，如 64,32（默认 128）；none 表示线性模型',
    },
    kind: sizes,
  },
  {
    name: 'activation',
    flags: '--activation <name>',
    about: { en: 'of the hidden layers, relu by default', zh: '隐藏层的激活函数，默认 relu' },
    kind: choice(Object.keys(activations)),
  },
  {
    name: 'loss',
    flags: '--loss <name>',
    about: { en: 'what is made small', zh: '要减小的损失' },
    kind: choice(Object.keys(losses)),
  },
  {
    name: 'optimizer',
    flags: '--optimizer <name>',
    about: { en: 'how the weights are moved', zh: '权重怎样更新' },
    kind: choice(Object.keys(optimizers)),
  },
  {
    name: 'learningRate',
    flags: '--learning-rate <number>',
    about: { en: 'how far a step goes (by default 0.001)', zh: '每步走多远（默认 0.001）' },
    kind: positive,
  },
  {
    name: 'batchSize',
    flags: '--batch-size <number>',
    about: { en: "samples for each update: a number, 1 or 'all'", zh: '每次更新用多少样本：一个数、1 或 all' },
    kind: batch,
  },
  {
    name: 'epochs',
    flags: '--epochs <number>',
    about: { en: 'at most so many rounds', zh: '最多多少轮' },
    kind: count,
  },
  {
    name: 'patience',
    flags: '--patience <number>',
    about: { en: 'stop when so many epochs brought nothing', zh: '多少轮没有进步就停止' },
    kind: count,
  },
  {
    name: 'weightDecay',
    flags: '--weight-decay <number>',
    about: { en: 'how strongly weights are kept small', zh: '多大程度上使权重保持较小' },
    kind: fromZero,
  },
  {
    name: 'validation',
    flags: '--validation <part>',
    about: {
      en: 'part of the rows held back to judge by (by default 0.2); 0 for none',
      zh: '留出多大一部分行来检验（默认 0.2）；0 表示不留',
    },
    kind: part,
  },
  {
    name: 'seed',
    flags: '--seed <number>',
    about: { en: 'decides everything that is random (by default 0)', zh: '决定一切随机的东西（默认 0）' },
    kind: whole,
  },
];

/** What is to be learnt, and how. */
export const trainingSettings: readonly Setting[] = [
  ...task,
  ...recipe.map((setting): Setting => ({ ...setting, group: 'Recipe:' })),
];

/** All of them, with how the table is read, in the order of help and of what `--print-config` prints. */
export const settings: readonly Setting[] = [...trainingSettings, ...dataSettings];
