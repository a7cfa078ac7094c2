import { listed, type Minimization, type Schedule } from '@nn/optim';
import { Option } from 'commander';
import { finite, numbers, positive, positives, whole } from '../commands/numbers.js';
import type { Lesson } from '../telling/lesson.js';
import { sameLength } from '../telling/same-length.js';
import { type Step, step } from '../telling/step.js';
import { UsageError } from '../terminal/errors.js';
import { answer } from './descent-answer.js';
import { guesses, slopes } from './descent-guess.js';
import { type Begin, bendOf, descend, ENOUGH, firstStep, pathTable } from './descent-path.js';
import { type DecayForm, decays, fallingRate, howLarge, rateForEach } from './descent-rates.js';
import { given, gradient, lossAt, type Points } from './line.js';
import { verdictText } from './verdicts.js';

interface DescentFlags extends Points {
  readonly start: number;
  readonly learningRate: readonly number[];
  readonly steps?: number;
  readonly decay?: number;
  readonly decayForm: DecayForm;
}

const nothingToDo = (bends: boolean): Step =>
  step(
    { en: 'Nowhere to go', zh: '无路可走' },
    bends
      ? {
          en: 'The gradient is 0: the guess is the answer already, and no step leads away from it.',
          zh: '梯度是 0：一开始就猜对了，怎么走都不会离开这里。',
        }
      : {
          en: 'Every x is 0, or as good as 0: the weight has no say in the output, and the loss is the same everywhere.',
          zh: '所有的 x 都是 0，或者与 0 无异：权重影响不了输出值，损失处处相同。',
        },
  );

function stepByStep(descent: Minimization<number>, steps: number): Step[] {
  return [
    step(
      { en: 'Step by step', zh: '一步一步往下走' },
      {
        en: 'A step takes from w the learning rate times the gradient. The first one:',
        zh: '每走一步，w 都减去学习率乘以梯度。第一步是：',
      },
      firstStep(descent),
      { en: 'And so on:', zh: '依此类推：' },
      pathTable(descent),
    ),
    step({ en: 'The verdict', zh: '结论' }, verdictText(descent, steps)),
  ];
}

/** The learning rate of each step. Throws UsageError where a list of them is to decay. */
function scheduleOf({ learningRate, decay, decayForm }: DescentFlags): number | Schedule {
  if (decay === undefined) return learningRate.length > 1 ? listed(learningRate) : learningRate[0]!;
  if (learningRate.length === 1) return decays[decayForm].schedule(learningRate[0]!, { decay });
  throw new UsageError(
    `--decay goes with one --learning-rate, which it makes smaller; got a list of ${learningRate.length}`,
  );
}

/** Throws UsageError where the numbers are too large to compute with. */
function checkSizes(begin: Begin): void {
  const numbers = [
    lossAt(begin.start, begin.points),
    gradient({ w: begin.start, ...given(begin.points) }),
    bendOf(begin),
  ];
  if (numbers.every(Number.isFinite)) return;
  throw new UsageError('--x, --t or --start: the loss is too large for double precision; expected smaller numbers');
}

/** Gradient descent on a line's weight. */
export const descent: Lesson<DescentFlags> = {
  name: 'descent',
  summary: {
    en: 'Gradient descent: how large a step may be, and when it goes astray',
    zh: '梯度下降：步子可以迈多大，什么时候会越走越远',
  },
  examples: [
    '',
    '--learning-rate 0.5,0.5,0.6,0.9',
    '--learning-rate 2.5',
    '--learning-rate 2.5 --decay 0.5',
    '--x 1,2 --t 4,7 --start -2 --learning-rate 0.2',
  ],
  options: () => [
    new Option('--x <numbers>', 'where the points are').argParser(numbers).default([1], '1'),
    new Option('--t <numbers>', 'how high they are').argParser(numbers).default([4], '4'),
    new Option('--start <number>', 'the first guess of w').argParser(finite).default(5),
    new Option('--learning-rate <numbers>', 'of all steps, or a list with one for each')
      .argParser(positives)
      .default([0.5], '0.5'),
    new Option('--steps <number>', `how many; ${ENOUGH} unless given, or as many as there are rates`).argParser(
      whole(1, 1000),
    ),
    new Option('--decay <number>', 'how much the rate falls after every round').argParser(positive),
    new Option('--decay-form <name>', 'how it falls: rate / (1 + decay k), or rate e^(-decay k)')
      .choices(Object.keys(decays))
      .default('inverseTime'),
  ],
  tell: (flags) => {
    const { x, t, start, learningRate: rates, decay = 0.5, decayForm: form } = flags;
    sameLength({ '--x': x, '--t': t });
    const begin = { points: { x, t }, start };
    checkSizes(begin);
    const steps = flags.steps ?? (rates.length > 1 ? rates.length : ENOUGH);
    const own = descend(begin, scheduleOf(flags), steps);
    const bends = Number.isFinite(1 / bendOf(begin));
    const moves = bends && own.path[0]!.gradient !== 0;
    const guessed = guesses(begin);
    const parts = moves
      ? [
          howLarge(begin, rates[0]!),
          ...(rates.length > 1 ? [] : [rateForEach(begin)]),
          fallingRate(begin, rates[0]!, { decay, form }),
        ]
      : [];
    const found = bends ? [answer(begin)] : [];
    return {
      data: Object.assign(
        { points: begin.points, start, ...guessed.data, ...own },
        ...[...parts, ...found].map(({ data }) => data),
      ),
      steps: [
        guessed.step,
        slopes(begin),
        ...(moves ? stepByStep(own, steps) : [nothingToDo(bends)]),
        ...parts.flatMap((part) => part.steps),
        ...found.map((part) => part.step),
      ],
    };
  },
};
