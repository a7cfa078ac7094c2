import { halfSquaredError } from '@nn/loss';
import { fromData, type Matrix, reference } from '@nn/matrix';
import { dense, network, type Quantity, type RuleName, replay, rules, type Trace, trace, traceFromJSON } from '@nn/net';
import { Option } from 'commander';
import { numbers, positive } from '../commands/numbers.js';
import { rows } from '../commands/rows.js';
import type { Lesson } from '../telling/lesson.js';
import { matrixText } from '../telling/matrices.js';
import { type Step, step } from '../telling/step.js';
import { traceSteps } from '../telling/trace-steps.js';
import { UsageError } from '../terminal/errors.js';
import { count } from '../terminal/words.js';
import { activations } from '../training/recipe.js';

interface StepFlags {
  readonly inputs: readonly number[];
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly activation: string;
  readonly rule: RuleName;
  readonly learningRate: number;
}

const double = (values: readonly (readonly number[])[]): Matrix =>
  fromData(values.length, values[0]!.length, Float64Array.from(values.flat()));

/** Throws UsageError where sizes do not fit. */
function checkSizes({ inputs, hidden, output, target }: StepFlags): void {
  const expected: [string, number, string, number][] = [
    ['--hidden', hidden.length, '--inputs', inputs.length],
    ['--output', output.length, 'the columns of --hidden', hidden[0]!.length],
    ['--target', target.length, 'the columns of --output', output[0]!.length],
  ];
  for (const [name, length, of, wanted] of expected) {
    if (length === wanted) continue;
    const what = count(length, name === '--target' ? 'number' : 'row');
    throw new UsageError(`${name} has ${what}; expected ${wanted}, as many as ${of}`);
  }
}

/** One step of plain descent of a network of two layers, in double precision. */
function traced(flags: StepFlags): Trace {
  const { inputs, hidden, output, target, activation, rule, learningRate } = flags;
  const by = activations[activation]!;
  const model = network({
    inputs: inputs.length,
    layers: [dense(hidden[0]!.length, by), dense(output[0]!.length, by)],
    backend: reference({ dtype: 'f64' }),
  });
  model.parameters[0]!.set(double(hidden));
  model.parameters[2]!.set(double(output));
  return trace(model, double([inputs]), double([target]), { loss: halfSquaredError(), rule, learningRate });
}

const given = ({ name, value }: Quantity) => [name, matrixText(value)] as const;

/** Whether a trace that was carried as JSON leads to the same bits. */
const carriedOver = (of: Trace): boolean => {
  const again = replay(traceFromJSON(JSON.parse(JSON.stringify(of))));
  return of.quantities.every(({ name, value }) =>
    value.data.every((v, k) => Object.is(v, again.values[name]!.data[k])),
  );
};

function steps(of: Trace, { rule }: StepFlags): Step[] {
  return [
    step(
      { en: 'What is given', zh: '已知' },
      {
        en: 'A sample x, its target t, the weights W and biases b of two layers (0 and 1), and the learning rate. Rows and columns count from 0.',
        zh: '一个样本 x、它的目标值 t、两层（第 0 层和第 1 层）的权重 W 和偏置 b，以及学习率。行和列都从 0 数起。',
      },
      { equations: of.quantities.filter(({ formula }) => !formula).map(given) },
    ),
    ...traceSteps(of, rule, {
      en: 'Each weight goes a step against its gradient.',
      zh: '每个权重沿着梯度的反方向走一步。',
    }),
    step(
      { en: 'Once more, from the numbers alone', zh: '只凭这些数字再算一遍' },
      carriedOver(of)
        ? {
            en: 'This trace as JSON (--json), read back and computed again, gives the same bits.',
            zh: '把这份记录存成 JSON（--json），读回来再算一遍，每一位都相同。',
          }
        : {
            en: 'This trace as JSON (--json), read back and computed again, does not give the same bits. That is a fault of nn.',
            zh: '把这份记录存成 JSON（--json），读回来再算一遍，结果并不完全相同。这是 nn 的错误。',
          },
    ),
  ];
}

/** One whole training step, number by number. */
export const trainingStep: Lesson<StepFlags> = {
  name: 'step',
  summary: {
    en: 'One whole training step: every number, forward and back',
    zh: '完整的一步训练：从前向到反向的每一个数',
  },
  examples: ['', '--inputs 1,2 --target 0 --learning-rate 1', '--rule transposed', '--hidden "1,2;3,4" --output "5;6"'],
  options: () => [
    new Option('--inputs <numbers>', 'the sample').argParser(numbers).default([1, 0.5], '1,0.5'),
    new Option('--hidden <rows>', 'weights of the hidden layer, a row for each input')
      .argParser(rows)
      .default([[0.1, 0.2], [0.3, 0.4]], '0.1,0.2;0.3,0.4'), // biome-ignore format: rows
    new Option('--output <rows>', 'weights of the output, a row for each hidden unit')
      .argParser(rows)
      .default([[0.5], [0.6]], '0.5;0.6'),
    new Option('--target <numbers>', 'what should come out').argParser(numbers).default([1], '1'),
    new Option('--activation <name>', 'of both layers').choices(Object.keys(activations)).default('sigmoid'),
    new Option('--rule <name>', 'how the error goes back').choices(Object.keys(rules)).default('gradient'),
    new Option('--learning-rate <number>', 'how far').argParser(positive).default(0.5),
  ],
  tell: (flags) => {
    checkSizes(flags);
    const of = traced(flags);
    return { data: of.toJSON(), steps: steps(of, flags) };
  },
};
