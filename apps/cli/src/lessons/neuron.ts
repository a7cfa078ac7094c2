import { add, formula, mul, sub, sum } from '@nn/formula';
import { computed, guessWeights } from '@nn/net';
import { Option } from 'commander';
import { finite, numbers, positive, whole } from '../commands/numbers.js';
import { eachEquation, equation, shown, shownList } from '../telling/equations.js';
import type { Lesson } from '../telling/lesson.js';
import { sameLength } from '../telling/same-length.js';
import { type Step, step } from '../telling/step.js';
import type { Text } from '../telling/text.js';

interface NeuronFlags {
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
  readonly target: number;
  readonly learningRate: number;
  readonly rounds: number;
}

type Guessed = ReturnType<typeof guessWeights>;

/** By what a round multiplies the error. */
const factor = formula(['learningRate'], (rate) => sub(1, rate));

/** The prediction after a round that adds the parts of the error to the weights as they are. */
const undivided = formula(['x', 'w', 'learningRate', 'part'], (x, w, rate, part) =>
  sum(mul(x, add(w, mul(rate, part)))),
);

/** By what such a round multiplies the error. */
const undividedFactor = formula(['learningRate', 'x', 'share'], (rate, x, share) =>
  sub(1, mul(rate, sum(mul(x, share)))),
);

const prediction = ({ rounds }: Guessed): Step =>
  step(
    { en: 'The prediction', zh: '预测' },
    {
      en: 'A neuron multiplies each input x by its weight w and adds up the products. The weights are guessed, so the prediction is a guess as well.',
      zh: '神经元把每个输入 x 乘以对应的权重 w，再把乘积全部加起来，就得到预测值。权重是随意猜的，所以预测值也只是一个猜测。',
    },
    equation('prediction', rounds[0]!.work.prediction),
  );

const error = ({ rounds, target }: Guessed): Step =>
  step(
    { en: 'The error', zh: '误差' },
    {
      en: `The target is ${shown(target)}. The error says what is missing: target minus prediction. (A gradient has the opposite sign: prediction minus target.)`,
      zh: `目标值是 ${shown(target)}。误差表示还差多少，即目标值减去预测值。（梯度的符号正好相反，是预测值减去目标值。）`,
    },
    equation('error', rounds[0]!.work.error),
  );

const right = step(
  { en: 'Nothing has to be moved', zh: '无需调整' },
  {
    en: 'The prediction is the target: the guess was right, and there is no error to share.',
    zh: '预测值就等于目标值：猜对了，没有误差需要分摊。',
  },
);

const stuck = step(
  { en: 'Nothing can be moved', zh: '无法调整' },
  {
    en: 'All inputs are 0: whatever the weights are, the prediction is 0. No weight has a part in it, none is moved, and the error stays.',
    zh: '所有输入都是 0：无论权重是多少，预测值都是 0。没有一个权重能影响预测值，所以都不调整，误差也保持不变。',
  },
);

const shares = ({ inputs, rounds }: Guessed): Step => {
  const { work, shares } = rounds[0]!;
  return step(
    { en: 'The error is shared', zh: '分摊误差' },
    {
      en: 'A larger weight has a larger say in the prediction, so it answers for more of the error: its share is the weight, divided by the sum of the weights. The shares add up to 1.',
      zh: '权重越大，对预测值的影响就越大，也就越应该为误差负责：每个权重除以权重之和，就是它的份额。所有份额加起来等于 1。',
    },
    inputs.includes(0) && {
      en: 'An input of 0 has no part in the prediction: its weight takes no share, and stays as it is.',
      zh: '输入为 0 时，对应的权重不影响预测值：它不分摊误差，也不会改变。',
    },
    !work.shares.some(({ values }) => 'w_i' in values) && {
      en: 'Here the weights add up to 0, by which nothing can be divided: each takes the same share.',
      zh: '这里权重之和为 0，而 0 不能作除数，所以由大家平均分摊。',
    },
    shares.some((share) => share < 0) && {
      en: 'A share is negative where the weight and the sum of the weights have opposite signs; together the shares still make 1.',
      zh: '如果某个权重与权重之和符号相反，它的份额就是负数；不过所有份额之和仍然等于 1。',
    },
    eachEquation('share_i', work.shares),
  );
};

const parts = ({ rounds }: Guessed): Step =>
  step(
    { en: 'The parts of the error', zh: '各自承担的误差' },
    { en: 'Each weight takes on its share of the error.', zh: '每个权重承担的误差，等于它的份额乘以误差。' },
    eachEquation('part_i', rounds[0]!.work.parts),
  );

const moves = ({ rounds, learningRate }: Guessed): Step =>
  step(
    { en: 'The weights are moved', zh: '调整权重' },
    {
      en: `When a weight grows by 1, the prediction grows by x, its input. So the part is divided by the input: the weight then makes up for its own part, neither more nor less. The learning rate, here ${shown(learningRate)}, says how much of this is done at once.`,
      zh: `权重每增加 1，预测值就增加 x，也就是它的输入。因此要把承担的误差除以输入，这样每个权重补上的正好是自己那一部分，不多也不少。学习率（这里是 ${shown(learningRate)}）决定一次补上多少。`,
    },
    eachEquation('move_i', rounds[0]!.work.moves),
    eachEquation("w_i'", rounds[0]!.work.next),
  );

/** What becomes of the error when each round multiplies it by this factor; `left` is what one round has left of it. */
function outlook(by: number, left: number): Text {
  if (by === 0 && left === 0) return { en: 'One round is enough.', zh: '一轮就能到达目标值。' };
  if (by === 0) {
    return { en: 'One round is enough; what is left is rounding.', zh: '一轮就能到达目标值，剩下的只是舍入误差。' };
  }
  if (by > -1) return { en: 'Round by round it dies away.', zh: '一轮一轮下去，误差会越来越小，直到消失。' };
  if (by === -1) return { en: 'It only changes its sign, for ever.', zh: '误差只是不断变号，永远不会变小。' };
  return {
    en: 'It grows with every round: the learning rate has to be below 2.',
    zh: '误差一轮比一轮大：学习率必须小于 2。',
  };
}

const again = ({ rounds, after, learningRate }: Guessed): Step => {
  const { work } = rounds[1] ?? after;
  return step(
    { en: 'With the new weights', zh: '用新的权重再算一次' },
    equation('prediction', work.prediction),
    equation('error', work.error),
    { en: 'Each round multiplies the error by the same number:', zh: '每一轮都把误差乘以同一个数：' },
    equation('factor', computed(factor, { learningRate })),
    outlook(factor({ learningRate }), work.error.value),
  );
};

const roundByRound = ({ rounds, after }: Guessed): Step =>
  step(
    { en: 'Round by round', zh: '逐轮进行' },
    {
      en: 'The same again, with the new weights each time. The error is target minus prediction.',
      zh: '每一轮都用新的权重重复同样的过程。误差是目标值减去预测值。',
    },
    {
      head: [
        { en: 'round', zh: '轮次' },
        { en: 'weights', zh: '权重' },
        { en: 'prediction', zh: '预测值' },
        { en: 'error', zh: '误差' },
      ],
      rows: [...rounds, after].map((r, k) => [String(k), shownList(r.weights), shown(r.prediction), shown(r.error)]),
    },
  );

const whyDivided = ({ inputs, rounds, after, learningRate }: Guessed): Step => {
  const { weights, shares, parts } = rounds[0]!;
  const next = shown((rounds[1] ?? after).prediction);
  const by = computed(undividedFactor, { learningRate, x: [inputs], share: [shares] });
  return step(
    { en: 'Why the part is divided by the input', zh: '为什么要除以输入' },
    {
      en: 'Added to the weight as it is, a part would move the prediction by the part times the input. The new prediction would be:',
      zh: '如果直接把承担的误差加到权重上，预测值的变化就会是这一部分误差再乘以输入。新的预测值将是：',
    },
    equation('prediction', computed(undivided, { x: [inputs], w: [weights], learningRate, part: [parts] })),
    {
      en: `instead of ${next}. Such a round multiplies the error by:`,
      zh: `而不是 ${next}。这样的一轮会把误差乘以：`,
    },
    equation('factor', by),
    Math.abs(by.value) < 1
      ? {
          en: 'Its size is below 1 here. Larger inputs make it larger, and above 1 the error grows without end (try --inputs 1,4).',
          zh: '这里它的大小不到 1。输入越大，它就越大；一旦超过 1，误差反而会不断变大（可以试试 --inputs 1,4）。',
        }
      : {
          en: 'So the error does not become less, and the target is not reached. The larger the inputs, the faster it grows.',
          zh: '误差不会因此变小，也就到不了目标值；输入越大，误差变大得越快。',
        },
  );
};

/** The steps after the error is known. */
function correct(guessed: Guessed): Step[] {
  if (guessed.rounds[0]!.error === 0) return [right];
  if (guessed.stuck) return [stuck];
  return [
    shares(guessed),
    parts(guessed),
    moves(guessed),
    again(guessed),
    ...(guessed.rounds.length > 1 ? [roundByRound(guessed)] : []),
    ...(guessed.inputs.every((x) => x === 0 || x === 1) ? [] : [whyDivided(guessed)]),
  ];
}

/** The numbers of a guess without the formulas that computed them. */
const numbersOf = <T extends { readonly work: unknown }>({ work, ...numbers }: T): Omit<T, 'work'> => numbers;

/** The neuron whose weights are guessed, and corrected by sharing the error. */
export const neuron: Lesson<NeuronFlags> = {
  name: 'neuron',
  summary: {
    en: 'Guessed weights, corrected by sharing the error',
    zh: '猜出来的权重：通过分摊误差来修正',
  },
  examples: [
    '',
    '--inputs 1,4 --weights 2,3 --target 10',
    '--learning-rate 0.5 --rounds 8',
    '--inputs 3,0,-1 --weights 0.5,2,1 --target 4',
  ],
  options: () => [
    new Option('--inputs <numbers>', 'what comes in').argParser(numbers).default([1, 2], '1,2'),
    new Option('--weights <numbers>', 'the guess, a weight for each input').argParser(numbers).default([2, 3], '2,3'),
    new Option('--target <number>', 'what the neuron should say').argParser(finite).default(10),
    new Option('--learning-rate <number>', 'how much of the error a round takes away').argParser(positive).default(1),
    new Option('--rounds <number>', 'how often the error is shared').argParser(whole(1, 1000)).default(1),
  ],
  tell: (flags) => {
    sameLength({ '--inputs': flags.inputs, '--weights': flags.weights });
    const guessed = guessWeights(flags);
    return {
      data: { ...guessed, rounds: guessed.rounds.map(numbersOf), after: numbersOf(guessed.after) },
      steps: [prediction(guessed), error(guessed), ...correct(guessed)],
    };
  },
};
