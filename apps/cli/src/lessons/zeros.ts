import { binaryCrossEntropy, halfSquaredError } from '@nn/loss';
import {
  type Candidate,
  compareTrainings,
  dense,
  diagnose,
  evaluate,
  type Finding,
  fit,
  type Network,
  network,
  type RuleName,
  sigmoid,
  trace,
} from '@nn/net';
import { constant, glorot, he, type Initializer, normal, zeros as zero } from '@nn/net/init';
import { sgd } from '@nn/optim';
import { Option } from 'commander';
import { whole } from '../commands/numbers.js';
import { shown } from '../telling/equations.js';
import type { Lesson } from '../telling/lesson.js';
import { eachElement, matrixText, ofTrace } from '../telling/matrices.js';
import { type Step, step } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { type TrainingSet, type TrainingSetName, trainingSets } from './samples.js';

interface ZerosFlags {
  readonly data: TrainingSetName;
  readonly hidden: number;
}

interface Part {
  readonly data: object;
  readonly steps: readonly Step[];
}

const loss = halfSquaredError();

/** Two inputs, so many hidden units and one output, with the same first weights everywhere unless `on` says otherwise. */
const small = (hidden: number, init: Initializer, on = init): Network =>
  network({ inputs: 2, layers: [dense(hidden, sigmoid, { init }), dense(1, sigmoid, { init: on })] });
const [x, t] = [[[1, 0.5]], [[1]]];

/** What a finding says, in a word or two. */
const named: Readonly<Record<Finding['code'], Text>> = {
  identicalUnits: { en: 'twins', zh: '完全相同的单元' },
  noGradient: { en: 'no gradient', zh: '没有梯度' },
  undefinedGradient: { en: 'no finite gradient', zh: '梯度不是有限的数' },
  saturatedUnits: { en: 'flat activation', zh: '激活函数饱和' },
};

/** The hidden error of a network of zeros, under each rule. */
function fromZero({ hidden }: ZerosFlags): Part {
  const model = small(hidden, zero);
  const error = (rule: RuleName) => {
    const { layers, values } = trace(model, x, t, { loss, rule });
    return eachElement('e_0', ofTrace(layers[0]!.error, values));
  };
  const findings = Object.fromEntries(
    (['proportional', 'transposed', 'gradient'] as const).map((rule) => [rule, diagnose(model, x, t, { loss, rule })]),
  );
  return {
    data: { fromZero: findings },
    steps: [
      step(
        { en: 'All weights 0', zh: '所有权重都是 0' },
        {
          en: `A network of 2 inputs, ${hidden} hidden units and 1 output, all weights 0. What error e_0 reaches the hidden units? By share, 0 of a sum of 0, which is no number:`,
          zh: `一个网络有 2 个输入、${hidden} 个隐藏单元和 1 个输出，权重全部是 0。传回隐藏单元的误差 e_0 是多少？按份额分摊是 0 除以 0，没有意义：`,
        },
        error('proportional'),
        { en: 'By the transposed weights, 0:', zh: '用转置权重矩阵，是 0：' },
        error('transposed'),
        {
          en: 'By the gradient, 0 as well, for as long as the output weights are 0: the hidden layer gets nothing.',
          zh: '用梯度也是 0：只要输出层的权重还是 0，隐藏层就得不到任何梯度。',
        },
        error('gradient'),
      ),
    ],
  };
}

/** Weights that are equal, not 0, before and after some steps. */
async function twins({ hidden }: ZerosFlags): Promise<Part> {
  const model = small(hidden, constant(0.3));
  const weights = () => model.parameters[0]!.get();
  const rows: { steps: number; weights: number[][] }[] = [{ steps: 0, weights: weights().toArray() }];
  for (const epochs of [1, 9, 90]) {
    await fit(model, x, t, { loss, optimizer: sgd({ learningRate: 1 }), epochs });
    rows.push({ steps: rows.at(-1)!.steps + epochs, weights: weights().toArray() });
  }
  const written = (w: number[][]) => matrixText({ rows: w.length, cols: hidden, data: w.flat() });
  return {
    data: { twins: rows, findings: diagnose(model, x, t, { loss }) },
    steps: [
      step(
        { en: 'Equal weights', zh: '权重全部相等' },
        {
          en: 'Weights that are equal, but not 0, do learn. But every hidden unit computes the same, gets the same error and moves alike: they stay twins for ever, as good as one. W_0 has a column for each hidden unit:',
          zh: '权重相等但不是 0 时，网络能学习。可是每个隐藏单元算出的值相同，得到的误差相同，调整也相同：它们永远一模一样，等于只有一个单元。W_0 的每一列对应一个隐藏单元：',
        },
        {
          head: [{ en: 'steps', zh: '步数' }, 'W_0'],
          rows: rows.map(({ steps, weights: w }) => [String(steps), written(w)]),
        },
      ),
    ],
  };
}

/** A single layer that begins at 0, and learns to tell whether a number is positive. */
async function single(): Promise<Part> {
  const convex = binaryCrossEntropy();
  const [inputs, targets] = [
    [[-2], [-1], [1], [2]],
    [[0], [0], [1], [1]],
  ];
  const model = network({ inputs: 1, layers: [dense(1, sigmoid, { init: zero })] });
  const judged = () => evaluate(model, inputs, targets, { loss: convex });
  const rows = [{ steps: 0, ...judged() }];
  for (const epochs of [1, 9, 90]) {
    await fit(model, inputs, targets, { loss: convex, optimizer: sgd({ learningRate: 1 }), epochs });
    rows.push({ steps: rows.at(-1)!.steps + epochs, ...judged() });
  }
  return {
    data: { single: rows.map(({ steps, loss: value, accuracy }) => ({ steps, loss: value, accuracy })) },
    steps: [
      step(
        { en: 'A single layer may begin at 0', zh: '单层网络可以从 0 开始' },
        {
          en: 'There is no hidden layer to be cut off, and with a convex loss (binary cross-entropy) there is one minimum, which descent finds from anywhere, 0 included. Here a perceptron learns whether a number is positive:',
          zh: '单层网络没有隐藏层，不存在误差传不回去的问题；损失函数又是凸的（二元交叉熵），只有一个最小值，从哪里开始（包括从 0 开始）都能走到。下面的感知机学习判断一个数是不是正数：',
        },
        {
          head: [
            { en: 'steps', zh: '步数' },
            { en: 'loss', zh: '损失' },
            { en: 'accuracy', zh: '准确率' },
          ],
          rows: rows.map((r) => [String(r.steps), shown(r.loss), shown(r.accuracy!)]),
        },
      ),
    ],
  };
}

/** First weights of several sorts, trained on the same samples. */
async function sideBySide(name: TrainingSetName): Promise<Part> {
  const { x: inputs, t: targets, hidden, learningRate, ...options }: TrainingSet = trainingSets[name]();
  const inits = { zero, constant: constant(0.3), tooLarge: normal({ std: 30 }), glorot: glorot(), he: he() };
  const begins = (init: Initializer): Candidate => ({
    model: network({
      inputs: inputs.cols,
      layers: [dense(hidden, sigmoid, { init }), dense(targets.cols, sigmoid, { init })],
      seed: 1,
    }),
  });
  const candidates = Object.fromEntries(Object.entries(inits).map(([k, init]) => [k, begins(init)]));
  const outcomes = await compareTrainings(candidates, inputs, targets, {
    loss,
    optimizer: sgd({ learningRate }),
    ...options,
  });
  const sorts: Readonly<Record<string, Text>> = {
    zero: { en: 'zero', zh: '零' },
    constant: { en: 'constant 0.3', zh: '常数 0.3' },
    tooLarge: { en: 'too large', zh: '过大' },
    glorot: { en: 'glorot', zh: 'glorot' },
    he: { en: 'he', zh: 'he' },
  };
  const found = (findings: readonly Finding[], lang: keyof Text) => {
    const words = [...new Set(findings.map(({ code }) => named[code][lang]))];
    return words.length > 0 ? words.join(lang === 'en' ? ', ' : '、') : '–';
  };
  const lines = Object.entries(outcomes).map(([k, { findings, epochs, accuracy }]) => ({
    init: k,
    findings,
    epochs: epochs.length,
    accuracy,
  }));
  return {
    data: { initializers: { data: name, outcomes: lines } },
    steps: [
      step(
        { en: `First weights side by side (${name})`, zh: `各种初始权重的比较（${name}）` },
        {
          en: `One network, ${hidden} hidden units, begun in five ways, trained on ${name} until its accuracy is ${options.reach}. What the diagnosis finds before the first step:`,
          zh: `同一个网络，${hidden} 个隐藏单元，用五种方式初始化，在 ${name} 上训练，准确率达到 ${options.reach} 就停止。训练之前的诊断结果：`,
        },
        {
          head: [
            { en: 'first weights', zh: '初始权重' },
            { en: 'found', zh: '诊断' },
            { en: 'epochs', zh: '轮数' },
            { en: 'accuracy', zh: '准确率' },
          ],
          rows: lines.map((l) => [
            sorts[l.init]!,
            { en: found(l.findings, 'en'), zh: found(l.findings, 'zh') },
            String(l.epochs),
            l.accuracy === undefined ? '–' : shown(l.accuracy),
          ]),
        },
        outcomes.tooLarge!.findings.length === 0 && {
          en: 'Of the too large ones nothing is found, since each unit still answers to one sample or another. To most it hardly does, so they learn slowly, if at all.',
          zh: '“过大”没有诊断结果，因为每个单元总还对个别样本有反应；但对大多数样本，激活函数已经饱和，所以学得很慢，甚至学不会。',
        },
        {
          en: 'So weights begin at random, small enough for activations to answer, and large enough for signals to come through: glorot for sigmoid and tanh, he for ReLU.',
          zh: '所以权重要随机初始化：既要足够小，激活函数才不会饱和；又要足够大，信号才传得过去。sigmoid 和 tanh 用 glorot，ReLU 用 he。',
        },
      ),
    ],
  };
}

/** Why weights do not begin at 0. */
export const zeros: Lesson<ZerosFlags> = {
  name: 'zeros',
  summary: { en: 'First weights: why they must not be 0, nor equal', zh: '初始权重：为什么不能是 0，也不能全部相等' },
  examples: ['', '--hidden 3', '--data iris', '--data digits'],
  options: () => [
    new Option('--hidden <number>', 'hidden units of the small network').argParser(whole(2, 20)).default(2),
    new Option('--data <name>', 'what to train on from several first weights')
      .choices(Object.keys(trainingSets))
      .default('xor'),
  ],
  tell: async (flags) => {
    const parts = [fromZero(flags), await twins(flags), await single(), await sideBySide(flags.data)];
    return { data: Object.assign({}, ...parts.map(({ data }) => data)), steps: parts.flatMap(({ steps }) => steps) };
  },
};
