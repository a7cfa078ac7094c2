import { readFileSync, writeFileSync } from 'node:fs';
import { fitPipeline, readCsv } from '@nn/data';
import { crossEntropy } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { dense, fit, load, network, save, tanh, traceFromJSON } from '@nn/net';
import { adamW } from '@nn/optim';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, irisFiles, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();

/** A line through known weights: y = 2 a - b + 1, in columns whose mean is 0 and whose deviation is 1. */
function lineFiles(): void {
  csv('line.csv', 'a,b,y\n1,1,1\n-1,-1,-1\n1,-1,1\n-1,1,-1\n');
  const pipeline = fitPipeline(readCsv(readFileSync('line.csv', 'utf8')), { target: 'y', task: 'number' });
  const model = network({ inputs: 2, layers: [dense(1)] });
  model.parameters[0]!.set(matrix([[2], [-1]]));
  model.parameters[1]!.set(matrix([[1]]));
  writeFileSync('line.safetensors', save(model, { pipeline }));
}

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --hidden 8,4 --activation tanh --epochs 10');
  lineFiles();
});

const trace = async (args: string) => traceFromJSON(JSON.parse((await nn(`trace ${args} --json`)).out));

describe('nn trace', () => {
  test('tells a step by formulas and numbers', async () => {
    const { code, out, err } = await nn('trace line.safetensors line.csv');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // x = (1, 1), t = 1: y = 2 - 1 + 1 = 2, L = (2 - 1)² = 1, dL/dy = 2; sgd of 0.01.
    expect(out).toBe(`One training step for one row

1. What is given
The layers: 0 dense (linear). The loss is meanSquaredError, the optimizer sgd,
which begins anew here: what it remembers is 0.
Row 1:
    column  in the table  in the network
    a                  1  1
    b                  1  1
    y                  1  t: 1
x holds the samples, t what should come out; W are weights and b biases, by the
number of their layer. Rows and columns count from 0.
    x            = [[1, 1]]
    t            = 1
    W_0          = [[2], [-1]]
    b_0          = 1
    learningRate = 0.01

2. Forward
Each layer multiplies by its weights (z), then applies its activation (y).
    z_0 = x W_0 + b_0
        = 1 × 2 + 1 × (-1) + 1 = 2
    y_0 = z_0
        = 2

3. The loss
    L = (Σ (y_0 - t)²) / n
      = (2 - 1)² = 1

4. Back
e is the derivative of the loss by an output: output minus target at the last
layer. (Texts that write the error as target minus output have -e.) delta is e
times the slope of the activation.
The rule is the gradient: what goes back is delta, the error times the slope.
    e_0 = 2 (y_0 - t) / n
        = 2 × (2 - 1) = 2
    delta_0 = e_0
            = 2

5. Gradients
A weight is moved by what came in, times the delta of the unit that it leads to.
    dW_0       = xᵀ delta_0
    dW_0[0, 0] = 1 × 2 = 2
    dW_0[1, 0] = 1 × 2 = 2
    db_0 = Σ_i delta_0
         = 2

6. The update
Each weight goes a step, as sgd has it.
    W_0'       = W_0 - learningRate dW_0
    W_0'[0, 0] = 2 - 0.01 × 2 = 1.98
    W_0'[1, 0] = -1 - 0.01 × 2 = -1.02
    b_0' = b_0 - learningRate db_0
         = 1 - 0.01 × 2 = 0.98
`);
  });

  test('--json is the step that a training with the same recipe would make', async () => {
    const of = await trace('iris.safetensors iris-test.csv --row 2,7,9');
    expect(of.setting).toMatchObject({ loss: 'crossEntropy', optimizer: 'adamW', linked: true });
    const { model, pipeline: _, metadata } = load(readFileSync('iris.safetensors'));
    const { learningRate, weightDecay } = metadata.recipe as { learningRate: number; weightDecay: number };
    const { x, t } = of.values;
    expect([x!.rows, t!.rows]).toEqual([3, 3]);
    await fit(model, x!, t!, {
      loss: crossEntropy(),
      optimizer: adamW({ learningRate, weightDecay }),
      epochs: 1,
      batchSize: 'all',
      shuffle: false,
    });
    expect(of.layers.flatMap(({ parameters }) => parameters.map(({ next }) => next.value.data))).toEqual(
      model.parameters.map((p) => p.get().data),
    );
  });

  test('--layer tells one layer, with what comes to it', async () => {
    const { out } = await nn('trace iris.safetensors iris-test.csv --row 2 --layer 1');
    const names = [...out.matchAll(/^ {4}(\S+) += /gm)].map(([, name]) => name!);
    expect(new Set(names)).toEqual(
      new Set(
        [
          'W_1',
          'b_1',
          'stepSize',
          'rootScale',
          'keep',
          'y_0',
          'z_1',
          'y_1',
          'e_1',
          'delta_1',
          'dW_1',
          'db_1',
          ...["mW_1'", "vW_1'", "W_1'", "mb_1'", "vb_1'", "b_1'"],
        ].flatMap((name) => names.filter((n) => n === name || n.startsWith(`${name}[`))),
      ),
    );
    expect(out).not.toContain('The loss\n');
  });

  test('--loss takes another loss', async () => {
    expect((await trace('line.safetensors line.csv --loss halfSquaredError')).setting.loss).toBe('halfSquaredError');
  });

  test('tells much of little: large matrices are cut, and it is quick', async () => {
    csv('wide.csv', [
      ['y', ...Array.from({ length: 60 }, (_, j) => `c${j}`)],
      ...Array.from({ length: 30 }, (_, i) => [i / 7, ...Array.from({ length: 60 }, (_, j) => (i * j) % 11)]),
    ]);
    await nn('train wide.csv --target y --epochs 2 --model wide.safetensors');
    const { out } = await nn('trace wide.safetensors wide.csv');
    expect(out.split('\n').length).toBeLessThan(400);
    expect(out).toContain('(60 x 128)');
  });

  test('speaks Chinese on a narrow terminal', async () => {
    const { out } = await nnOnTerminal(40, 'trace line.safetensors line.csv --row 1,3 --lang zh');
    expect(out.split('\n').slice(0, 12).join('\n')).toBe(`用 2 行数据训练一步

1. 已知
各层：0 dense (linear)。损失是
meanSquaredError，优化器是 sgd，在这里从
头开始：它记住的都是 0。
第 1 行：
    列  表中  网络中
    a      1  1
    b      1  1
    y      1  t: 1
第 3 行：`);
  });

  test('writes names harmlessly', async () => {
    csv('bell.csv', 'a\u001b[31m,y\n1,2\n2,4\n3,7\n4,8\n');
    await nn('train bell.csv --target y --hidden none --epochs 2 --model bell.safetensors');
    const { out } = await nn('trace bell.safetensors bell.csv');
    expect(out).toContain('a\uFFFD[31m');
    expect(out).not.toContain('\u001b');
  });

  test.each<[string, string, number, string]>([
    [
      'a row that is not there',
      'trace line.safetensors line.csv --row 9',
      2,
      'nn: --row 9: line.csv has 4 rows; expected a number from 1 to 4',
    ],
    [
      'row 0',
      'trace line.safetensors line.csv --row 0',
      2,
      "nn: option '--row <numbers>' argument '0' is invalid. expected numbers of rows from 1, got 0 in '0'",
    ],
    [
      'a row twice',
      'trace line.safetensors line.csv --row 1,1',
      2,
      "nn: option '--row <numbers>' argument '1,1' is invalid. expected each row once, got 1 twice in '1,1'",
    ],
    [
      'a layer that is not there',
      'trace line.safetensors line.csv --layer 1',
      2,
      'nn: --layer 1: line.safetensors has 1 layer; expected a number from 0 to 0',
    ],
    [
      'no target column',
      'trace line.safetensors untold.csv',
      1,
      "nn: untold.csv: there is no column 'y'; its columns are a, b",
    ],
    [
      'no target value',
      'trace line.safetensors empty.csv',
      1,
      'nn: empty.csv:2, column y: the target is missing (1 such row); leave these rows out, or the column',
    ],
    [
      'an unknown loss',
      'trace line.safetensors line.csv --loss l2',
      2,
      "nn: option '--loss <name>' argument 'l2' is invalid. Allowed choices are ",
    ],
    ['no data', 'trace line.safetensors', 2, "nn: missing required argument 'data'"],
  ])('refuses %s', async (_, args, code, message) => {
    csv('untold.csv', 'a,b\n1,2\n');
    csv('empty.csv', 'a,b,y\n1,2,\n3,4,5\n');
    const result = await nn(args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err.startsWith(message), result.err).toBe(true);
  });
});

test('a network of several layers, of a file that has no recipe', async () => {
  const pipeline = fitPipeline(readCsv(readFileSync('line.csv', 'utf8')), { target: 'y', task: 'classes' });
  writeFileSync('two.safetensors', save(network({ inputs: 2, layers: [dense(3, tanh), dense(2)] }), { pipeline }));
  expect((await trace('two.safetensors line.csv')).setting).toMatchObject({ loss: 'crossEntropy', optimizer: 'sgd' });
});
