import { crossEntropy, meanSquaredError } from '@nn/loss';
import { type Backend, fromData, random, reference } from '@nn/matrix';
import { adam, adamW, clipGlobalNorm, nadam, type Optimizer, type OptimizerState, rmsProp, sgd } from '@nn/optim';
import { describe, expect, test } from 'vitest';
import { dense, dropout, fit, type Groups, network, noDecayOnBiases, softmax, tanh, trace } from '../src/index.js';

const x = random(21).normal(12, 3);
const t = random(22).normal(12, 2);
const make = (backend?: Backend) =>
  network({ inputs: 3, layers: [dense(4, tanh), dense(5, tanh), dense(2)], seed: 3, ...(backend && { backend }) });
const loss = meanSquaredError();

/** The first layer slower, the last one without a decay: the layer between, and each pair of neighbours, differ. */
const byLayer: Groups = ({ name }) =>
  name.startsWith('layers.0.') ? { learningRate: 0.003 } : name.startsWith('layers.2.') ? { weightDecay: 0 } : {};

describe.each([
  { of: 'biases', groups: noDecayOnBiases },
  { of: 'layers', groups: byLayer },
])('groups by $of', ({ groups }) => {
  const weightDecay = 0.3;
  const optimizers: readonly Optimizer[] = [
    sgd({ learningRate: 0.1, momentum: 0.9, weightDecay }),
    adam({ learningRate: 0.03, weightDecay }),
    adamW({ learningRate: 0.03, weightDecay }),
    nadam({ learningRate: 0.03, weightDecay }),
    rmsProp({ learningRate: 0.01, momentum: 0.5, weightDecay }),
    clipGlobalNorm(adamW({ learningRate: 0.03, weightDecay }), { max: 0.1 }),
  ];

  test.each(optimizers.flatMap((optimizer) => [false, true].map((double) => ({ optimizer, double }))))(
    "$optimizer.name trains to the bits of the optimizer's own step with such groups, double precision: $double",
    async ({ optimizer, double }) => {
      const model = make(double ? reference({ dtype: 'f64' }) : undefined);
      const options = { loss, optimizer, groups, batchSize: 'all' as const, shuffle: false };
      const own = model.parameters.map(({ offset, length, ...p }) => ({ offset, length, settings: groups(p) }));
      const n = model.memory.length;
      const data = double ? Float64Array : Float32Array;
      const expected = fromData(1, n, data.from(model.memory.copy()));
      let state: OptimizerState = optimizer.init(expected);
      let run: Awaited<ReturnType<typeof fit>>['run'] | undefined;
      for (let step = 0; step < 5; step++) {
        const gradient = trace(model, x, t, { loss }).layers.flatMap((layer) =>
          layer.parameters.flatMap((p) => [...p.gradient.value.data]),
        );
        optimizer.step(expected, fromData(1, n, data.from(gradient)), state, { groups: own });
        ({ run } = await fit(model, x, t, { ...options, epochs: 1, ...(run && { continue: run }) }));
        expect([...model.memory.copy()]).toEqual([...expected.data]);
        state = structuredClone(state);
      }
      expect(run!.state().step).toBe(5);
      expect(run!.state().running).toEqual(state.running);
    },
  );
});

test('without settings of their own, groups change no bit', async () => {
  const options = { loss, optimizer: adamW({ learningRate: 0.03 }), epochs: 3, batchSize: 5 };
  const [plain, grouped] = [make(), make()];
  await fit(plain, x, t, options);
  await fit(grouped, x, t, { ...options, groups: () => ({}) });
  expect(grouped.memory.copy()).toEqual(plain.memory.copy());
});

test('noDecayOnBiases leaves biases where no gradient moves them', async () => {
  const model = network({ inputs: 2, layers: [dense(3, softmax)] });
  const [weight, bias] = model.parameters;
  bias!.set(fromData(1, 3, Float32Array.of(1, 1, 1)));
  const before = weight!.get();
  // Nothing comes in, and what comes out is right.
  const third = 1 / 3;
  await fit(model, [[0, 0]], [[third, third, third]], {
    loss: crossEntropy(),
    optimizer: sgd({ learningRate: 0.5, weightDecay: 0.5 }),
    groups: noDecayOnBiases,
    epochs: 1,
  });
  expect(
    bias!
      .get()
      .toArray()[0]!
      .every((b) => Math.abs(b - 1) < 1e-6),
  ).toBe(true);
  expect(weight!.get().toArray()).toEqual(before.toArray().map((row) => row.map((w) => Math.fround(w * 0.75))));
});

test('a network without parameters makes its steps', async () => {
  const model = network({ inputs: 2, layers: [dropout(0.5)] });
  const { run } = await fit(model, [[1, 2]], [[1, 2]], { loss, optimizer: adam(), epochs: 3 });
  expect(run.state().step).toBe(3);
});

describe('groups that cannot be', () => {
  const refused = (optimizer: Optimizer, settings: unknown) =>
    expect(fit(make(), x, t, { loss, optimizer, groups: () => settings as object })).rejects;

  test.each([
    [{ weightDecay: -1 }, 'fit: groups: layers.0.weight: weightDecay: expected a finite number from 0, got -1'],
    [
      { learningRate: Number.NaN },
      'fit: groups: layers.0.weight: learningRate: expected a finite number from 0, got NaN',
    ],
    [{ momentum: 0 }, 'fit: groups: layers.0.weight: expected learningRate or weightDecay, got momentum'],
    [undefined, 'fit: groups: layers.0.weight: expected settings such as { weightDecay: 0 }, or {}, got undefined'],
  ])('%o', async (settings, message) => {
    await refused(adamW(), settings).toThrow(message);
  });

  test('a decay that the optimizer would ignore', async () => {
    for (const optimizer of [sgd(), adam(), adamW({ weightDecay: 0 })]) {
      await refused(optimizer, { weightDecay: 0.1 }).toThrow(
        `layers.0.weight: weightDecay: expected 0, since this ${optimizer.name} was made without a decay and would ignore it, got 0.1`,
      );
      await fit(make(), x, t, { loss, optimizer, groups: () => ({ weightDecay: 0 }), epochs: 1 });
    }
  });
});
