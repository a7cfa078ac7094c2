import type { Command } from 'commander';
import type { Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';

/** A command of `nn`: what it is called, and where the rest of it is, which is read only when it is asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: Text;
  readonly load: () => Promise<(io: Io) => Command>;
}

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'train',
    summary: { en: 'train a network on a table', zh: '用一张表训练网络' },
    load: async () => (await import('./train.js')).trainCommand,
  },
  {
    name: 'predict',
    summary: { en: 'an answer for each row of a table', zh: '为表中每一行给出答案' },
    load: async () => (await import('./predict.js')).predictCommand,
  },
  {
    name: 'evaluate',
    summary: { en: 'how good a model is on a table with known answers', zh: '用已知答案的表检验模型' },
    load: async () => (await import('./evaluate.js')).evaluateCommand,
  },
  {
    name: 'inspect',
    summary: { en: 'what is in a model file', zh: '查看模型文件的内容' },
    load: async () => (await import('./inspect.js')).inspectCommand,
  },
  {
    name: 'tune',
    summary: { en: 'search for the recipe that suits a table', zh: '为一张表寻找合适的训练设置' },
    load: async () => (await import('./tune.js')).tuneCommand,
  },
  {
    name: 'doctor',
    summary: {
      en: 'what is wrong with a table or a training, and what to do',
      zh: '检查表、训练设置和训练过程有什么问题，该怎么办',
    },
    load: async () => (await import('./doctor.js')).doctorCommand,
  },
  {
    name: 'plot',
    summary: { en: 'pictures of what a model has learnt and how good it is', zh: '画出模型学到了什么、有多好' },
    load: async () => (await import('./plot.js')).plotCommand,
  },
  {
    name: 'trace',
    summary: { en: 'one training step for a row of a table, number by number', zh: '用表中一行逐数展示一步训练' },
    load: async () => (await import('./trace.js')).traceCommand,
  },
  {
    name: 'check',
    summary: { en: 'a gradient check of a model, or of your own module', zh: '检查模型或自己模块的梯度' },
    load: async () => (await import('./check.js')).checkCommand,
  },
  {
    name: 'export',
    summary: { en: 'a model as ONNX, as an ES module, or for PyTorch', zh: '把模型导出为 ONNX、ES 模块或 PyTorch' },
    load: async () => (await import('./export.js')).exportCommand,
  },
  {
    name: 'digits',
    summary: {
      en: 'a first training: 1,797 handwritten digits that come along',
      zh: '第一次训练：自带的 1,797 个手写数字',
    },
    load: async () => (await import('./digits.js')).digitsCommand,
  },
  {
    name: 'lesson',
    summary: { en: 'what happens inside a network, step by step', zh: '一步一步看网络内部发生了什么' },
    load: async () => (await import('./lesson.js')).lessonCommand,
  },
  {
    name: 'serve',
    summary: { en: 'answers over HTTP, and a form to ask', zh: '通过 HTTP 提供预测，并附带表单' },
    load: async () => (await import('./serve.js')).serveCommand,
  },
  {
    name: 'init',
    summary: { en: 'a small TypeScript project around your table', zh: '围绕你的表生成一个小的 TypeScript 项目' },
    load: async () => (await import('./init.js')).initCommand,
  },
  {
    name: 'completion',
    summary: { en: 'has your shell complete commands, options and columns', zh: '让 shell 补全命令、选项和列名' },
    load: async () => (await import('./completion.js')).completionCommand,
  },
];
