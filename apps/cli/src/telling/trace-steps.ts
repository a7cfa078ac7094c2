import type { Quantity, RuleName, Trace } from '@nn/net';
import { eachElement, matrixText, ofTrace } from './matrices.js';
import { type Block, type Step, step } from './step.js';
import type { Text } from './text.js';

/** Which quantities of a trace are told of. */
export type Chosen = (quantity: Quantity) => boolean;

const all: Chosen = () => true;

/** A matrix that was computed, each of its numbers with its formula; where a formula is too large to be read, the numbers alone. */
function computed(q: Quantity, of: Trace): Block {
  try {
    return eachElement(q.name, ofTrace(q, of.values));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { equations: [[q.name, matrixText(q.value)]] };
  }
}

/** Every matrix of a role or two, in the order in which they were computed, each with its numbers. */
const computedBy = (of: Trace, chosen: Chosen, ...roles: readonly Quantity['role'][]): Block[] =>
  of.quantities.filter((q) => q.formula && roles.includes(q.role) && chosen(q)).map((q) => computed(q, of));

const about: Readonly<Record<RuleName, Text>> = {
  gradient: {
    en: 'The rule is the gradient: what goes back is delta, the error times the slope.',
    zh: '这里用的规则是梯度：传回去的是 delta，即误差乘以斜率。',
  },
  transposed: {
    en: 'The rule is the transposed weights: the error goes back as it is, without the slope.',
    zh: '这里用的规则是转置权重：误差原样传回去，不乘斜率。',
  },
  proportional: {
    en: 'The rule is by share: the error goes back as it is, shared by weight.',
    zh: '这里用的规则是按份额分摊：误差原样传回去，按权重分摊。',
  },
};

/** What a training step computes, from the first layer's sums to the next weights. */
export const traceSteps = (of: Trace, rule: RuleName, update: Text, chosen: Chosen = all): Step[] =>
  [
    step(
      { en: 'Forward', zh: '向前传播' },
      {
        en: 'Each layer multiplies by its weights (z), then applies its activation (y).',
        zh: '每一层先乘以权重得到 z，再经过激活函数得到 y。',
      },
      ...computedBy(of, chosen, 'random', 'sum', 'output'),
    ),
    step({ en: 'The loss', zh: '损失' }, ...computedBy(of, chosen, 'loss')),
    step(
      { en: 'Back', zh: '反向传播' },
      {
        en: 'e is the derivative of the loss by an output: output minus target at the last layer. (Texts that write the error as target minus output have -e.) delta is e times the slope of the activation.',
        zh: 'e 是损失对输出的导数：在最后一层就是输出值减去目标值。（把误差写成目标值减去输出值的书里，是 -e。）delta 是 e 乘以激活函数的斜率。',
      },
      about[rule],
      ...computedBy(of, chosen, 'error', 'delta'),
    ),
    step(
      { en: 'Gradients', zh: '梯度' },
      {
        en: 'A weight is moved by what came in, times the delta of the unit that it leads to.',
        zh: '每个权重的梯度，等于它的输入乘以它所连到的单元的 delta。',
      },
      ...computedBy(of, chosen, 'gradient'),
    ),
    step({ en: 'The update', zh: '更新' }, update, ...computedBy(of, chosen, 'newState', 'newBuffer', 'newParameter')),
  ].filter(({ blocks }) => blocks.some((block) => 'equations' in block));
