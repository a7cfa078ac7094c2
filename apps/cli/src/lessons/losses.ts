import { derivative, formula, sub, sum, text } from '@nn/formula';
import { meanSquaredError, rootMeanSquaredError, sumSquaredError } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { computed } from '@nn/net';
import { Option } from 'commander';
import { numbers } from '../commands/numbers.js';
import { eachEquation, equation, shown } from '../telling/equations.js';
import type { Lesson } from '../telling/lesson.js';
import { sameLength } from '../telling/same-length.js';
import { type Step, step } from '../telling/step.js';
import type { Text } from '../telling/text.js';
import { line } from './line.js';

interface LossesFlags {
  readonly outputs: readonly number[];
  readonly targets: readonly number[];
}

const [mse, sse, rmse] = [meanSquaredError(), sumSquaredError(), rootMeanSquaredError()];

const error = formula(['t_i', 'y_i'], sub);
const total = formula(['error'], (e) => sum(e));

/** One number for each sample. */
const column = (values: readonly number[]) =>
  matrix(
    values.map((value) => [value]),
    { dtype: 'f64' },
  );

/** The three losses of these outputs. Throws RangeError where one is too large for double precision. */
function measure(outputs: readonly number[], targets: readonly number[]) {
  const [y, t] = [column(outputs), column(targets)];
  const measured = {
    meanSquaredError: mse.value(y, t),
    sumSquaredError: sse.value(y, t),
    rootMeanSquaredError: rmse.value(y, t),
  };
  if (Number.isFinite(measured.sumSquaredError)) return measured;
  throw new RangeError('the squares of the errors are too large for double precision; expected smaller numbers');
}

/** What the sum of the errors says, and what it hides. */
function verdict(errors: readonly number[], sumOfErrors: number): Text {
  if (errors.every((e) => e === 0)) {
    return {
      en: 'Every output is equal to its target, so this time a sum of 0 says the truth: no error.',
      zh: '每个输出值都等于目标值，所以这一次，总和为 0 说的是实话：没有误差。',
    };
  }
  if (sumOfErrors === 0) {
    return {
      en: 'The errors cancel. A sum of 0 says “no error”, but the outputs are not their targets.',
      zh: '正负误差相互抵消了。总和为 0 等于说“没有误差”，可是输出值并不等于目标值。',
    };
  }
  if (errors.some((e) => e < 0) && errors.some((e) => e > 0)) {
    return {
      en: 'Errors of opposite signs cancel in part: the sum says less than what is wrong.',
      zh: '正负误差抵消了一部分：总和比实际的偏差要小。',
    };
  }
  return {
    en: 'No two of these errors have opposite signs, so nothing cancels. With --outputs 200,0 --targets 100,100 everything does.',
    zh: '这些误差没有正负之别，所以没有相互抵消。换成 --outputs 200,0 --targets 100,100，就会全部抵消。',
  };
}

/** The line y = w x + 1 through two points, for several w: each loss beside the others. */
function minimum() {
  const points = [
    [1, 4],
    [2, 7],
  ] as const;
  const targets = points.map(([, t]) => t);
  const rows = [1, 2, 3, 4, 5].map((w) => ({
    w,
    ...measure(
      points.map(([x]) => line({ w, x })),
      targets,
    ),
  }));
  const best = rows.reduce((a, b) => (b.meanSquaredError < a.meanSquaredError ? b : a)).w;
  return { points, rows, best };
}

/** The errors, one by one and added up. */
function signed({ outputs, targets }: LossesFlags): { data: object; steps: Step[] } {
  const each = outputs.map((y_i, i) => computed(error, { t_i: targets[i]!, y_i }));
  const errors = each.map(({ value }) => value);
  const added = computed(total, { error: [errors] });
  return {
    data: { errors, sumOfErrors: added.value },
    steps: [
      step(
        { en: 'Errors have a sign', zh: '误差有正负' },
        {
          en: 'y is an output and t its target. The error says what is missing: target minus output.',
          zh: 'y 是输出值，t 是对应的目标值。误差表示还差多少，即目标值减去输出值。',
        },
        eachEquation('error_i', each),
      ),
      step({ en: 'Their sum', zh: '把误差加起来' }, equation('sum', added), verdict(errors, added.value)),
    ],
  };
}

/** What the losses make of it. */
function squared({ outputs, targets }: LossesFlags): { data: object; steps: Step[] } {
  const [y, t] = [column(outputs), column(targets)];
  const gradient = [...mse.gradient(y, t).data];
  const values = { y, t };
  return {
    data: { ...measure(outputs, targets), gradient },
    steps: [
      step(
        { en: 'Squares do not cancel', zh: '平方不会抵消' },
        {
          en: 'A square has no sign, so it makes no difference which of the two is taken from the other. MSE is the mean of the squares:',
          zh: '平方没有正负之分，所以谁减谁都一样。均方误差（MSE）是误差平方的平均值：',
        },
        equation('MSE', { formula: mse.formula, values }),
        {
          en: 'SSE is their sum. It grows with the number of samples:',
          zh: '误差平方和（SSE）是误差平方的总和。样本越多，它就越大：',
        },
        equation('SSE', { formula: sse.formula, values }),
        {
          en: 'RMSE is the root of MSE. It has the unit of the targets:',
          zh: '均方根误差（RMSE）是均方误差的平方根。它的单位与目标值相同：',
        },
        equation('RMSE', { formula: rmse.formula, values }),
      ),
      step(
        { en: 'The gradient has the opposite sign', zh: '梯度的符号与误差相反' },
        {
          en: 'The gradient says in which direction the loss grows: it has the sign of output minus target. Training goes against it, which is the way that the error points.',
          zh: '梯度指向损失增大的方向，符号与“输出值减去目标值”一致。训练时要朝相反的方向走，也就是误差所指的方向。',
        },
        { equations: [['gradient', text(derivative(mse.formula, 'y'))]] },
        {
          head: [
            { en: 'output y', zh: '输出值 y' },
            { en: 'target t', zh: '目标值 t' },
            { en: 'error t - y', zh: '误差 t - y' },
            { en: 'gradient of MSE', zh: 'MSE 的梯度' },
          ],
          rows: outputs.map((output, i) =>
            [output, targets[i]!, error({ t_i: targets[i]!, y_i: output }), gradient[i]!].map(shown),
          ),
        },
      ),
    ],
  };
}

function sameMinimum(): { data: object; steps: Step[] } {
  const { points, rows, best } = minimum();
  return {
    data: { line: { points, rows, best } },
    steps: [
      step(
        { en: 'The same minimum', zh: '最小值在同一个位置' },
        {
          en: `Which line goes through the points ${points.map((p) => `(${p.join(', ')})`).join(' and ')}? For several weights w:`,
          zh: `哪条直线经过点 ${points.map((p) => `(${p.join(', ')})`).join(' 和 ')}？试几个不同的权重 w：`,
        },
        { equations: [['y', text(line)]] },
        {
          head: ['w', 'MSE', 'SSE', 'RMSE'],
          rows: rows.map((r) => [r.w, r.meanSquaredError, r.sumSquaredError, r.rootMeanSquaredError].map(shown)),
        },
        {
          en: `All three are smallest at w = ${best}, where the line meets both points. They differ in scale only: SSE is n = ${points.length} times MSE, and RMSE its root.`,
          zh: `三种损失都在 w = ${best} 处最小，此时直线正好经过这两个点。它们只是尺度不同：SSE 是 MSE 的 n = ${points.length} 倍，RMSE 是 MSE 的平方根。`,
        },
      ),
    ],
  };
}

/** Losses: why errors are squared before they are added up. */
export const losses: Lesson<LossesFlags> = {
  name: 'losses',
  summary: {
    en: 'Losses: why errors are squared before they are added up',
    zh: '损失函数：为什么先把误差平方再相加',
  },
  examples: ['', '--outputs 3,5,8 --targets 4,4,9'],
  options: () => [
    new Option('--outputs <numbers>', 'what a network says').argParser(numbers).default([200, 0], '200,0'),
    new Option('--targets <numbers>', 'what it should say').argParser(numbers).default([100, 100], '100,100'),
  ],
  tell: ({ outputs, targets }) => {
    sameLength({ '--outputs': outputs, '--targets': targets });
    const parts = [signed({ outputs, targets }), squared({ outputs, targets }), sameMinimum()];
    return {
      data: Object.assign({ outputs, targets }, ...parts.map(({ data }) => data)),
      steps: parts.flatMap(({ steps }) => steps),
    };
  },
};
