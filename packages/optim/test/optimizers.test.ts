import { latex, text } from '@nn/formula';
import { type DType, fromData, type Matrix, matrix, zeros } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import type { Group, Optimizer, OptimizerState, StepOptions } from '../src/index.js';
import * as optim from '../src/index.js';
import { pytorch, table } from './table.js';

const notOptimizers = [
  'batches',
  'clipGlobalNorm',
  'clipValue',
  'compareDescents',
  'constant',
  'cosineDecay',
  'cosineRestarts',
  'exponentialDecay',
  'inverseTimeDecay',
  'landscape',
  // A search: test/lbfgs.test.ts.
  'lbfgs',
  'listed',
  'minimize',
  'multiStepDecay',
  'onPlateau',
  'oneCycle',
  'optimizer',
  'polynomialDecay',
  'stepDecay',
  'warmup',
  'whereDescentsEnd',
];

test('every optimizer of the package is in the table', () => {
  const names = [...table.map(({ name }) => name), ...notOptimizers];
  expect(names.sort()).toEqual(Object.keys(optim).sort());
});

const row = (numbers: readonly number[], dtype: DType) => matrix([numbers], { dtype });
const start = (dtype: DType) => row(pytorch.start, dtype);
/** Steps from `from` on along PyTorch's gradients, in place. */
function follow(
  made: Optimizer,
  parameters: Matrix,
  state: OptimizerState,
  [from, to]: readonly [number, number],
  options: (step: number) => StepOptions = () => ({}),
) {
  const dtype = parameters.data instanceof Float64Array ? 'f64' : 'f32';
  for (let k = from; k < to; k++) made.step(parameters, row(pytorch.gradients[k]!, dtype), state, options(k));
}

describe.each(table)('$name', ({ name, make, full, bad }) => {
  const known = pytorch.optimizers[name] ?? [];
  if (known.length === 0)
    test.skip("PyTorch's trajectories (none yet: add cases to tools/reference/optimizers.py and run it)");
  const cases = known.map((one) => ({
    ...one,
    title: JSON.stringify({ ...one.settings, learningRates: one.learningRates?.length, groups: one.groups?.length }),
  }));

  describe.each(cases)('with $title', ({ settings, learningRates, groups, after }) => {
    const options = (step: number): StepOptions => ({
      ...(learningRates && { learningRate: learningRates[step]! }),
      ...(groups && { groups }),
    });

    test.each([
      { dtype: 'f64', steps: 1, within: 1e-13 },
      { dtype: 'f64', steps: 10, within: 1e-12 },
      { dtype: 'f64', steps: 100, within: 1e-12 },
      { dtype: 'f32', steps: 1, within: 5e-7 },
      { dtype: 'f32', steps: 10, within: 2e-6 },
      // Each step rounds once more: what 100 of them leave is larger than one rounding, and measured below 5e-6.
      { dtype: 'f32', steps: 100, within: 1e-5 },
    ] as const)("is where PyTorch's is after $steps in $dtype", ({ dtype, steps, within }) => {
      const made = make(settings);
      const parameters = start(dtype);
      const state = made.init(parameters);
      follow(made, parameters, state, [0, steps], options);
      expect(state.step).toBe(steps);
      after[`${steps}`].forEach((expected, i) => {
        const difference = Math.abs(parameters.data[i]! - expected);
        expect(difference, `parameter ${i}: ${parameters.data[i]}, not ${expected}`).toBeLessThanOrEqual(
          within * Math.max(1, Math.abs(expected)),
        );
      });
    });
  });

  test('says its name, its settings and its formula', () => {
    const made = make(full);
    expect(made.name).toBe(name);
    expect(made.settings).toMatchObject(full);
    expect(text(made.update.parameter)).toMatch(/parameter.*gradient|gradient.*parameter/s);
    expect(latex(made.update.parameter)).toContain('gradient');
    expect(Object.keys(made.update.slots)).toEqual(made.slots);
  });

  test.each(['f64', 'f32'] as const)(
    'has a state of plain data in %s: a copy of it goes on with the same bits',
    (dtype) => {
      const made = make(full);
      const parameters = start(dtype);
      const state = made.init(parameters);
      expect(Object.keys(state.slots)).toEqual(made.slots);
      for (const slot of Object.values(state.slots)) expect(slot.data).toEqual(zeros(1, 7, { dtype }).data);
      follow(made, parameters, state, [0, 5]);

      const copies = [structuredClone(state), throughJSON(state)].map((copied) => ({
        copied,
        at: matrix(parameters.toArray(), { dtype }),
      }));
      follow(made, parameters, state, [5, 10]);
      for (const { copied, at } of copies) {
        expect(copied.step).toBe(5);
        // As after a restart: another object of the same optimizer.
        follow(make(full), at, copied, [5, 10]);
        expect(at.data).toEqual(parameters.data);
        expect(copied.step).toBe(10);
        expect(copied.running).toEqual(state.running);
        for (const slot of made.slots) expect(copied.slots[slot]!.data).toEqual(state.slots[slot]!.data);
      }
    },
  );

  test('moves nothing by a learning rate of 0 in any step', () => {
    const made = make({ ...full, learningRate: 0 });
    const parameters = start('f64');
    follow(made, parameters, made.init(parameters), [0, 10]);
    expect(parameters.toArray()).toEqual([pytorch.start]);
  });

  test('has moments that become 0 where they would become subnormal', () => {
    const made = make({ ...full, weightDecay: 0 });
    const parameters = fromData(1, 2, Float32Array.of(1, -1));
    const state = made.init(parameters);
    const smallestNormal = 2 ** -126;
    for (const slot of made.slots) state.slots[slot]!.data.set([smallestNormal, smallestNormal]);
    made.step(parameters, zeros(1, 2), state);
    expect(made.slots.length).toBeGreaterThan(0);
    // A slot that has a least number of its own (the epsilon of adaMax) has that.
    for (const slot of made.slots) {
      for (const value of state.slots[slot]!.data) expect(value === 0 || value >= 1e-9).toBe(true);
    }
    expect(parameters.toArray()).toEqual([[1, -1]]);
  });

  test.each(Object.entries(bad))('refuses a bad %s by its name', (setting, numbers) => {
    for (const value of numbers) {
      expect(() => make({ [setting]: value })).toThrow(RangeError);
      expect(() => make({ [setting]: value })).toThrow(new RegExp(`^${name}: ${setting}: expected .*got ${value}$`));
    }
  });

  test('refuses a bad learning rate of one step, and moves nothing', () => {
    const made = make(full);
    const parameters = start('f64');
    const state = made.init(parameters);
    for (const learningRate of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const run = () => made.step(parameters, row(pytorch.gradients[0]!, 'f64'), state, { learningRate });
      expect(run).toThrow(RangeError);
      expect(run).toThrow(new RegExp(`^${name}: learningRate: expected .*got ${learningRate}$`));
    }
    expect(parameters.toArray()).toEqual([pytorch.start]);
    expect(state).toEqual(made.init(parameters));
  });

  test('refuses sizes and groups that do not fit, and moves nothing', () => {
    const made = make(full);
    const parameters = start('f64');
    const state = made.init(parameters);
    const step = (gradients: Matrix, options?: StepOptions) => () => made.step(parameters, gradients, state, options);
    expect(step(zeros(1, 6))).toThrow(RangeError);
    expect(step(zeros(1, 6))).toThrow(/parameters are 1 x 7.*gradients 1 x 6.*expected/);
    const gradients = row(pytorch.gradients[0]!, 'f64');
    const settings = { learningRate: 1 };
    for (const groups of [
      [{ offset: 5, length: 3, settings }],
      [{ offset: -1, length: 2, settings }],
      [
        { offset: 3, length: 2, settings },
        { offset: 1, length: 3, settings },
      ],
    ]) {
      expect(step(gradients, { groups })).toThrow(RangeError);
      expect(step(gradients, { groups })).toThrow(
        /groups: .*overlaps another or leaves the 7 parameters|groups\[0\]: offset: expected a whole number from 0, got -1/,
      );
    }
    expect(parameters.toArray()).toEqual([pytorch.start]);
    expect(state).toEqual(made.init(parameters));
  });

  test('refuses a weight decay of a group where the optimizer has none, instead of ignoring it', () => {
    const made = make({ weightDecay: 0 });
    const parameters = start('f64');
    const gradients = row(pytorch.gradients[0]!, 'f64');
    const step = (settings: Group['settings']) => () =>
      made.step(parameters, gradients, made.init(parameters), { groups: [{ offset: 0, length: 2, settings }] });
    expect(step({ weightDecay: 0.1 })).toThrow(RangeError);
    expect(step({ weightDecay: 0.1 })).toThrow(new RegExp(`^${name}: groups: weightDecay 0.1, but .*without`));
    for (const setting of ['learningRate', 'weightDecay']) {
      expect(step({ [setting]: -1 })).toThrow(new RegExp(`^${name}: groups: ${setting}: expected .*got -1$`));
    }
    expect(parameters.toArray()).toEqual([pytorch.start]);
  });
});

/** Written down as text and read again, as a file does it. */
function throughJSON(state: OptimizerState): OptimizerState {
  const type = ({ data }: Matrix): DType => (data instanceof Float64Array ? 'f64' : 'f32');
  const slots = Object.entries(state.slots).map(([name, slot]) => ({ name, dtype: type(slot), rows: slot.toArray() }));
  const read: { step: number; running: Record<string, number>; slots: typeof slots } = JSON.parse(
    JSON.stringify({ ...state, slots }),
  );
  return {
    ...read,
    slots: Object.fromEntries(read.slots.map(({ name, dtype, rows }) => [name, matrix(rows, { dtype })])),
  };
}
