import { crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix, random, reference } from '@nn/matrix';
import { adam, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  activate,
  batchNorm,
  type Callback,
  type CheckpointStore,
  checkpoints,
  conv2d,
  dense,
  dropout,
  earlyStopping,
  fit,
  loadRun,
  type Network,
  network,
  type Run,
  relu,
  residual,
  saveRun,
  softmax,
  steps,
} from '../src/index.js';

const x = random(1).normal(23, 32);
const t = Int32Array.from({ length: 23 }, (_, i) => i % 2);
/** Buffers at top level and inside, and dropout there. */
const make = () =>
  network({
    inputs: [4, 4, 2],
    layers: [
      conv2d(2, 3),
      batchNorm({ momentum: 0.3 }),
      activate(relu),
      residual([conv2d(2, 1), dropout(0.3), batchNorm(), dropout(0.3)]),
      dense(2, softmax),
    ],
    seed: 1,
  });
const options = { loss: crossEntropy(), optimizer: adam({ learningRate: 0.02 }), batchSize: 5, seed: 4 };
const buffers = ({ buffers: all }: Network) => all.map((p) => p.get().toArray().flat());
const all = ({ memory }: Network) => Array.from(memory.copy());

test.each([1, 3, 5, 7, 12])(
  'interrupted after %i updates it goes on, also from a file, to the same bits',
  async (updates) => {
    const never = make();
    await fit(never, x, t, { ...options, epochs: 4 });
    const controller = new AbortController();
    let asked = 0;
    const learningRate = () => {
      if (++asked === updates) controller.abort();
      return 0.02;
    };
    const first = await fit(make(), x, t, { ...options, learningRate, signal: controller.signal, epochs: 4 });
    const epochs = 4 - first.epochs.length;
    const carried = loadRun(saveRun(first.run), { ...options, learningRate: 0.02 });
    for (const run of [carried, first.run] as Run[]) {
      await fit(run.model, x, t, { ...options, continue: run, epochs });
      expect(all(run.model)).toEqual(all(never));
    }
  },
);

test('early stopping puts the buffers of the best epoch back with its weights, also where it went through a file', async () => {
  const monitor = ({ epoch }: { epoch: number }) => Math.abs(epoch - 2);
  const best: number[][] = [];
  const keep: Callback = { epochEnd: ({ epoch }, run) => void (epoch === 2 && best.push(all(run.model))) };
  const model = make();
  const history = await fit(model, x, t, {
    ...options,
    epochs: 9,
    callbacks: [keep, earlyStopping({ monitor, patience: 3 })],
  });
  expect(history).toMatchObject({ bestEpoch: 2, ended: 'callback', epochs: { length: 5 } });
  expect(all(model)).toEqual(best[0]);

  const files = new Map<string, Uint8Array>();
  const store: CheckpointStore = {
    write: (name, bytes) => void files.set(name, bytes),
    remove: (name) => void files.delete(name),
    list: () => files.keys(),
  };
  // The third epoch is the last that this one sees; what was best in the second is in the file.
  await fit(make(), x, t, {
    ...options,
    epochs: 3,
    callbacks: [earlyStopping({ monitor, patience: 3 }), checkpoints({ store })],
  });
  const again = loadRun([...files.values()].at(-1)!, options);
  await fit(again.model, x, t, {
    ...options,
    continue: again,
    epochs: 6,
    callbacks: [earlyStopping({ monitor, patience: 3 })],
  });
  expect(all(again.model)).toEqual(best[0]);
});

describe('a batch', () => {
  const plain = (backend = reference({ dtype: 'f64' })) =>
    network({ inputs: 2, layers: [batchNorm(), dense(1)], seed: 3, backend });
  const still = { loss: meanSquaredError(), optimizer: sgd({ learningRate: 0 }), shuffle: false };
  const numbers = [[1, 10], [3, -2], [5, 4], [2, 8]]; // biome-ignore format: rows
  const targets = [[0], [0], [0], [0]];

  test('of one sample has no variance: it gives the shift, and its mean is kept', () => {
    const model = plain();
    model.parameters.find(({ name }) => name === 'layers.0.shift')!.set(matrix([[0.5, -1]]));
    const [weight] = model.parameters
      .filter(({ name }) => name === 'layers.1.weight')
      .map((p) => p.get().toArray().flat());
    const { loss } = steps(model, [[7, -3]], [[0]], { ...still, batchSize: 1 }).next().value;
    expect(loss).toBeCloseTo((0.5 * weight![0]! - weight![1]!) ** 2, 14);
    const [mean, variance] = buffers(model);
    expect(mean).toEqual([expect.closeTo(0.7, 14), expect.closeTo(-0.3, 14)]);
    // 0.9 of the 1 that it begins with, and 0.1 of 0.
    expect(variance).toEqual([expect.closeTo(0.9, 14), expect.closeTo(0.9, 14)]);
  });

  test('after the other moves the running numbers by its own, the last and smaller one too', () => {
    for (const [batchSize, accumulate] of [
      [3, 1],
      [1, 4],
      [2, 2],
    ] as const) {
      // biome-ignore format: pairs
      const model = plain();
      for (const { epochEnd } of steps(model, numbers, targets, { ...still, batchSize, accumulate }))
        if (epochEnd) break;
      const wanted = [0, 1].map((j) => {
        let [mean, variance] = [0, 1];
        for (let k = 0; k < 4; k += batchSize) {
          const batch = numbers.slice(k, k + batchSize).map((row) => row[j]!);
          const own = batch.reduce((a, b) => a + b) / batch.length;
          const squares = batch.reduce((sum, v) => sum + (v - own) ** 2, 0);
          mean += 0.1 * (own - mean);
          variance += 0.1 * (squares / Math.max(1, batch.length - 1) - variance);
        }
        return [mean, variance];
      });
      const [mean, variance] = buffers(model);
      [0, 1].forEach((j) => {
        expect([mean![j], variance![j]]).toEqual(wanted[j]!.map((v) => expect.closeTo(v, 12)));
      });
    }
  });

  test.each([1, 2, 4])(
    'of %i whose update fails leaves all as it was, also what batches before it have kept',
    (accumulate) => {
      const model = plain(reference());
      const before = all(model);
      const lost = [[1, 2], [3, 4], [5, 6], [3e38, -3e38]]; // biome-ignore format: rows
      const batchSize = 4 / accumulate;
      expect(() => steps(model, lost, [[0], [0], [0], [3e38]], { ...still, batchSize, accumulate }).next()).toThrow(
        /the loss became/,
      );
      expect(all(model)).toEqual(before);
    },
  );
});
