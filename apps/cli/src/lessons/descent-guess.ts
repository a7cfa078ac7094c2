import { text } from '@nn/formula';
import { computed } from '@nn/net';
import { equation, shown } from '../telling/equations.js';
import { type Step, step } from '../telling/step.js';
import type { Begin } from './descent-path.js';
import { curvature, given, gradient, line, loss, lossAt, pointsText } from './line.js';

/** The loss of the guess to start from, and of another one. */
export function guesses({ points, start }: Begin): { data: object; step: Step } {
  const ws = [...new Set([start, -2])];
  const n = points.x.length;
  const through = pointsText(points);
  return {
    data: { guesses: ws.map((w) => ({ w, loss: lossAt(w, points) })) },
    step: step(
      { en: 'The loss of a guess', zh: '猜测的损失' },
      {
        en: `This line should go through ${n === 1 ? 'the point' : 'the points'} ${through.en}, and its weight w is guessed:`,
        zh: `下面这条直线应当经过点 ${through.zh}，它的权重 w 先随便猜一个：`,
      },
      { equations: [['y', text(line)]] },
      {
        en: `The loss says how bad a guess is: half the squared error, and of several points the mean. Here n = ${n}.`,
        zh: `损失表示猜得有多差：误差平方的一半；有多个点时取平均值。这里 n = ${n}。`,
      },
      {
        equations: [
          ['loss(w)', text(loss)],
          ...ws.map((w) => [`loss(${shown(w)})`, text(loss, { values: { w, ...given(points) } })] as const),
        ],
      },
    ),
  };
}

/** The derivatives of the loss at the guess to start from. */
export function slopes({ points, start }: Begin): Step {
  const computedGradient = computed(gradient, { w: start, ...given(points) });
  const { value } = computedGradient;
  return step(
    { en: 'The gradient and the curvature', zh: '梯度与曲率' },
    {
      en: 'The gradient is the derivative of the loss by w: it says in which direction the loss grows, and how fast. For each point it is output minus target, times x. The study notes write the error as target minus output, which has the opposite sign: what they add to w, descent takes from it.',
      zh: '梯度是损失对 w 的导数，表示损失朝哪个方向增大、增大得有多快。每个点的梯度是输出值减去目标值，再乘以 x。笔记里的误差是目标值减去输出值，符号正好相反：笔记里给 w 加上的，在这里就是从 w 里减去的。',
    },
    equation('gradient', computedGradient),
    value > 0 && { en: 'It is above 0, so w has to become smaller.', zh: '它大于 0，所以 w 应当变小。' },
    value < 0 && { en: 'It is below 0, so w has to become larger.', zh: '它小于 0，所以 w 应当变大。' },
    {
      en: 'The curvature is the derivative of the gradient. It is the same for every w:',
      zh: '曲率是梯度的导数，无论 w 是多少，它都一样：',
    },
    equation('curvature', computed(curvature, { x: given(points).x })),
  );
}
