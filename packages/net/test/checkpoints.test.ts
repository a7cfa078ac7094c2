import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crossEntropy, huber, meanSquaredError } from '@nn/loss';
import { random, reference } from '@nn/matrix';
import { adam, nadam, sgd } from '@nn/optim';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Callback,
  type CheckpointStore,
  checkpoints,
  dense,
  dropout,
  earlyStopping,
  type FitOptions,
  fit,
  type History,
  load,
  loadRun,
  ModelFileError,
  type Network,
  network,
  save,
  saveRun,
  softmax,
  tanh,
} from '../src/index.js';
import { seal } from '../src/model-file/safetensors.js';
import { folder } from '../src/node.js';
import { load as loadPredictor } from '../src/predict.js';

const x = random(11).normal(40, 3);
const t = random(12).normal(40, 1);
const layers = () => [dense(6, tanh), dropout(0.2), dense(1)];
const make = (backend?: ReturnType<typeof reference>) =>
  network({ inputs: 3, layers: layers(), seed: 1, ...(backend && { backend }) });
const weights = (model: Network) => Array.from(model.memory.copy());
const losses = ({ epochs }: History) => epochs.map((report) => report.validationLoss ?? report.loss);

const memory = (): CheckpointStore & { files: Map<string, Uint8Array> } => {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: (name, bytes) => void files.set(name, bytes),
    remove: (name) => void files.delete(name),
    list: () => files.keys(),
  };
};

/** A learning rate that is asked for before each update, and a signal that comes with one of them. */
function abortAfter(updates: number) {
  const controller = new AbortController();
  let asked = 0;
  const learningRate = ({ step }: { step: number }) => {
    if (++asked === updates) controller.abort();
    return 0.02 / (1 + step);
  };
  return { signal: controller.signal, learningRate };
}

describe('a run that went through bytes goes on to the bits of one that was never interrupted', () => {
  const base = { loss: meanSquaredError(), batchSize: 10, seed: 5 };
  const schedule = ({ step }: { step: number }) => 0.02 / (1 + step);
  const optimizers = [sgd({ momentum: 0.9, nesterov: true }), adam({ weightDecay: 0.01 }), nadam()];
  // Four updates an epoch: within one, at its end, and in the middle of a later one.
  const cases = optimizers.flatMap((optimizer) => [1, 3, 4, 6, 8].map((updates) => ({ optimizer, updates })));

  test.each(cases)('$optimizer.name, stopped after $updates updates', async ({ optimizer, updates }) => {
    const whole = make();
    const options = { ...base, optimizer };
    const all = await fit(whole, x, t, { ...options, learningRate: schedule, epochs: 5 });

    const stop = abortAfter(updates);
    const first = await fit(make(), x, t, { ...options, ...stop, epochs: 5 });
    const bytes = saveRun(first.run);
    const run = loadRun(bytes, { loss: meanSquaredError(), optimizer, learningRate: schedule });
    expect(saveRun(run)).toEqual(bytes);
    expect(run.state()).toEqual(first.run.state());
    const rest = await fit(run.model, x, t, { ...run.options, continue: run, epochs: 5 - first.epochs.length });
    expect(weights(run.model)).toEqual(weights(whole));
    expect(rest.run.state()).toEqual(all.run.state());
    expect(rest.epochs.at(-1)!.epoch).toBe(5);
  });

  test.each([
    ['in double precision', { backend: reference({ dtype: 'f64' }) }, {}],
    ['without shuffling, by another rule', {}, { shuffle: false, rule: 'transposed' }],
    ['all samples at once, by a rate of its own', {}, { batchSize: 'all', learningRate: 0.3 }],
    ['samples held back', {}, { validation: 0.25 }],
  ] as const)(
    '%s',
    async (_, { backend }: { backend?: ReturnType<typeof reference> }, changed: Partial<FitOptions>) => {
      const options = { ...base, optimizer: adam(), ...changed };
      const whole = make(backend);
      const all = await fit(whole, x, t, { ...options, epochs: 4 });
      const first = await fit(make(backend), x, t, { ...options, epochs: 2 });
      const run = loadRun(saveRun(first.run), { loss: meanSquaredError(), optimizer: adam() });
      const rest = await fit(run.model, x, t, { ...changed, ...run.options, continue: run, epochs: 2 });
      expect(weights(run.model)).toEqual(weights(whole));
      expect([...losses(first), ...losses(rest)]).toEqual(losses(all));
    },
  );

  test('but a number may take the place of its learning rate', async () => {
    const { run } = await fit(make(), x, t, { ...base, optimizer: sgd(), learningRate: 0.1, epochs: 1 });
    const again = loadRun(saveRun(run), { loss: meanSquaredError(), optimizer: sgd(), learningRate: 0.01 });
    const { epochs } = await fit(again.model, x, t, { ...again.options, continue: again, epochs: 1 });
    expect(epochs[0]!.learningRate).toBe(0.01);
  });
});

describe('checkpoints', () => {
  const options = {
    loss: meanSquaredError(),
    optimizer: adam({ learningRate: 0.05 }),
    batchSize: 10,
    validation: 0.25,
  };
  /** Falls, then rises, the best at epoch 4; a good epoch comes late, but not a better one. */
  const values = [9, 7, 5, 3, 4, 5, 4, 3.5, 6, 6, 6, 6];
  const monitor = ({ epoch }: { epoch: number }) => values[epoch - 1]!;
  const watching = (store: CheckpointStore) => [
    // First in the list, and still after all others.
    checkpoints({ store, last: 2, best: monitor }),
    earlyStopping({ monitor, patience: 5 }),
  ];

  test.each([1, 3, 4, 6, 8])('a training whose process ended after epoch %i ends as if it had not', async (end) => {
    const whole = make();
    const kept = memory();
    const all = await fit(whole, x, t, { ...options, epochs: 12, callbacks: watching(kept) });
    expect([all.ended, all.epochs.length, all.bestEpoch]).toEqual(['callback', 9, 4]);

    const store = memory();
    // What ends a process lets nobody put anything back.
    const crash: Callback = {
      epochSave: (report) => {
        if (report.epoch === end) throw new Error('the power failed');
        return undefined;
      },
    };
    const killed = fit(make(), x, t, { ...options, epochs: 12, callbacks: [...watching(store), crash] });
    await expect(killed).rejects.toThrow('the power failed');

    const newest = [...store.files.keys()]
      .filter((name) => name.startsWith('epoch'))
      .sort()
      .at(-1)!;
    expect(newest).toBe(`epoch-00000${end}.safetensors`);
    const run = loadRun(store.files.get(newest)!, options);
    const rest = await fit(run.model, x, t, {
      ...options,
      continue: run,
      epochs: 12 - end,
      callbacks: watching(store),
    });
    expect([rest.ended, end + rest.epochs.length, rest.bestEpoch]).toEqual(['callback', 9, 4]);
    expect(weights(run.model)).toEqual(weights(whole));
    expect([...store.files.keys()].sort()).toEqual([...kept.files.keys()].sort());
    for (const [name, bytes] of kept.files) expect(store.files.get(name), name).toEqual(bytes);
  });

  test('keep the last ones and the best, and leave alone what is not theirs', async () => {
    const store = memory();
    const others = ['epoch-000001.txt', 'epoch-000099.safetensors', 'notes.safetensors'];
    for (const name of others) store.files.set(name, new Uint8Array());
    await fit(make(), x, t, {
      ...options,
      epochs: 5,
      callbacks: [checkpoints({ store, last: 2, best: 'validationLoss' })],
    });
    const expected = [...others, 'best.safetensors', 'epoch-000004.safetensors', 'epoch-000005.safetensors'];
    expect([...store.files.keys()].sort()).toEqual(expected.sort());
  });

  test('the best is the best, whether it is small or large', async () => {
    for (const [mode, sign] of [
      ['min', 1],
      ['max', -1],
    ] as const) {
      const store = memory();
      const best = ({ epoch }: { epoch: number }) => sign * values[epoch - 1]!;
      await fit(make(), x, t, { ...options, epochs: 6, callbacks: [checkpoints({ store, last: 0, best, mode })] });
      expect([...store.files.keys()]).toEqual(['best.safetensors']);
      expect(loadRun(store.files.get('best.safetensors')!, options).epoch).toBe(4);
    }
  });

  test('are model files too, with what travels along', async () => {
    const store = memory();
    const model = make();
    const travels = { pipeline: { target: 'y' }, metadata: { run: 'first' } };
    await fit(model, x, t, { ...options, epochs: 1, callbacks: [checkpoints({ store, ...travels })] });
    const bytes = store.files.get('epoch-000001.safetensors')!;
    const loaded = load(bytes);
    expect({ pipeline: loaded.pipeline, metadata: loaded.metadata }).toEqual(travels);
    expect(weights(loaded.model)).toEqual(weights(model));
    expect(loadPredictor(bytes).predict(x).toArray()).toEqual(model.predict(x).toArray());
    expect(save(loaded.model, travels).length).toBeLessThan(bytes.length);
  });

  test('what they cannot write ends the training, and says why', async () => {
    const store = { ...memory(), write: () => Promise.reject(new Error('the disk is full')) };
    const training = fit(make(), x, t, { ...options, epochs: 2, callbacks: [checkpoints({ store })] });
    await expect(training).rejects.toThrow('the disk is full');
  });

  test.each([
    [{ last: -1 }, 'checkpoints: last: expected a whole number from 0, got -1'],
    [{ last: 0 }, 'checkpoints: last: expected a number from 1, got 0'],
    [{ best: 'accuracy' as 'loss' }, "checkpoints: best: expected 'loss', 'validationLoss' or a function"],
    [{ best: 'loss' as const, mode: 'best' as 'min' }, "checkpoints: mode: expected 'min' or 'max'"],
  ])('refuse %o', (settings, message) => {
    expect(() => checkpoints({ store: memory(), ...settings })).toThrow(message);
  });
});

describe('what is given again must be what the run was saved with', () => {
  const classes = random(4)
    .permutation(40)
    .map((i) => i % 3);
  const onehot = Array.from(classes, (c) => [0, 1, 2].map((k) => Number(k === c)));
  const begun = async (options: Partial<FitOptions>) => {
    const model = network({ inputs: 3, layers: [dense(3, softmax)] });
    const given = { loss: crossEntropy({ labelSmoothing: 0.1 }), optimizer: adam(), epochs: 1, ...options };
    return saveRun((await fit(model, x, onehot, given)).run);
  };
  const loss = crossEntropy({ labelSmoothing: 0.1 });

  test.each([
    [{ loss: huber() }, 'loadRun: loss: expected crossEntropy, as the run was saved, got huber'],
    [
      { loss: crossEntropy() },
      'loadRun: loss: expected crossEntropy, as the run was saved, got crossEntropy with another formula',
    ],
    [{ optimizer: sgd() }, /loadRun: optimizer: expected adam with .*got sgd with/],
    [{ optimizer: adam({ beta1: 0.8 }) }, /optimizer: expected adam with .*"beta1":0.9.*got adam with .*"beta1":0.8/],
    [{ optimizer: undefined as never }, 'loadRun: optimizer: expected adam that the run was saved with, got none'],
    [
      { learningRate: undefined as never },
      'loadRun: learningRate: expected the one that the run was saved with, got none',
    ],
  ])('%o', async (changed, message) => {
    const learningRate = () => 0.1;
    const bytes = await begun({ learningRate });
    const given = { loss, optimizer: adam(), learningRate };
    expect(loadRun(bytes, given).epoch).toBe(1);
    expect(() => loadRun(bytes, { ...given, ...changed })).toThrow(message);
    expect(() => loadRun(bytes, { ...given, ...changed })).toThrow(TypeError);
  });

  test('with the slots that it has', async () => {
    const { settings, ...plain } = adam();
    expect(settings).toBeDefined();
    const bytes = await begun({ optimizer: plain });
    const { settings: others, ...other } = { ...sgd({ momentum: 0.5 }), name: 'adam' };
    expect(others).toBeDefined();
    expect(() => loadRun(bytes, { loss, optimizer: other })).toThrow('loadRun: optimizer: it remembers [velocity]');
  });

  test('and the file must hold a run, whole and unchanged', async () => {
    const bytes = await begun({});
    const given = { loss, optimizer: adam() };
    const only = save(loadRun(bytes, given).model);
    expect(() => loadRun(only, given)).toThrow('this model file holds no run');
    for (let n = 0; n < bytes.length; n += 97) {
      expect(() => loadRun(bytes.subarray(0, n), given), `${n} bytes`).toThrow(ModelFileError);
    }
    const text = new TextDecoder('latin1').decode(bytes);
    const edit = (from: string, to: string) => {
      expect(text).toContain(from);
      expect(to).toHaveLength(from.length);
      return seal(Uint8Array.from(text.replace(from, to), (c) => c.charCodeAt(0)));
    };
    // The description is JSON within JSON.
    for (const [from, to] of [
      ['\\"epoch\\":1', '\\"epoch\\":x'],
      ['\\"step\\":2', '\\"step\\":-'],
      ['\\"count\\":40,\\"done\\":0', '\\"count\\":4,\\"done\\":40'],
      ['\\"batchSize\\":32', '\\"batchSize\\":-2'],
      ['\\"slots\\":[\\"m\\"', '\\"slots\\":[\\"q\\"'],
      ['\\"running\\":[', '\\"runnimg\\":['],
      ['"run.slots.m"', '"run.slots.q"'],
    ] as const) {
      expect(() => loadRun(edit(from, to), given), from).toThrow(ModelFileError);
    }
  });
});

describe('a folder', () => {
  const made: string[] = [];
  const place = async () => {
    const path = await mkdtemp(join(tmpdir(), 'nn-checkpoints-'));
    made.push(path);
    return join(path, 'runs', 'first');
  };
  afterEach(async () => {
    for (const path of made.splice(0)) await rm(path, { recursive: true });
  });

  test('keeps files whole, in the place of what was there', async () => {
    const path = await place();
    const store = folder(path);
    expect([...(await store.list())]).toEqual([]);
    await store.write('a', Uint8Array.of(1, 2, 3));
    await store.write('b', Uint8Array.of(4));
    await store.write('a', Uint8Array.of(5));
    await writeFile(join(path, 'c.part'), 'what a process left behind when it ended');
    expect([...(await store.list())].sort()).toEqual(['a', 'b']);
    expect([...(await readFile(join(path, 'a')))]).toEqual([5]);
    await store.remove('a');
    await store.remove('never there');
    expect([...(await store.list())]).toEqual(['b']);
    expect((await readdir(path)).sort()).toEqual(['b', 'c.part']);
  });

  test('of a training', async () => {
    const path = await place();
    const options = { loss: meanSquaredError(), optimizer: sgd(), epochs: 3 };
    const callbacks = [checkpoints({ store: folder(path), best: 'loss' })];
    const { run } = await fit(make(), x, t, { ...options, callbacks });
    expect((await readdir(path)).sort()).toEqual(['best.safetensors', 'epoch-000003.safetensors']);
    const again = loadRun(await readFile(join(path, 'epoch-000003.safetensors')), options);
    expect(weights(again.model)).toEqual(weights(run.model));
  });

  test.each(['../a', 'a/b', '', '.', '..'])("refuses the name '%s'", async (name) => {
    const store = folder(await place());
    await expect((async () => store.write(name, new Uint8Array()))()).rejects.toThrow(
      'folder: name: expected the name',
    );
    expect(() => store.remove(name)).toThrow(RangeError);
  });
});
