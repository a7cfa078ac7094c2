import { input, mul, sub } from '@nn/formula';
import { crossEntropy, meanSquaredError } from '@nn/loss';
import { fromData, full, matrix, random, reference } from '@nn/matrix';
import * as optim from '@nn/optim';
import { adam, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  dense,
  dropout,
  earlyStopping,
  evaluate,
  fit,
  linear,
  network,
  type Optimizer,
  relu,
  sigmoid,
  softmax,
  steps,
  tanh,
  trace,
} from '../src/index.js';
import { zeros } from '../src/init/index.js';
import { splitValidation } from '../src/training/split.js';

const xor = {
  x: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  t: [[0], [1], [1], [0]],
};
const small = (seed = 1) => network({ inputs: 2, layers: [dense(8, tanh), dense(1, sigmoid)], seed });

/** Three clouds of points, `n` of each. */
function clouds(n: number, seed = 3) {
  const noise = random(seed)
    .normal(3 * n, 2, { std: 0.6 })
    .toArray();
  const centres = [
    [0, 2],
    [-2, -1],
    [2, -1],
  ];
  const x = noise.map(([a, b], i) => [a! + centres[i % 3]![0]!, b! + centres[i % 3]![1]!]);
  const t = noise.map((_, i) => [0, 1, 2].map((k) => (k === i % 3 ? 1 : 0)));
  return { x, t };
}

describe('fit', () => {
  test('learns XOR, which no single layer can', async () => {
    const model = small();
    const { epochs } = await fit(model, xor.x, xor.t, {
      loss: meanSquaredError(),
      optimizer: adam({ learningRate: 0.05 }),
      batchSize: 4,
      epochs: 400,
    });
    expect(epochs).toHaveLength(400);
    expect(epochs.at(-1)!.loss).toBeLessThan(0.01);
    const said = model.predict(xor.x).toArray().flat();
    expect(said.map(Math.round)).toEqual([0, 1, 1, 0]);
  });

  const optimizers: readonly optim.Optimizer[] = [
    optim.sgd({ learningRate: 0.5, momentum: 0.9, nesterov: true }),
    ...[optim.adam, optim.adamW, optim.adaMax, optim.nadam, optim.radam].map((make) => make({ learningRate: 0.03 })),
    optim.adam({ learningRate: 0.03, amsgrad: true }),
    optim.rmsProp({ learningRate: 0.01, centered: true, momentum: 0.5 }),
    optim.adaGrad({ learningRate: 0.3 }),
    optim.adaDelta({ learningRate: 20 }),
    optim.lion({ learningRate: 0.01 }),
  ];
  const clipped = [
    optim.clipValue(optim.adam({ learningRate: 0.03 }), { limit: 0.01 }),
    optim.clipGlobalNorm(optim.sgd({ learningRate: 0.5, momentum: 0.9 }), { max: 0.3 }),
    optim.clipGlobalNorm(optim.clipValue(optim.nadam({ learningRate: 0.03 }), { limit: 0.01 }), { max: 0.05 }),
  ];

  test.each([...optimizers, ...clipped])(
    '$name learns XOR, and is as its own step on ordinary matrices is',
    async (optimizer) => {
      const model = small();
      const options = { loss: meanSquaredError(), optimizer, batchSize: 'all' as const, shuffle: false };
      const { epochs, run } = await fit(model, xor.x, xor.t, { ...options, epochs: 400 });
      expect(epochs.at(-1)!.loss).toBeLessThan(0.05);
      expect(run.state().step).toBe(400);
      expect(Object.keys(run.state().slots)).toEqual(optimizer.slots);
      // One more update, from the gradient that trace sees.
      const state = run.state();
      const before = fromData(1, model.memory.length, model.memory.copy());
      const { layers } = trace(model, xor.x, xor.t, { loss: options.loss });
      const gradient = layers.flatMap((layer) => layer.parameters.flatMap((p) => [...p.gradient.value.data]));
      optimizer.step(before, fromData(1, gradient.length, Float32Array.from(gradient)), state);
      await fit(model, xor.x, xor.t, { ...options, epochs: 1, continue: run });
      expect([...model.memory.copy()]).toEqual([...before.data]);
    },
  );

  test('what an optimizer remembers begins as it says, for every parameter', () => {
    const [parameter, memory] = [input('parameter'), input('memory')];
    const remembers: Optimizer = {
      name: 'remembers',
      learningRate: 1,
      slots: ['memory'],
      update: { parameter: sub(parameter, memory), slots: { memory: mul(2, memory) } },
      init: ({ rows, cols }) => ({ step: 0, running: {}, slots: { memory: full(rows, cols, 0.25) } }),
      scalars: () => ({}),
    };
    const model = small();
    const before = model.memory.copy();
    const updates = steps(model, xor.x, xor.t, { loss: meanSquaredError(), optimizer: remembers });
    updates.next();
    updates.next();
    expect([...model.memory.copy()]).toEqual([...before.map((p) => Math.fround(Math.fround(p - 0.25) - 0.5))]);
  });

  test('sees every sample once an epoch, in a new order each, the last batch as small as it comes', () => {
    const { x, t } = clouds(7);
    const model = network({ inputs: 2, layers: [dense(3, softmax)] });
    const orders: number[][] = [];
    let rows: number[] = [];
    const sizes: number[] = [];
    for (const report of steps(model, x, t, {
      loss: crossEntropy(),
      optimizer: sgd({ learningRate: 0.1 }),
      batchSize: 8,
    })) {
      rows.push(...report.rows);
      sizes.push(report.rows.length);
      if (report.epochEnd) {
        orders.push(rows);
        rows = [];
      }
      if (orders.length === 3) break;
    }
    expect(sizes).toEqual([8, 8, 5, 8, 8, 5, 8, 8, 5]);
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([...Array(21).keys()]);
    expect(orders[0]).not.toEqual(orders[1]);
  });

  test('one batch of all samples is one update an epoch; batches of one are as many as samples', async () => {
    for (const [batchSize, updates] of [
      ['all', 1],
      [1, 4],
      [3, 2],
    ] as const) {
      const { run, epochs } = await fit(small(), xor.x, xor.t, {
        loss: meanSquaredError(),
        optimizer: sgd({ learningRate: 0.1 }),
        batchSize,
        epochs: 1,
      });
      expect(epochs[0]!.step).toBe(updates);
      expect(run.state().step).toBe(updates);
    }
  });

  test('the same seed gives the same bits, another seed others', async () => {
    const { x, t } = clouds(20);
    const train = async (seed: number) => {
      const model = network({ inputs: 2, layers: [dense(6, relu), dropout(0.2), dense(3, softmax)], seed });
      await fit(model, x, t, { loss: crossEntropy(), optimizer: adam(), batchSize: 16, epochs: 3, seed });
      return [...model.memory.copy()];
    };
    const first = await train(5);
    expect(await train(5)).toEqual(first);
    expect(await train(6)).not.toEqual(first);
  });

  test('the reference backend in f32 trains to the same bits as the default one', async () => {
    const { x, t } = clouds(15);
    const train = async (backend?: ReturnType<typeof reference>) => {
      const layers = [dense(9, tanh), dense(5, relu), dropout(0.3), dense(3, softmax)];
      const model = network({ inputs: 2, layers, seed: 2, ...(backend && { backend }) });
      await fit(model, x, t, {
        loss: crossEntropy(),
        optimizer: adam({ learningRate: 0.01 }),
        batchSize: 8,
        epochs: 5,
      });
      return [...model.memory.copy()];
    };
    expect(await train()).toEqual(await train(reference()));
  });

  test('a run that is continued ends where one that never stopped ends', async () => {
    const { x, t } = clouds(20);
    const options = { loss: crossEntropy(), optimizer: adam(), batchSize: 8, seed: 4 };
    const make = () => network({ inputs: 2, layers: [dense(6, tanh), dense(3, softmax)], seed: 4 });
    const whole = make();
    await fit(whole, x, t, { ...options, epochs: 6 });
    const parts = make();
    const { run } = await fit(parts, x, t, { ...options, epochs: 2 });
    await fit(parts, x, t, { ...options, epochs: 4, continue: run });
    expect([...parts.memory.copy()]).toEqual([...whole.memory.copy()]);
  });

  test('early stopping puts the best weights back', async () => {
    const { x, t } = clouds(10);
    const model = network({ inputs: 2, layers: [dense(8, tanh), dense(3, softmax)] });
    const { epochs, ended } = await fit(model, x, t, {
      loss: crossEntropy(),
      // So large a rate that the loss goes up and down.
      optimizer: sgd({ learningRate: 8 }),
      batchSize: 4,
      epochs: 200,
      validation: 0.3,
      callbacks: [earlyStopping({ patience: 5 })],
    });
    expect(ended).toBe('callback');
    const best = Math.min(...epochs.map((e) => e.validationLoss!));
    expect(epochs.at(-1)!.validationLoss).toBeGreaterThan(best);
    const again = await fit(network({ inputs: 2, layers: [dense(8, tanh), dense(3, softmax)] }), x, t, {
      loss: crossEntropy(),
      optimizer: sgd({ learningRate: 8 }),
      batchSize: 4,
      epochs: epochs.findIndex((e) => e.validationLoss === best) + 1,
      validation: 0.3,
    });
    expect([...model.memory.copy()]).toEqual([...again.run.model.memory.copy()]);
  });

  test('validation is shuffled before it is split, and stratified for classes', async () => {
    // Sorted by class: the last 30 % would be of one class only.
    const { x, t } = clouds(20);
    const order = t.map((row, i) => [row.indexOf(1), i] as const).sort((a, b) => a[0] - b[0]);
    const seen = new Set<number>();
    const model = network({ inputs: 2, layers: [dense(3, softmax)] });
    const { epochs } = await fit(
      model,
      order.map(([, i]) => x[i]!),
      order.map(([, i]) => t[i]!),
      {
        loss: crossEntropy(),
        optimizer: adam({ learningRate: 0.1 }),
        epochs: 40,
        validation: 0.3,
        callbacks: [
          {
            epochEnd: (r) => {
              seen.add(r.step);
              return undefined;
            },
          },
        ],
      },
    );
    expect(epochs.at(-1)!.validationAccuracy).toBeGreaterThan(0.85);
    expect(seen.size).toBe(40);
  });

  test('the loss of an epoch is the mean over its samples, however small the last batch is', async () => {
    const model = network({ inputs: 1, layers: [dense(1, linear, { init: zeros })] });
    const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0 }), batchSize: 2, shuffle: false };
    const { epochs } = await fit(model, [[1], [1], [1]], [[1], [1], [7]], { ...options, epochs: 1 });
    expect(epochs[0]!.loss).toBeCloseTo((1 + 1 + 49) / 3, 5);
  });

  test.each([0.2, 0.5])('%d of the samples to judge by are drawn at random, where targets are numbers', (part) => {
    const rows = random(0).normal(200, 1);
    const t = fromData(
      200,
      1,
      Float32Array.from({ length: 200 }, (_, i) => i),
    );
    const { train, validation } = splitValidation({ x: rows, t }, part, 5);
    const held = Array.from(validation.t.data).sort((a, b) => a - b);
    expect(held.length).toBe(200 * part);
    expect([...train.t.data, ...held].sort((a, b) => a - b)).toEqual([...t.data]);
    // The mean of so many numbers below 200, drawn without putting back, within four standard deviations of theirs.
    const spread = Math.sqrt((((200 * 200 - 1) / 12 / held.length) * (200 - held.length)) / 199);
    expect(Math.abs(held.reduce((a, b) => a + b) / held.length - 99.5)).toBeLessThan(4 * spread);
    expect(splitValidation({ x: rows, t }, part, 6).validation.t.data).not.toEqual(validation.t.data);
  });

  test('a signal ends it after the update under way', async () => {
    const controller = new AbortController();
    const model = small();
    const { ended, epochs } = await fit(model, xor.x, xor.t, {
      loss: meanSquaredError(),
      optimizer: sgd({ learningRate: 0.1 }),
      epochs: 1_000_000,
      signal: controller.signal,
      callbacks: [
        {
          epochEnd: ({ epoch }) => {
            if (epoch === 10) controller.abort();
            return undefined;
          },
        },
      ],
    });
    expect(ended).toBe('signal');
    expect(epochs.length).toBeGreaterThanOrEqual(10);
    expect(epochs.length).toBeLessThan(20);
  });

  test('a learning rate that is a schedule is asked for every step', () => {
    const asked: number[] = [];
    const told: (readonly number[])[] = [];
    const run = steps(small(), xor.x, xor.t, {
      loss: meanSquaredError(),
      optimizer: sgd({ learningRate: 1 }),
      batchSize: 2,
      learningRate: ({ step, epoch, losses }) => {
        asked.push(step, epoch);
        told.push([...losses]);
        return 1 / (1 + step);
      },
    });
    const reports = Array.from({ length: 4 }, () => run.next().value);
    expect(reports.map((report) => report.learningRate)).toEqual([1, 1 / 2, 1 / 3, 1 / 4]);
    // What the first epoch came to, from the second on.
    const mean = (reports[0]!.loss + reports[1]!.loss) / 2;
    expect(told).toEqual([[], [], [mean], [mean]]);
    expect(asked).toEqual([0, 0, 1, 0, 2, 1, 3, 1]);
  });
});

describe('what cannot be trained on', () => {
  const options = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.1 }) };
  const refused = (run: () => Promise<unknown>) => expect(run()).rejects;

  test('is refused with its sizes, before anything is changed', async () => {
    const model = small();
    const before = [...model.memory.copy()];
    await refused(() => fit(model, [[1, 2, 3]], [[1]], options)).toThrow(
      'fit: x is 1 x 3, but this network takes 2 columns',
    );
    await refused(() => fit(model, [[1, 2]], [[1, 0]], options)).toThrow(
      'fit: t is 1 x 2, but this network gives 1 columns',
    );
    await refused(() => fit(model, [[1, 2]], [[1], [0]], options)).toThrow('x has 1 rows and t 2');
    await refused(() => fit(model, [[1, Number.NaN]], [[1]], options)).toThrow('row 0, column 1 is NaN');
    await refused(() => fit(model, xor.x, xor.t, { ...options, batchSize: 0 })).toThrow(
      "batchSize: expected 'all' or a whole number",
    );
    await refused(() => fit(model, xor.x, xor.t, { ...options, learningRate: Number.NaN })).toThrow(
      'learningRate: expected a finite number',
    );
    await refused(() => fit(model, xor.x, xor.t, { ...options, validation: 0.01 })).toThrow(
      'leaves 4 to train and 0 to validate',
    );
    expect([...model.memory.copy()]).toEqual(before);
  });

  test('a loss that is no longer finite says at which step and layer, and the weights stay finite', async () => {
    const model = network({ inputs: 2, layers: [dense(8, relu), dense(1)], seed: 1 });
    const run = fit(
      model,
      [
        [1, 2],
        [3, 4],
      ],
      [[1], [2]],
      { ...options, learningRate: 1e20, batchSize: 1, epochs: 50 },
    );
    await expect(run).rejects.toThrow(
      /loss became (NaN|Infinity) at step \d+ \(epoch \d+\): .*layers?[ .]\d.*learning rate/,
    );
    expect(Array.from(model.memory.copy()).filter((w) => !Number.isFinite(w))).toEqual([]);
  });
});

describe('evaluate', () => {
  test('gives the loss of all samples at once, the accuracy and the confusion matrix', () => {
    const model = network({ inputs: 2, layers: [dense(2, softmax)] });
    // The first input is class 0's logit, the second class 1's.
    model.parameters[0]!.set(
      matrix([
        [1, 0],
        [0, 1],
      ]),
    );
    const x = [
      [2, 0],
      [3, 0],
      [0, 2],
      [2, 0],
    ];
    const t = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    const { loss, accuracy, confusion } = evaluate(model, x, t, { loss: crossEntropy() });
    const right = (z: number) => Math.log(1 + Math.exp(-z));
    expect(loss).toBeCloseTo((right(2) + right(3) + right(2) + right(-2)) / 4, 6);
    expect(accuracy).toBe(0.75);
    expect(confusion!.toArray()).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});
