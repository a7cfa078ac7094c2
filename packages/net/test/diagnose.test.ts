import { binaryCrossEntropy, crossEntropy, halfSquaredError, sumSquaredError } from '@nn/loss';
import { matrix, random } from '@nn/matrix';
import { sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  activate,
  avgPool2d,
  batchNorm,
  conv2d,
  dense,
  diagnose,
  dropout,
  evaluate,
  fit,
  globalAveragePool,
  type Layer,
  linear,
  maxPool2d,
  type Network,
  network,
  parallel,
  prelu,
  type RuleName,
  relu,
  residual,
  sigmoid,
  softmax,
  tanh,
} from '../src/index.js';
import { constant, glorot, he, type Initializer, normal, zeros } from '../src/init/index.js';

const x = random(1).normal(40, 3);
const t = matrix(x.toArray().map(([a, b]) => [Number(a! * b! > 0), Number(a! * b! <= 0)]));
const loss = crossEntropy();
const made = (init: Initializer, activation = sigmoid, output = init) =>
  network({ inputs: 3, layers: [dense(4, activation, { init }), dense(2, softmax, { init: output })], seed: 2 });
/** The same weights for every unit that they lead on from; others for each unit that they lead to. */
const equalOn: Initializer = (rows) => matrix(Array.from({ length: rows }, () => [0.3, -0.2]));
const found = (model: ReturnType<typeof made>, rule?: RuleName) =>
  diagnose(model, x, t, { loss, ...(rule && { rule }) }).map(
    ({ code, layer, units }) => `${code} ${layer}: ${units.join(' ')}`,
  );

describe('weights of 0', () => {
  test('by gradient: hidden units are twins, and none gets a gradient while the output weights are 0', () => {
    expect(found(made(zeros))).toEqual(['identicalUnits 0: 0 1 2 3', 'noGradient 0: 0 1 2 3']);
  });

  test('by transposed weights: the hidden error is 0', () => {
    expect(found(made(zeros), 'transposed')).toEqual(['identicalUnits 0: 0 1 2 3', 'noGradient 0: 0 1 2 3']);
  });

  test('by shares: 0/0', () => {
    expect(found(made(zeros), 'proportional')).toEqual(['identicalUnits 0: 0 1 2 3', 'undefinedGradient 0: 0 1 2 3']);
    const [, { text }] = diagnose(made(zeros), x, t, { loss, rule: 'proportional' }) as [unknown, { text: string }];
    expect(text).toContain(
      'layer 0 (dense, sigmoid): all 4 units cannot learn now: the error that comes back is not a finite number, because the weights into',
    );
    expect(text).toContain('0/0');
  });

  test('numbers that are too large are not blamed on a rule', () => {
    const large = made(zeros, linear, constant(1e30));
    large.parameters[0]!.set(matrix(Array.from({ length: 3 }, () => [1e30, 1e30, 1e30, 1e30])));
    for (const rule of ['gradient', 'proportional'] as const) {
      const texts = diagnose(large, x, t, { loss: sumSquaredError(), rule }).map((f) => f.text);
      expect(texts.at(-1), rule).toBe(
        'layer 1 (dense, softmax): all 2 units cannot learn now: the error that comes back is not a finite number, because numbers became too large for the precision. Begin with smaller weights, or scale the inputs.',
      );
      expect(texts.join()).not.toContain('0/0');
    }
  });

  test('with relu nothing at all moves but the output biases', async () => {
    const model = made(zeros, relu);
    const before = model.parameters.map((p) => p.get().toArray());
    await fit(model, x, t, { loss, optimizer: sgd({ learningRate: 0.5 }), epochs: 3 });
    const moved = model.parameters.filter((p, k) => JSON.stringify(p.get().toArray()) !== JSON.stringify(before[k]));
    expect(moved.map((p) => p.name)).toEqual(['layers.1.bias']);
  });

  test('a single layer with a convex loss can begin there: nothing is found, and it learns', async () => {
    const single = network({ inputs: 3, layers: [dense(1, sigmoid, { init: zeros })] });
    const target = matrix(x.toArray().map(([a]) => [Number(a! > 0)]));
    const convex = binaryCrossEntropy();
    expect(diagnose(single, x, target, { loss: convex })).toEqual([]);
    await fit(single, x, target, { loss: convex, optimizer: sgd({ learningRate: 5 }), epochs: 500 });
    expect(evaluate(single, x, target, { loss: convex }).accuracy).toBe(1);
  });
});

describe('equal weights', () => {
  test('stay twins for ever, though they learn', async () => {
    const model = made(constant(0.3), tanh, glorot());
    // Different weights on: they part at once.
    expect(found(model)).toEqual([]);
    const equal = made(constant(0.3), tanh, equalOn);
    expect(found(equal)).toEqual(['identicalUnits 0: 0 1 2 3']);
    await fit(equal, x, t, { loss, optimizer: sgd({ learningRate: 0.5 }), epochs: 50 });
    const [W] = equal.parameters.map((p) => p.get().toArray());
    for (const row of W!) expect(new Set(row).size).toBe(1);
    expect(W!.flat()).not.toContain(Math.fround(0.3));
    expect(found(equal)).toEqual(['identicalUnits 0: 0 1 2 3']);
  });

  test('that are equal for every output cancel what comes back from a softmax, whose errors sum to 0', () => {
    expect(found(made(constant(0.3), tanh))).toEqual(['identicalUnits 0: 0 1 2 3', 'noGradient 0: 0 1 2 3']);
  });

  test('of two units only are named as these two, in whatever layer', () => {
    const model = network({ inputs: 3, layers: [dense(5, tanh), dense(4, tanh), dense(2, softmax)], seed: 4 });
    const [, , W1, b1, W2] = model.parameters;
    const copyColumn = (p: typeof W1, from: number, to: number) =>
      p!.set(
        matrix(
          p!
            .get()
            .toArray()
            .map((row) => row.map((v, j) => (j === to ? row[from]! : v))),
        ),
      );
    copyColumn(W1, 1, 3);
    copyColumn(b1, 1, 3);
    expect(found(model)).toEqual([]);
    const on = W2!.get().toArray();
    W2!.set(matrix(on.map((row, i) => (i === 3 ? on[1]! : row))));
    expect(found(model)).toEqual(['identicalUnits 1: 1 3']);
    expect(diagnose(model, x, t, { loss })[0]!.text).toMatch(
      /^layer 1 \(dense, tanh\): units 1, 3 are twins: .*glorot, he/,
    );
  });

  test('are parted by dropout behind them', () => {
    const model = (rate: number) =>
      network({
        inputs: 3,
        layers: [dense(4, tanh, { init: constant(0.3) }), dropout(rate), dense(2, softmax, { init: equalOn })],
      });
    expect(found(model(0))).toEqual(['identicalUnits 0: 0 1 2 3']);
    expect(found(model(0.5))).toEqual([]);
  });
});

describe('gradients that do not come', () => {
  test('a dead relu is named, with its cause', () => {
    const model = made(he(), relu);
    const bias = model.parameters[1]!;
    bias.set(
      matrix([
        bias
          .get()
          .toArray()[0]!
          .map((v, j) => (j === 2 ? -1000 : v)),
      ]),
    );
    expect(found(model)).toEqual(['noGradient 0: 2']);
    expect(diagnose(model, x, t, { loss })[0]!.text).toMatch(
      /^layer 0 \(dense, relu\): unit 2 cannot learn now: the slope of relu is 0 for every sample/,
    );
  });

  test('a unit whose way on is cut is named, and what stands before a layer of zeros', () => {
    const model = network({ inputs: 3, layers: [dense(3, tanh), dense(3, tanh), dense(2, softmax)], seed: 1 });
    const W2 = model.parameters[4]!;
    W2.set(
      matrix(
        W2.get()
          .toArray()
          .map((row, i) => row.map((v) => (i === 1 ? 0 : v))),
      ),
    );
    expect(found(model)).toEqual(['noGradient 1: 1']);
    W2.set(
      matrix(
        W2.get()
          .toArray()
          .map((row) => row.map(() => 0)),
      ),
    );
    expect(found(model)).toEqual(['noGradient 0: 0 1 2', 'noGradient 1: 0 1 2']);
  });

  test('weights that are too large leave activations flat', () => {
    expect(found(made(normal({ std: 0.5 })))).toEqual([]);
    // Sums far beyond 4.6 for each of the samples.
    const model = made(glorot());
    model.parameters[1]!.set(matrix([[9, 0, -9, 0]]));
    expect(found(model)).toEqual(['saturatedUnits 0: 0 2']);
    model.parameters[1]!.set(matrix([[2000, 0, -2000, 0]]));
    expect(found(model)).toEqual(['noGradient 0: 0 2']);
  });

  test('nothing is wrong where there is nothing to learn', () => {
    const model = network({
      inputs: 1,
      layers: [dense(2, tanh, { init: zeros }), dense(1, undefined, { init: zeros })],
    });
    expect(diagnose(model, [[1], [2]], [[0], [0]], { loss: halfSquaredError() })).toEqual([]);
  });

  test('usual first weights are fine, for each activation', () => {
    for (const activation of [sigmoid, tanh, relu]) {
      for (const init of [glorot(), he()]) expect(found(made(init, activation)), activation.name).toEqual([]);
    }
  });
});

describe('images', () => {
  const images = random(3).normal(6, 4 * 4 * 2);
  const classes = Int32Array.from({ length: 6 }, (_, i) => i % 2);
  /** Changes what leads to one filter of the first layer. */
  const spoiled = (model: Network, change: (weights: number[][]) => void, bias?: number[]) => {
    const [weight, b] = model.parameters;
    const rows = weight!.get().toArray();
    change(rows);
    weight!.set(matrix(rows));
    if (bias) b!.set(matrix([bias]));
    return diagnose(model, images, classes, { loss });
  };
  const made = (...between: Layer[]) =>
    network({
      inputs: [4, 4, 2],
      layers: [conv2d(3, 3, relu, { padding: 1 }), ...between, dense(2, softmax)],
      seed: 1,
    } as never) as Network;
  const behind: readonly (readonly [string, () => Layer[]])[] = [
    ['dense alone', () => []],
    ['pooling', () => [maxPool2d(2)]],
    ['another convolution', () => [conv2d(2, 3, tanh)]],
    ['batchNorm, which has another parameter for each channel', () => [batchNorm(), activate(tanh), avgPool2d(2)]],
    ['layers made of layers', () => [residual([conv2d(3, 1)]), parallel([[conv2d(1, 1)], []])]],
    ['one slope for all', () => [prelu()]],
  ];

  test.each(behind)('with %s behind a convolution: nothing is found with usual first weights', (_, layers) => {
    expect(diagnose(made(...layers()), images, classes, { loss })).toEqual([]);
  });

  test.each(behind)('with %s behind it: a dead filter is one unit, at all positions', (_, layers) => {
    const found = spoiled(made(...layers()), () => {}, [0, -1000, 0]);
    expect(found[0]).toMatchObject({ code: 'noGradient', layer: 0, units: [1] });
    expect(found[0]!.text).toMatch(
      /^layer 0 \(conv2d, relu\): unit 1 cannot learn now: the slope of relu is 0 for every sample/,
    );
    expect(found.filter(({ layer }) => layer === 0)).toHaveLength(1);
  });

  test('filters that are twins are named, where what leads on from them is equal too', () => {
    const twin = (rows: number[][]) => {
      for (const row of rows) row[2] = row[0]!;
    };
    const model = made(globalAveragePool());
    expect(spoiled(model, twin)).toEqual([]);
    const on = model.parameters[2]!;
    const rows = on.get().toArray();
    on.set(matrix(rows.map((row, i) => (i === 2 ? rows[0]! : row))));
    expect(diagnose(model, images, classes, { loss })).toMatchObject([
      { code: 'identicalUnits', layer: 0, units: [0, 2] },
    ]);
  });

  test('a filter whose way on is cut at every position is named with the cause, one that is cut at some is not', () => {
    const model = made();
    const on = model.parameters[2]!;
    const cut = (from: number) =>
      on.set(
        matrix(
          on
            .get()
            .toArray()
            .map((row, i) => (i % 3 === 1 && i >= from ? row.map(() => 0) : row)),
        ),
      );
    cut(20);
    expect(diagnose(model, images, classes, { loss })).toEqual([]);
    cut(0);
    const [only, ...others] = diagnose(model, images, classes, { loss });
    expect(only).toMatchObject({ code: 'noGradient', layer: 0, units: [1] });
    expect(only!.text).toContain('because the weights that lead on from there are all 0');
    expect(others).toEqual([]);
  });

  test('units that only seem alike because their inputs are, as behind batchNorm, are no twins', () => {
    const model = network({
      inputs: 3,
      layers: [dense(3, relu), batchNorm(), dense(2, softmax, { init: equalOn })],
      seed: 2,
    });
    // Two that are dead now have one output, but other weights.
    model.parameters[1]!.set(matrix([[-100, -100, 0]]));
    const codes = diagnose(model, x, t, { loss }).map(({ code, layer }) => `${code} ${layer}`);
    expect(codes).toEqual(['noGradient 0']);
  });
});
