import { add, mul, sum, tanh as tanhOf } from '@nn/formula';
import { binaryCrossEntropy, crossEntropy, meanSquaredError } from '@nn/loss';
import { matrix, random } from '@nn/matrix';
import { adam, onPlateau, type Schedule, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import {
  activation,
  type Callback,
  dense,
  dropout,
  type EpochReport,
  earlyStopping,
  evaluate,
  type FitOptions,
  fit,
  type Layer,
  type Network,
  network,
  type Run,
  sigmoid,
  softmax,
  steps,
  tanh,
} from '../src/index.js';

const x = random(11).normal(40, 3);
const t = random(12).normal(40, 1);
const make = (seed = 1) => network({ inputs: 3, layers: [dense(6, tanh), dropout(0.2), dense(1)], seed });
const options = { loss: meanSquaredError(), optimizer: adam({ learningRate: 0.01 }), batchSize: 10, seed: 5 };
const weights = (model: Network) => Array.from(model.memory.copy());

/** Aborts after this many updates: the learning rate is asked for before each. */
function abortAfter(updates: number, schedule: Schedule = () => 0.01) {
  const controller = new AbortController();
  let asked = 0;
  const learningRate: Schedule = (time) => {
    if (++asked === updates) controller.abort();
    return schedule(time);
  };
  return { signal: controller.signal, learningRate };
}

describe('a training that was interrupted goes on to the same bits', () => {
  const uninterrupted = async (settings: Partial<FitOptions> = {}) => {
    const model = make();
    await fit(model, x, t, { ...options, ...settings, epochs: 6 });
    return weights(model);
  };

  test.each([1, 2, 4, 5, 7, 8])('after %i updates, within an epoch or at its end', async (updates) => {
    const model = make();
    const { signal, learningRate } = abortAfter(updates);
    const first = await fit(model, x, t, { ...options, learningRate, signal, epochs: 6 });
    expect(first.ended).toBe('signal');
    const done = first.epochs.length;
    const rest = await fit(model, x, t, { ...options, continue: first.run, epochs: 6 - done });
    expect([...first.epochs, ...rest.epochs].map((e) => e.epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(weights(model)).toEqual(await uninterrupted());
  });

  test.each([
    { updates: 9, validation: 0.25 },
    { updates: 12, validation: 0.25 },
    { updates: 10, validation: undefined },
  ])('at the rates of a schedule that looks at the losses, after $updates updates', async ({ updates, validation }) => {
    const plateau = onPlateau(0.3, { patience: 0, factor: 0.5, threshold: 0.3 });
    const judged = validation === undefined ? {} : { validation };
    const seen: (readonly number[])[] = [];
    const learningRate: Schedule = (time) => {
      seen.push([...time.losses]);
      return plateau(time);
    };
    const whole = make();
    const known = await fit(whole, x, t, { ...options, ...judged, learningRate, epochs: 6 });
    const watched = known.epochs.map((e) => (validation === undefined ? e.loss : e.validationLoss!));
    expect(seen.at(-1)).toEqual(watched.slice(0, 5));
    expect(known.run.losses).toEqual(watched);
    expect(new Set(known.epochs.map((e) => e.learningRate)).size).toBeGreaterThan(2);

    const model = make();
    const { signal, learningRate: counted } = abortAfter(updates, plateau);
    const first = await fit(model, x, t, { ...options, ...judged, learningRate: counted, signal, epochs: 6 });
    const epochs = 6 - first.epochs.length;
    const rest = await fit(model, x, t, { ...options, ...judged, continue: first.run, epochs });
    const said = ({ epochs: all }: { epochs: readonly EpochReport[] }) =>
      all.map(({ learningRate: rate, loss }) => ({ rate, loss }));
    expect([...said(first), ...said(rest)]).toEqual(said(known));
    expect(weights(model)).toEqual(weights(whole));
  });

  test('within an epoch whose updates take several batches', async () => {
    const model = make();
    const { signal, learningRate } = abortAfter(3);
    const several = { ...options, batchSize: 6, accumulate: 2 };
    const first = await fit(model, x, t, { ...several, learningRate, signal, epochs: 6 });
    expect(first.run.state().step).toBe(3);
    await fit(model, x, t, { ...several, continue: first.run, epochs: 6 });
    expect(weights(model)).toEqual(await uninterrupted({ batchSize: 6, accumulate: 2 }));
  });

  test('with the same samples held back', async () => {
    const model = make();
    const validation = 0.25;
    const first = await fit(model, x, t, { ...options, validation, epochs: 2 });
    const rest = await fit(model, x, t, { ...options, seed: 77, validation, continue: first.run, epochs: 4 });
    expect(weights(model)).toEqual(await uninterrupted({ validation }));
    expect(rest.epochs.at(-1)!.epoch).toBe(6);
  });

  test('but not with other samples, within an epoch', async () => {
    const { signal, learningRate } = abortAfter(2);
    const model = make();
    const { run } = await fit(model, x, t, { ...options, learningRate, signal });
    const fewer = fit(model, random(1).normal(30, 3), random(2).normal(30, 1), { ...options, continue: run });
    await expect(fewer).rejects.toThrow('within an epoch of 40 samples, and there are 30 now');
  });

  test('a signal that was given before changes nothing', async () => {
    const model = make();
    const before = weights(model);
    const { epochs, ended } = await fit(model, x, t, { ...options, signal: AbortSignal.abort() });
    expect({ epochs, ended }).toEqual({ epochs: [], ended: 'signal' });
    expect(weights(model)).toEqual(before);
  });
});

test('others get their turn while it trains, however short its epochs are', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const until = performance.now() + 400;
  const stop: Callback = { epochEnd: () => (performance.now() > until ? 'stop' : undefined) };
  await fit(make(), x, t, { ...options, epochs: 1e9, callbacks: [stop] });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

describe('early stopping', () => {
  test('watches one training after the other, each anew', async () => {
    const watch = earlyStopping({ patience: 2 });
    const [a, b] = [make(1), make(2)];
    await fit(a, x, t, { ...options, epochs: 30, callbacks: [watch] });
    await fit(b, x, t, { ...options, epochs: 30, callbacks: [watch] });
    const alone = make(2);
    await fit(alone, x, t, { ...options, epochs: 30, callbacks: [earlyStopping({ patience: 2 })] });
    expect(weights(b)).toEqual(weights(alone));
    expect(weights(b)).not.toEqual(weights(a));
  });

  test('counts slow but steady progress against the best that it has put down', async () => {
    // Falls by 0.4 an epoch: three epochs together are more than 1.
    const falling = (_: unknown, k: number) => 100 - 0.4 * k;
    const losses = Array.from({ length: 30 }, falling)[Symbol.iterator]();
    const monitor = () => losses.next().value as number;
    const { ended } = await fit(make(), x, t, {
      ...options,
      epochs: 20,
      callbacks: [earlyStopping({ patience: 4, minDelta: 1, monitor })],
    });
    expect(ended).toBe('epochs');
  });

  test.each([
    ['no better by as much as minDelta', [5, 4.5, 4.5], 1, 3],
    ['worse, by less than minDelta', [5, 5.5, 5.5], 1, 3],
    ['equal', [5, 5, 5], 0, 3],
    // Once better, the count begins anew.
    ['better only in between', [5, 6, 4, 6, 6], 0, 5],
  ])('ends after two epochs that are %s', async (_, losses, minDelta, epochs) => {
    const given = [...losses, ...losses, ...losses][Symbol.iterator]();
    const callbacks = [earlyStopping({ patience: 2, minDelta, monitor: () => given.next().value! })];
    const history = await fit(make(), x, t, { ...options, epochs: 12, callbacks });
    expect(history).toMatchObject({ ended: 'callback', epochs: { length: epochs } });
  });

  test('puts the best weights back also where the training ends in an error', async () => {
    const model = make();
    const best: number[][] = [];
    const keep: Callback = {
      epochEnd: (report, { model: m }: Run) => {
        if (report.epoch === 2) best.push(weights(m));
        return undefined;
      },
    };
    const monitor = ({ epoch }: { epoch: number }) => Math.abs(epoch - 2);
    // Small steps for three epochs, then one that is far too large.
    const learningRate = ({ epoch }: { epoch: number }) => (epoch < 3 ? 0.01 : 1e30);
    const callbacks = [keep, earlyStopping({ monitor })];
    const lost = fit(model, x, t, { ...options, optimizer: sgd(), learningRate, epochs: 20, callbacks });
    await expect(lost).rejects.toThrow(/fit: (the loss became|weights overflowed)/);
    expect(weights(model)).toEqual(best[0]);
  });

  test('watches what is to grow, and says which epoch it put back', async () => {
    const [grows, falls] = [
      { mode: 'max' as const, sign: 1 },
      { mode: 'min' as const, sign: -1 },
    ];
    for (const { mode, sign } of [grows, falls]) {
      const model = make();
      const kept: number[][] = [];
      const keep: Callback = { epochEnd: () => void kept.push(weights(model)) };
      // The fifth is better than the third, but not by more than minDelta.
      const values = [1, 2, 5, 4, 5.5, 3, 3];
      const monitor = ({ epoch }: { epoch: number }) => sign * values[epoch - 1]!;
      const watch = earlyStopping({ monitor, mode, minDelta: 1, patience: 3 });
      const history = await fit(model, x, t, { ...options, epochs: 20, callbacks: [keep, watch] });
      expect([history.ended, history.epochs.length, history.bestEpoch]).toEqual(['callback', 6, 3]);
      expect(weights(model)).toEqual(kept[2]);
    }
    expect((await fit(make(), x, t, { ...options, epochs: 1 })).bestEpoch).toBeUndefined();
  });

  test('watches a loss by its name, and refuses what is not there', async () => {
    const watching = (monitor: unknown) => {
      const callbacks = [earlyStopping({ monitor: monitor as 'loss' })];
      return fit(make(), x, t, { ...options, epochs: 1, callbacks });
    };
    expect((await watching('loss')).bestEpoch).toBe(1);
    await expect(watching('validationLoss')).rejects.toThrow(
      'earlyStopping: monitor: expected a number, got undefined',
    );
    await expect(watching((report: EpochReport) => report.validationAccuracy)).rejects.toThrow(TypeError);
  });

  test.each([
    [{ mode: 'auto' as 'min' }, "mode: expected 'min' or 'max'"],
    [{ monitor: 'accuracy' as 'loss' }, "monitor: expected 'loss', 'validationLoss' or a function"],
    [{ patience: 0 }, 'patience'],
    [{ patience: Number.NaN }, 'patience'],
    [{ minDelta: -1 }, 'minDelta'],
  ])('refuses %o', (settings, name) => {
    expect(() => earlyStopping(settings)).toThrow(name);
  });
});

describe('what overflows', () => {
  test('a learning rate that single precision cannot hold', async () => {
    const model = make();
    const before = weights(model);
    await expect(fit(model, x, t, { ...options, learningRate: 1e39 })).rejects.toThrow('got 1e+39 at step 1');
    expect(weights(model)).toEqual(before);
  });

  test('weights, in the very last update', async () => {
    const model = network({ inputs: 3, layers: [dense(1)] });
    const far = matrix(t.toArray().map(([v]) => [v! * 1e6]));
    const settings = { ...options, optimizer: sgd({ learningRate: 1e35 }), batchSize: 'all' as const, epochs: 1 };
    await expect(fit(model, x, far, settings)).rejects.toThrow(
      /weights overflowed at step 1 .*layers\.0\.(weight|bias)/,
    );
  });
});

test('every class keeps a sample to be learnt, however few there are of it', async () => {
  const classes = [...new Array<number>(97).fill(0), 1, 2, 3];
  const onehot = classes.map((c) => [0, 1, 2, 3].map((k) => +(k === c)));
  const inputs = classes.map((c, i) => [c, i]);
  for (let seed = 0; seed < 20; seed++) {
    const model = network({ inputs: 2, layers: [dense(4, softmax)] });
    const { run } = await fit(model, inputs, onehot, {
      loss: crossEntropy(),
      optimizer: sgd(),
      validation: 0.2,
      seed,
      epochs: 1,
      batchSize: 1,
    });
    // The rare classes are too few to be held back: 80 of the frequent one are left of 97, and they.
    expect(run.state().step).toBe(80);
  }
});

test("an activation of one's own that is only called sigmoid is not taken for it", () => {
  const other = activation('sigmoid', (z) => mul(0.5, add(1, tanhOf(z))));
  const [inputs, targets] = [random(3).normal(20, 2), matrix(Array.from({ length: 20 }, (_, i) => [i % 2]))];
  for (const f of [other, sigmoid]) {
    const model = network({ inputs: 2, layers: [dense(1, f)], seed: 4 });
    const expected = binaryCrossEntropy().value(model.predict(inputs), targets);
    expect(evaluate(model, inputs, targets, { loss: binaryCrossEntropy() }).loss).toBeCloseTo(expected, 5);
  }
});

describe('random numbers', () => {
  test("of a network are not those of random() with the network's seed", () => {
    const model = network({ inputs: 8, layers: [dense(8)], seed: 0 });
    const limit = Math.sqrt(6 / 16);
    const own = random(0).uniform(8, 8, { min: -limit, max: limit });
    expect(Array.from(own.data)).not.toEqual(weights(model).slice(0, 64));
    const { rows } = steps(make(), x, t, { ...options, batchSize: 'all', seed: 0 }).next().value;
    expect(rows).not.toEqual(random(0).permutation(40));
  });
});

describe('what is no network, loss or optimizer', () => {
  test('is refused by its name where it is given', () => {
    expect(() => dense(2, 'relu' as never)).toThrow(
      "dense: activation: expected one of @nn/net such as relu, got 'relu'",
    );
    expect(() => network({ inputs: 2, layers: [{} as Layer] })).toThrow(
      'layer 0: expected a layer such as dense(8, relu)',
    );
    const total = activation('total', (z) => sum(z));
    expect(() => network({ inputs: 2, layers: [dense(3, tanh), dense(4, total)] })).toThrow(
      'network: layer 1 (dense): expected n x 4 to come out, got 1 x 1',
    );
    const begin = (changed: object) => () => steps(make(), x, t, { ...options, ...changed }).next();
    expect(begin({ loss: crossEntropy })).toThrow(
      'loss: expected a loss such as crossEntropy(), got a function: call it',
    );
    expect(begin({ optimizer: 'adam' })).toThrow("steps: optimizer: expected one such as adam(), got 'adam'");
    expect(begin({ learningRate: '0.1' })).toThrow("steps: learningRate: expected a number or a schedule, got '0.1'");
  });
});
