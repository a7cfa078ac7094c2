import { text } from '@nn/formula';
import { random } from '@nn/matrix';
import { computed } from '@nn/net';
import { compareDescents } from '@nn/optim';
import { Option } from 'commander';
import { positive, whole } from '../commands/numbers.js';
import { equation, shown, shownList } from '../telling/equations.js';
import type { Lesson } from '../telling/lesson.js';
import { type Step, step, type Table } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { count } from '../terminal/words.js';
import { descents, last, type Run, type Runs, summary } from './descents.js';
import { best, given, gradient, line, loss, lossAt, type Points } from './line.js';
import { optima } from './optima.js';

interface BatchesFlags {
  readonly samples: number;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
  readonly seeds: number;
}

/** The weight that the samples are made with, the noise on them, and where the descents begin. */
const [WEIGHT, NOISE, START] = [3, 0.1, 5];

/** Samples of the line, with noise on their targets. */
function samplesOf({ samples, seed }: BatchesFlags): Points {
  const rng = random(seed);
  const x = [...rng.uniform(samples, 1, { dtype: 'f64' }).data];
  const noise = rng.normal(samples, 1, { std: NOISE, dtype: 'f64' });
  return { x, t: x.map((value, i) => line({ w: WEIGHT, x: value }) + noise.data[i]!) };
}

function data(points: Points, { samples, learningRate }: BatchesFlags): Step {
  return step(
    { en: 'The samples', zh: '样本' },
    {
      en: `${samples} samples of a line with w = ${WEIGHT}, with noise on their targets t. All descents begin at w = ${START}, with a learning rate of ${shown(learningRate)}.`,
      zh: `${samples} 个样本取自一条直线，w = ${WEIGHT}，目标值 t 带有噪声。所有下降都从 w = ${START} 开始，学习率都是 ${shown(learningRate)}。`,
    },
    {
      equations: [
        ['y', text(line)],
        ['x', shownList(points.x)],
        ['t', shownList(points.t)],
      ],
    },
    {
      en: 'The loss is half the squared error, the mean over the samples. At the start:',
      zh: '损失是误差平方的一半，对所有样本取平均。起点处的损失：',
    },
    equation('loss', computed(loss, { w: START, ...given(points) })),
    {
      en: 'Its gradient is a mean over samples too, so it can be taken of all of them, or of a few:',
      zh: '它的梯度也是对样本取的平均值，所以可以用全部样本来算，也可以只用其中几个：',
    },
    { equations: [['gradient', text(gradient)]] },
  );
}

const cell = (value: number | undefined) => (value === undefined ? '–' : shown(value));

function threeDescents(runs: Runs, points: Points, { samples, epochs, seed }: BatchesFlags): Step {
  const rows = summary(runs);
  const times = (lang: keyof Text) =>
    rows.map((r) => `${descents[r.descent][lang]} ${shown(Number((1000 * r.seconds).toPrecision(2)))}`);
  const answer = best(given(points)) as number;
  return step(
    { en: 'Three descents', zh: '三种下降' },
    {
      en: `An epoch sees each sample once. Batch descent makes one update of it, from all ${samples} samples; stochastic descent one from each sample; mini-batch descent one from every ${runs.miniBatch.batchSize}. The order is random (seed ${seed}), and the same for these two. After ${count(epochs, 'epoch')}:`,
      zh: `一轮把每个样本看一遍。批量下降看完全部 ${samples} 个样本才更新一次；随机下降每看一个样本更新一次；小批量下降每看 ${runs.miniBatch.batchSize} 个更新一次。样本的顺序是随机的（种子 ${seed}），后两种用同一个顺序。走完 ${epochs} 轮：`,
    },
    {
      head: [
        { en: 'descent', zh: '下降' },
        { en: 'updates', zh: '更新次数' },
        { en: 'samples seen', zh: '看过的样本' },
        { en: 'loss, epoch 1', zh: '第 1 轮后的损失' },
        { en: 'loss, end', zh: '最终损失' },
        'w',
      ],
      rows: rows.map((r) => [
        descents[r.descent],
        String(r.updates),
        String(r.samples),
        cell(r.afterFirstEpoch),
        shown(r.loss),
        shown(r.w),
      ]),
    },
    rows.some((r) => r.samples < samples * epochs) && {
      en: 'Where samples are missing, the loss grew until no number could hold it: the learning rate is too large.',
      zh: '看过的样本不够数，是因为损失大到无法表示，只好中途停下：学习率太大了。',
    },
    {
      en: `No w meets all samples: the least loss there is ${shown(lossAt(answer, points))}, at w = ${shown(answer)}.`,
      zh: `没有哪个 w 能让直线经过所有样本：最小的损失是 ${shown(lossAt(answer, points))}，在 w = ${shown(answer)} 处。`,
    },
    {
      en: `Milliseconds of computing, on this machine and this time: ${times('en').join(', ')}. An update from many samples takes longer than one from a few, but not in proportion to them.`,
      zh: `这一次在这台机器上的计算时间（毫秒）：${times('zh').join('，')}。样本多，更新一次就慢一些，但并不与样本数成正比。`,
    },
  );
}

/** Numbers in order, each once, none above the last that counts. */
const marks = (most: number, ...numbers: readonly number[]) =>
  [...new Set([...numbers, most])].filter((n) => n <= most).sort((a, b) => a - b);

function lossTable(
  runs: Runs,
  what: Text,
  rows: readonly number[],
  at: (run: Run, mark: number) => number | undefined,
): Table {
  return {
    head: [what, ...Object.values(descents)],
    rows: rows.map((mark) => [String(mark), ...Object.values(runs).map((run) => cell(at(run, mark)))]),
  };
}

function sideBySide(runs: Runs, start: number, { samples, epochs }: BatchesFlags): Step {
  const sizes = Object.values(runs).map((run) => run.updates.length);
  const perUpdate = lossTable(
    runs,
    { en: 'updates', zh: '更新次数' },
    marks(Math.max(1, ...sizes), 1, 2, 5, ...sizes.filter((size) => size > 0)),
    (run, mark) => run.updates[mark - 1]?.loss,
  );
  const perSample = lossTable(
    runs,
    { en: 'samples seen', zh: '看过的样本' },
    marks(samples * epochs, 1, runs.miniBatch.batchSize, samples, 2 * samples, 5 * samples),
    (run, mark) => last(run, (update) => update.samples <= mark)?.loss ?? start,
  );
  return step(
    { en: 'Per update, and per sample seen', zh: '按更新次数看，按看过的样本看' },
    {
      en: 'The loss of all samples after so many updates. An update from all samples follows the slope of this very loss; one from a few is noisy, and may go up:',
      zh: '更新若干次之后，全部样本的损失。用全部样本更新，走的正是这个损失的下坡方向；只用几个样本更新，就有噪声，损失有时还会上升：',
    },
    perUpdate,
    {
      en: `And after so many samples seen. Before batch descent moves once, stochastic descent makes ${count(samples - 1, 'update')}:`,
      zh: `再按看过的样本数来比。批量下降走出第一步之前，随机下降就要更新 ${samples - 1} 次：`,
    },
    perSample,
  );
}

/** Batch, stochastic and mini-batch descent. */
export const batches: Lesson<BatchesFlags> = {
  name: 'batches',
  summary: {
    en: 'Batch, stochastic and mini-batch descent: what noise costs, and what it helps',
    zh: '批量、随机与小批量梯度下降：噪声的代价与好处',
  },
  examples: ['', '--batch 25 --learning-rate 0.3 --seeds 100', '--samples 40 --epochs 20 --seed 1 --seeds 20'],
  options: () => [
    new Option('--samples <number>', 'of the line').argParser(whole(2, 500)).default(100),
    new Option('--epochs <number>', 'how often each sample is seen').argParser(whole(1, 50)).default(10),
    new Option('--batch <number>', 'samples of a mini-batch').argParser(whole(1, 500)).default(10),
    new Option('--learning-rate <number>', 'of all three').argParser(positive).default(0.1),
    new Option('--seed <number>', 'of the samples and their order').argParser(whole(0)).default(0),
    new Option('--seeds <number>', 'how many descents of each sort on a surface that is not convex')
      .argParser(whole(1, 2000))
      .default(1000),
  ],
  tell: (flags) => {
    const points = samplesOf(flags);
    const { epochs, batch: miniBatch, learningRate, seed, seeds } = flags;
    const common = { samples: given(points), miniBatch, learningRate, seed };
    // An engine is slow at first: that should not count against the descent that happens to begin.
    compareDescents(loss, START, { ...common, epochs: 1 });
    const runs = compareDescents(loss, START, { ...common, epochs });
    const ends = optima(seeds);
    return {
      data: { samples: points, start: START, summary: summary(runs), ...runs, ...ends.data },
      steps: [
        data(points, flags),
        threeDescents(runs, points, flags),
        sideBySide(runs, lossAt(START, points), flags),
        ...ends.steps,
      ],
    };
  },
};
