import { formula, fromExpression, input, mul, substitute } from '@nn/formula';
import { computed } from '@nn/net';
import { type Minimization, minimize, type Schedule, sgd } from '@nn/optim';
import { equation, shown } from '../telling/equations.js';
import type { Equations, Table } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { curvature, given, loss, type Points } from './line.js';

/** Where a descent begins, and on what. */
export interface Begin {
  readonly points: Points;
  readonly start: number;
}

/** With so many steps it is seen what becomes of a descent. */
export const ENOUGH = 30;

export const descend = (
  { points, start }: Begin,
  learningRate: number | Schedule,
  steps = ENOUGH,
): Minimization<number> => minimize(loss, start, { given: given(points), learningRate, steps });

/** The second derivative of the loss, the same for every w. */
export const bendOf = ({ points }: Begin): number => curvature({ x: given(points).x }) as number;

/** The update of plain descent, as the package has it. */
const update = fromExpression(substitute(sgd().update.parameter, { parameter: input('w') }), [
  'w',
  'learningRate',
  'gradient',
]);
const product = formula(['learningRate', 'curvature'], mul);

/** The first step of a path, with its numbers; where it leads too far it is the only one, and the verdict has its rate. */
export function firstStep({ path, verdict }: Minimization<number>): Equations {
  const { w, learningRate = verdict.learningRate, gradient } = path[0]!;
  return equation("w'", computed(update, { w, learningRate, gradient }));
}

export const stepHead: Text = { en: 'step', zh: '步数' };

/** A path, step by step; the last point has no step that leaves it. */
export function pathTable({ path }: Minimization<number>): Table {
  return {
    head: [
      stepHead,
      'w',
      { en: 'loss', zh: '损失' },
      { en: 'gradient', zh: '梯度' },
      { en: 'rate', zh: '学习率' },
      { en: '× curvature', zh: '× 曲率' },
    ],
    rows: path.map(({ step, w, loss: height, gradient, learningRate: rate, curvature: bend }) => [
      String(step),
      ...[w, height, gradient].map(shown),
      ...(rate === undefined ? ['–', '–'] : [shown(rate), shown(product({ learningRate: rate, curvature: bend }))]),
    ]),
  };
}
