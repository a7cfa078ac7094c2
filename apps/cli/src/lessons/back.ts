import { halfSquaredError } from '@nn/loss';
import {
  type Candidate,
  compareTrainings,
  dense,
  network,
  type RuleName,
  type SentBack,
  sendBack,
  sigmoid,
} from '@nn/net';
import { sgd } from '@nn/optim';
import { Option } from 'commander';
import { numbers } from '../commands/numbers.js';
import { rows } from '../commands/rows.js';
import { shown } from '../telling/equations.js';
import type { Lesson } from '../telling/lesson.js';
import { eachElement, matrixText } from '../telling/matrices.js';
import { type Step, step } from '../telling/step.js';
import { UsageError } from '../terminal/errors.js';
import { activations } from '../training/recipe.js';
import { type TrainingSetName, trainingSets } from './samples.js';

interface BackFlags {
  readonly weights: readonly (readonly number[])[];
  readonly errors: readonly number[];
  readonly sums?: readonly number[];
  readonly activation: string;
  readonly train: TrainingSetName | 'none';
}

type Sent = Record<RuleName, SentBack>;

const written = (sent: SentBack) =>
  eachElement('back', {
    formula: sent.formula,
    values: sent.values as Record<string, typeof sent.error>,
    value: sent.error,
  });

const ahead = ({ weights, errors }: BackFlags, { transposed }: Sent): Step => {
  const n = weights.length;
  const e = matrixText({ rows: 1, cols: errors.length, data: errors });
  return step(
    { en: 'Forward', zh: '向前' },
    {
      en: `w_ij leads from input i to output j. The weights stand in a matrix W, a row for each input, and the outputs of a sample x (a row) come from the product x W.`,
      zh: '权重 w_ij 从输入 i 连到输出 j。所有权重排成矩阵 W，每个输入占一行；一个样本 x（一行）的输出由乘积 x W 得到。',
    },
    { equations: [['W', matrixText(transposed.rows.forward)]] },
    {
      en: `Each output has an error, e = ${e}. It may be target minus output, as the study notes write it, or output minus target, as a gradient has it: the sign is carried along unchanged. What is the error of the ${n === 1 ? 'input' : `${n} inputs`}?`,
      zh: `每个输出都有误差，e = ${e}。它可以是目标值减去输出值（笔记的写法），也可以是输出值减去目标值（梯度的写法）：符号原样传回去。那么${n === 1 ? '这个输入的' : `这 ${n} 个输入各自的`}误差是多少？`,
    },
  );
};

const shares = ({ proportional }: Sent): Step =>
  step(
    { en: 'By share', zh: '按份额分摊' },
    {
      en: 'Each output shares its error among the inputs by weight: input i gets w_ij, divided by the sum of the weights into output j. What comes from all outputs is added up.',
      zh: '每个输出把自己的误差按权重分给各个输入：输入 i 得到 w_ij 除以连到输出 j 的权重之和。来自所有输出的部分再加起来。',
    },
    written(proportional),
    proportional.error.data.some((v) => !Number.isFinite(v)) && {
      en: 'The weights into an output sum to 0 here, by which nothing can be divided: no share of it means anything.',
      zh: '这里连到某个输出的权重之和为 0，而 0 不能作除数：这样的份额没有意义。',
    },
  );

const transposed = (sent: Sent): Step =>
  step(
    { en: 'By the transposed weights', zh: '用转置权重矩阵' },
    {
      en: 'The denominators only change the scale of what comes from each output. Without them it is one product, with the transposed weight matrix:',
      zh: '分母只影响每个输出传回来的误差的大小。去掉分母，就只剩一个乘积，乘的是转置后的权重矩阵：',
    },
    written(sent.transposed),
  );

const exact = ({ gradient }: Sent, { activation }: BackFlags): Step => {
  const slope = gradient.values.slope!;
  return step(
    { en: 'By the gradient', zh: '用梯度' },
    {
      en: `The exact derivative multiplies the error by the slope of the activation (${activation}) at each output before it goes back:`,
      zh: `精确的导数在误差传回之前，还要先乘以每个输出处激活函数（${activation}）的斜率：`,
    },
    { equations: [['slope', matrixText(slope)]] },
    written(gradient),
    slope.data.every((v) => v === 1)
      ? {
          en: 'The slope is 1, so this is what the transposed weights gave. With --activation sigmoid the two part.',
          zh: '斜率是 1，所以结果和转置权重的做法完全一样。换成 --activation sigmoid，两者就不同了。',
        }
      : {
          en: 'Where the activation is linear its slope is 1, and the two are the same (--activation linear).',
          zh: '如果激活函数是线性的，斜率就是 1，两种做法的结果完全相同（--activation linear）。',
        },
  );
};

const notations = (sent: Sent): Step => {
  const table = (notation: 'rows' | 'columns', forward: string, backward: string) => ({
    head: [
      { en: 'rule', zh: '规则' },
      { en: `forward: ${forward}`, zh: `向前：${forward}` },
      { en: `back: ${backward}`, zh: `向后：${backward}` },
    ],
    rows: Object.values(sent).map((s) => [s.rule, matrixText(s[notation].forward), matrixText(s[notation].backward)]),
  });
  return step(
    { en: 'The two matrices beside each other', zh: '两个矩阵放在一起看' },
    { en: 'Here a sample is a row:', zh: '这里一个样本是一行：' },
    table('rows', 'x W', 'e B'),
    {
      en: 'In the study notes it is a column. There the matrix that leads back looks like ours that leads forward:',
      zh: '在笔记里一个样本是一列。那里向后的矩阵，看起来正是我们这里向前的矩阵：',
    },
    table('columns', 'Wᵀ x', 'Bᵀ e'),
  );
};

/** A network of sigmoid layers and a squared error, as the study notes have it, trained by each rule. */
async function trainings(name: TrainingSetName) {
  const { x, t, hidden, learningRate, ...options } = trainingSets[name]();
  const make = () => network({ inputs: x.cols, layers: [dense(hidden, sigmoid), dense(t.cols, sigmoid)], seed: 1 });
  const candidates: Record<RuleName, Candidate> = {
    proportional: { model: make(), rule: 'proportional' },
    transposed: { model: make(), rule: 'transposed' },
    gradient: { model: make(), rule: 'gradient' },
  };
  const outcomes = await compareTrainings(candidates, x, t, {
    loss: halfSquaredError(),
    optimizer: sgd({ learningRate }),
    ...options,
  });
  return { hidden, reach: options.reach, outcomes };
}

async function trained(name: TrainingSetName): Promise<{ data: object; steps: Step[] }> {
  const { hidden, reach, outcomes } = await trainings(name);
  const lines = Object.entries(outcomes).map(([rule, { epochs, accuracy, loss, reached }]) => ({
    rule,
    epochs: epochs.length,
    accuracy,
    loss,
    reached: reached !== undefined,
  }));
  return {
    data: { training: { data: name, reach, outcomes: lines } },
    steps: [
      step(
        { en: `Which of them learns? (${name})`, zh: `哪种规则学得会？（${name}）` },
        {
          en: `The same network of ${hidden} hidden units, all sigmoid, with the same first weights, learns ${name} by each rule. Training ends at an accuracy of ${reach}.`,
          zh: `同一个网络（${hidden} 个隐藏单元，全部使用 sigmoid），初始权重也相同，分别用三种规则学习 ${name}。准确率达到 ${reach} 就停止训练。`,
        },
        {
          head: [
            { en: 'rule', zh: '规则' },
            { en: 'epochs', zh: '轮数' },
            { en: 'accuracy', zh: '准确率' },
            { en: 'loss', zh: '损失' },
          ],
          rows: lines.map((l) => [
            l.rule,
            String(l.epochs),
            ...[l.accuracy, l.loss].map((v) => (v === undefined ? '–' : shown(v))),
          ]),
        },
        {
          en: 'Any rule that sends errors back in about the right direction can learn; only the gradient goes downhill for certain. The others may be fast, slow, or not arrive (try --train iris, --train digits).',
          zh: '只要误差大致沿着正确的方向传回去，网络就可能学会；但只有梯度能保证走下坡路。其余两种可能很快，可能很慢，也可能学不会（试试 --train iris 或 --train digits）。',
        },
      ),
    ],
  };
}

/** An error sent back through a layer, three ways. */
export const back: Lesson<BackFlags> = {
  name: 'back',
  summary: {
    en: 'Error back through a layer: by share, by the transposed weights, by the gradient',
    zh: '误差如何穿过一层传回去：按份额、用转置权重、用梯度',
  },
  examples: ['', '--weights "2,1;3,4" --errors 10,5', '--activation linear', '--train digits'],
  options: () => [
    new Option('--weights <rows>', 'a row for each input, a column for each output')
      .argParser(rows)
      .default([[2, 1], [3, 4]], '2,1;3,4'), // biome-ignore format: rows
    new Option('--errors <numbers>', 'the error of each output').argParser(numbers).default([10, 5], '10,5'),
    new Option('--sums <numbers>', 'what the activation was applied to; 0 each unless given').argParser(numbers),
    new Option('--activation <name>', 'of the outputs').choices(Object.keys(activations)).default('sigmoid'),
    new Option('--train <data>', 'what to train on by each rule')
      .choices([...Object.keys(trainingSets), 'none'])
      .default('xor'),
  ],
  tell: async (flags) => {
    const { weights, errors, sums = errors.map(() => 0), activation, train } = flags;
    const outputs = weights[0]!.length;
    for (const [name, { length }] of Object.entries({ '--errors': errors, '--sums': sums })) {
      if (length === outputs) continue;
      throw new UsageError(`${name} has ${length}, --weights has ${outputs} columns; expected one for each output`);
    }
    const sent = sendBack(weights, [errors], { activation: activations[activation]!, sums: [sums] });
    const training = train === 'none' ? undefined : await trained(train);
    const plain = Object.values(sent).map(({ rule, error, rows: inRows, columns }) => ({
      rule,
      error: error.toArray()[0],
      ...Object.fromEntries(
        Object.entries({ rows: inRows, columns }).map(([k, pair]) => [
          k,
          { forward: pair.forward.toArray(), backward: pair.backward.toArray() },
        ]),
      ),
    }));
    return {
      data: { weights, errors, sums, activation, rules: plain, ...training?.data },
      steps: [
        ahead(flags, sent),
        shares(sent),
        transposed(sent),
        exact(sent, flags),
        notations(sent),
        ...(training?.steps ?? []),
      ],
    };
  },
};
