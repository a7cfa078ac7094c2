import { add, div, exp, type Formula, formula, mul, neg, sub, text } from '@nn/formula';
import { computed } from '@nn/net';
import { exponentialDecay, inverseTimeDecay, listed, type Minimization, type Schedule, type Verdict } from '@nn/optim';
import { equation, shown, shownList } from '../telling/equations.js';
import { type Step, step } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { type Begin, bendOf, descend, pathTable, stepHead } from './descent-path.js';
import { named } from './verdicts.js';

interface Part {
  readonly data: object;
  readonly steps: readonly Step[];
}

const left = formula(['learningRate', 'curvature'], (rate, bend) => sub(1, mul(rate, bend)));

/** How large a step may be: what a product of learning rate and curvature leads to. */
export function howLarge(begin: Begin, learningRate: number): Part {
  const bend = bendOf(begin);
  const rows = [0.01, 0.5, 1, 1.5, 1.9, 2.5].map((product) => {
    const { path, verdict } = descend(begin, product / bend);
    return { learningRate: product / bend, product, w: path.slice(0, 4).map(({ w }) => w), verdict };
  });
  return {
    data: { byProduct: rows },
    steps: [
      step(
        { en: 'How large a step may be', zh: '步子可以迈多大' },
        {
          en: 'The curvature says by how much the gradient grows when w grows by 1. So each step multiplies the gradient, and the way that is left, by:',
          zh: '曲率表示 w 增加 1 时梯度增加多少。因此每走一步，梯度和剩下的路程都要乘以：',
        },
        equation('left', computed(left, { learningRate, curvature: bend })),
        {
          en: 'It is the learning rate times the curvature that counts. Below 1 a step goes a part of the way, at 1 all of it. From 1 to 2 it overshoots, and comes nearer all the same. Above 2 it overshoots ever further.',
          zh: '关键是学习率与曲率的乘积。小于 1，一步走完一部分路程；等于 1，一步走完全程；在 1 和 2 之间，会越过最低点，但仍然越来越近；大于 2，会越过最低点，而且越偏越远。',
        },
        {
          head: [
            { en: 'rate', zh: '学习率' },
            { en: '× curvature', zh: '× 曲率' },
            { en: 'w, step by step', zh: '每一步的 w' },
            { en: 'verdict', zh: '结论' },
          ],
          rows: rows.map((r) => [
            shown(r.learningRate),
            shown(r.product),
            `${shownList(r.w)}, …`,
            named[r.verdict.kind],
          ]),
        },
      ),
    ],
  };
}

/** A learning rate for each step, by the part of the way that it takes. */
export function rateForEach(begin: Begin): Part {
  const rates = [0.5, 0.5, 0.6, 0.9].map((part) => part / bendOf(begin));
  const descent = descend(begin, listed(rates), rates.length);
  return {
    data: { rateForEach: descent },
    steps: [
      step(
        { en: 'A learning rate for each step', zh: '每一步各用一个学习率' },
        {
          en: 'The rate need not stay the same. These go half, half, six tenths and nine tenths of the way that is left (--learning-rate takes such a list):',
          zh: '学习率不必一成不变。下面四步分别走完剩余路程的一半、一半、十分之六和十分之九（--learning-rate 可以是这样一串数）：',
        },
        pathTable(descent),
      ),
    ],
  };
}

/** A decay of the learning rate: how it is computed, and how it is written. */
interface Decay {
  readonly schedule: (rate: number, options: { decay: number }) => Schedule;
  readonly formula: Formula<'rate' | 'decay' | 'k'>;
}

/** The decays by the names that `--decay-form` takes; k counts the rounds that are done. */
export const decays = {
  inverseTime: {
    schedule: inverseTimeDecay,
    formula: formula(['rate', 'decay', 'k'], (rate, decay, k) => div(rate, add(1, mul(decay, k)))),
  },
  exponential: {
    schedule: exponentialDecay,
    formula: formula(['rate', 'decay', 'k'], (rate, decay, k) => mul(rate, exp(neg(mul(decay, k))))),
  },
} as const satisfies Readonly<Record<string, Decay>>;

export type DecayForm = keyof typeof decays;

/** What has become of a descent, as the end of a sentence. */
const fate: Readonly<Record<Verdict['kind'], Text>> = {
  converged: { en: 'arrives', zh: '走到了最低点' },
  slow: { en: 'is still on its way', zh: '还没有走到' },
  oscillating: { en: 'still swings from side to side', zh: '还在最低点两侧来回摆动' },
  diverged: { en: 'goes astray', zh: '越走越远' },
};

/** A learning rate that is too large, kept and falling. */
export function fallingRate(begin: Begin, chosen: number, { decay, form }: { decay: number; form: DecayForm }): Part {
  const bend = bendOf(begin);
  const rate = chosen * bend > 2 ? chosen : 2.5 / bend;
  const { schedule, formula: of } = decays[form];
  const kept = descend(begin, rate);
  const falling = descend(begin, schedule(rate, { decay }));
  const cells = ({ path }: Minimization<number>, k: number) =>
    [path[k]?.learningRate, path[k]?.w].map((value) => (value === undefined ? '–' : shown(value)));
  const longer = kept.path.length > falling.path.length ? kept : falling;
  const [astray, home] = [fate[kept.verdict.kind], fate[falling.verdict.kind]];
  return {
    data: { falling: { form, decay, kept, falling } },
    steps: [
      step(
        { en: 'Too large, and falling', zh: '学习率过大，再逐轮衰减' },
        {
          en: `A learning rate of ${shown(rate)} is too large here: each step ends further from the answer than it began. But the rate may fall after every round (each step sees all points, so a step is a round), here with a decay of ${shown(decay)}; k rounds are done:`,
          zh: `学习率 ${shown(rate)} 在这里太大了：每一步都会越过最低点，停在比原来更远的地方。不过学习率可以在每一轮之后衰减（每一步都看过所有的点，所以一步就是一轮），这里的衰减系数是 ${shown(decay)}，k 是已经走完的轮数：`,
        },
        {
          equations: [
            ['rate_k', text(of)],
            ['rate_2', text(of, { values: { rate, decay, k: 2 } })],
          ],
        },
        {
          head: [stepHead, { en: 'rate kept', zh: '学习率不变' }, 'w', { en: 'rate falling', zh: '学习率衰减' }, 'w'],
          rows: longer.path.map((_, k) => [String(k), ...cells(kept, k), ...cells(falling, k)]),
        },
        {
          en: `From the same start: with the rate kept the descent ${astray.en}, with the rate falling it ${home.en}.`,
          zh: `起点相同：学习率不变，${astray.zh}；学习率衰减，${home.zh}。`,
        },
        form === 'exponential' &&
          falling.verdict.kind === 'slow' && {
            en: 'A rate that falls exponentially may be used up before the descent arrives: all its steps together go only so far.',
            zh: '按指数衰减的学习率，可能还没走到就耗尽了：所有步子加起来，总共也只能走有限的路程。',
          },
      ),
    ],
  };
}
