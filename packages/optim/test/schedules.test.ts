import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  constant,
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  inverseTimeDecay,
  listed,
  multiStepDecay,
  oneCycle,
  onPlateau,
  polynomialDecay,
  type Schedule,
  stepDecay,
  type Time,
  type Unit,
  warmup,
} from '../src/index.js';

/** What PyTorch computes: tools/reference/schedules.py. */
const pytorch: {
  /** What `onPlateau` is told, one for each epoch. */
  readonly losses: readonly number[];
  /** The rate of each epoch from 0, beginning with 0.1. */
  readonly schedules: Readonly<
    Record<
      string,
      readonly {
        readonly settings: Readonly<Record<string, number | readonly number[]>>;
        readonly rates: readonly number[];
      }[]
    >
  >;
} = JSON.parse(readFileSync(new URL('./fixtures/schedules.json', import.meta.url), 'utf8'));

/** A time without losses: most schedules do not look at them. */
const at = (step: number, epoch: number): Time => ({ step, epoch, losses: [] });

const nonsense = [0, -1, Number.NaN, Number.POSITIVE_INFINITY];

/** Every schedule, with its cases in fixtures/pytorch.json and its settings. */
const table = [
  {
    name: 'stepDecay',
    make: (learningRate: number, { every = 3, ...rest }: Settings): Schedule =>
      stepDecay(learningRate, { every, ...rest }),
    settings: ['every', 'factor'],
  },
  {
    name: 'exponentialDecay',
    make: (learningRate: number, { decay = 0.1, per }: Settings): Schedule =>
      exponentialDecay(learningRate, { decay, ...(per && { per }) }),
    settings: ['decay'],
  },
  {
    name: 'inverseTimeDecay',
    make: (learningRate: number, { decay = 0.1, per }: Settings): Schedule =>
      inverseTimeDecay(learningRate, { decay, ...(per && { per }) }),
    settings: ['decay'],
  },
  {
    name: 'cosineDecay',
    make: (learningRate: number, { over = 20, ...rest }: Settings): Schedule =>
      cosineDecay(learningRate, { over, ...rest }),
    settings: ['over'],
  },
  {
    name: 'cosineRestarts',
    make: (learningRate: number, { every = 20, ...rest }: Settings): Schedule =>
      cosineRestarts(learningRate, { every, ...rest }),
    settings: ['every', 'longer'],
  },
  {
    name: 'polynomialDecay',
    make: (learningRate: number, { over = 20, ...rest }: Settings): Schedule =>
      polynomialDecay(learningRate, { over, ...rest }),
    settings: ['over', 'power'],
  },
  {
    name: 'multiStepDecay',
    make: (learningRate: number, { at = [3], ...rest }: Settings): Schedule =>
      multiStepDecay(learningRate, { at, ...rest }),
    settings: ['factor'],
  },
  { name: 'constant', make: (learningRate: number, _: Settings): Schedule => constant(learningRate), settings: [] },
  {
    name: 'oneCycle',
    make: (learningRate: number, { over = 20, from = 1 / 25, ...rest }: Settings): Schedule =>
      oneCycle(learningRate, { over, from, ...rest }),
    settings: ['over', 'from'],
    begins: 0.3 / 25,
  },
] as const;

interface Settings {
  readonly over?: number;
  readonly from?: number;
  readonly rise?: number;
  readonly least?: number;
  readonly longer?: number;
  readonly power?: number;
  readonly at?: readonly number[];
  readonly every?: number;
  readonly factor?: number;
  readonly decay?: number;
  readonly per?: Unit;
}

describe.each(table)('$name', ({ name, make, settings, ...row }) => {
  const cases = pytorch.schedules[name]!;

  test.each(cases)("has PyTorch's rates with $settings, counted in epochs unless told otherwise", (one) => {
    for (const given of [one.settings, { ...one.settings, per: 'epoch' as const }]) {
      const rate = make(0.1, given);
      one.rates.forEach((expected, epoch) => {
        // Steps are many, and not asked for.
        const got = rate(at(1000 + 7 * epoch, epoch));
        expect(Math.abs(got - expected)).toBeLessThan(1e-14 * Math.max(expected, 0.01));
      });
    }
  });

  test.each(cases)('has the same rates in steps with $settings', (one) => {
    const rate = make(0.1, { ...one.settings, per: 'step' });
    one.rates.forEach((expected, step) => {
      const got = rate(at(step, Math.floor(step / 5)));
      expect(Math.abs(got - expected)).toBeLessThan(1e-14 * Math.max(expected, 0.01));
    });
  });

  test('begins with the rate itself, or with its part of it', () => {
    expect(make(0.3, {})(at(0, 0))).toBeCloseTo('begins' in row ? row.begins : 0.3, 15);
  });

  test.each(['learningRate', ...settings])('refuses a bad %s by its name', (setting) => {
    for (const value of nonsense) {
      const run = () => (setting === 'learningRate' ? make(value, {}) : make(0.1, { [setting]: value }));
      expect(run).toThrow(RangeError);
      expect(run).toThrow(new RegExp(`^${name}: ${setting}: expected .*got ${value}$`));
    }
  });
});

test('cosineDecay and oneCycle stay at their least, polynomialDecay at 0', () => {
  expect(oneCycle(0.5, { over: 4, least: 0.125 })(at(0, 100))).toBe(0.125);
  expect(cosineDecay(0.5, { over: 4, least: 0.125 })(at(0, 100))).toBe(0.125);
  expect(polynomialDecay(0.5, { over: 4 })(at(0, 100))).toBe(0);
});

test('bad settings that may be 0 or are lists are refused by their names', () => {
  expect(() => cosineDecay(1, { over: 2, least: -1 })).toThrow('cosineDecay: least: expected a finite number from 0');
  expect(() => cosineRestarts(1, { every: 2, longer: 0.5 })).toThrow(
    'cosineRestarts: longer: expected a finite number from 1, got 0.5',
  );
  expect(() => oneCycle(1, { over: 2, least: -1 })).toThrow('oneCycle: least: expected a finite number from 0, got -1');
  expect(() => oneCycle(1, { over: 2, rise: 1 })).toThrow('oneCycle: rise: expected a number from 0 to below 1, got 1');
  expect(() => multiStepDecay(1, { at: [1, 0] })).toThrow(
    'multiStepDecay: at[1]: expected a finite number above 0, got 0',
  );
});

describe('warmup', () => {
  test.each(pytorch.schedules.warmup!)("rises as PyTorch's LinearLR does with $settings", ({ settings, rates }) => {
    const rate = warmup(() => 0.1, settings as unknown as { over: number; from?: number });
    rates.forEach((expected, epoch) => {
      expect(Math.abs(rate(at(0, epoch)) - expected)).toBeLessThan(1e-15);
    });
  });

  test.each(pytorch.schedules.warmupBeforeStepDecay!)(
    "goes over into another schedule as PyTorch's SequentialLR does with $settings",
    ({ settings, rates }) => {
      const after = stepDecay(0.1, { every: 3, factor: 0.5 });
      const rate = warmup(after, settings as unknown as { over: number; from?: number });
      rates.forEach((expected, epoch) => {
        expect(Math.abs(rate(at(0, epoch)) - expected)).toBeLessThan(1e-15);
      });
    },
  );

  test('what comes after it begins as if nothing had been', () => {
    const after = stepDecay(0.8, { every: 2, factor: 0.5 });
    const rate = warmup(after, { over: 4, from: 0.5 });
    const got = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((epoch) => rate(at(0, epoch)));
    expect(got).toEqual([0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8, 0.8, 0.4, 0.4, 0.2]);
    const inSteps = warmup(after, { over: 4, per: 'step' });
    // The rise counts steps, the schedule behind it epochs.
    expect(inSteps(at(4, 2))).toBe(0.4);
  });

  test.each(['over', 'from'])('refuses a bad %s by its name', (setting) => {
    for (const value of nonsense) {
      expect(() => warmup(() => 1, { over: 3, [setting]: value })).toThrow(`warmup: ${setting}: expected`);
    }
  });
});

describe('onPlateau', () => {
  const { losses } = pytorch;
  const after = (epochs: number): Time => ({ step: 7 * epochs, epoch: epochs, losses: losses.slice(0, epochs) });

  test.each(pytorch.schedules.onPlateau!)("has the rates of PyTorch's ReduceLROnPlateau with $settings", (one) => {
    const rate = onPlateau(0.1, one.settings);
    expect(one.rates).toHaveLength(losses.length + 1);
    expect(new Set(one.rates).size).toBeGreaterThan(1);
    one.rates.forEach((expected, epoch) => {
      expect(Math.abs(rate(after(epoch)) - expected)).toBeLessThan(1e-14 * expected);
    });
    // It remembers nothing: asked again, and in another order, it says the same.
    expect(rate(after(0))).toBe(0.1);
  });

  test('counts a loss below 0 as fallen where it is lower, not where it stays', () => {
    const rate = onPlateau(1, { patience: 1, factor: 0.5 });
    expect(rate({ step: 0, epoch: 3, losses: [-1, -1, -1] })).toBe(0.5);
    expect(rate({ step: 0, epoch: 3, losses: [-1, -2, -3] })).toBe(1);
  });

  test('looks behind a rise at the losses from there on', () => {
    const rate = warmup(onPlateau(1, { patience: 0, factor: 0.5 }), { over: 2.5 });
    const of = (...losses: number[]) => rate({ step: 0, epoch: losses.length, losses });
    // Three epochs belong to the rise, whatever they came to.
    expect([of(1, 1, 1), of(1, 1, 1, 5), of(1, 1, 1, 5, 4), of(1, 1, 1, 5, 5)]).toEqual([1, 1, 1, 0.5]);
  });

  test.each([
    ['learningRate', 0, 'expected a finite number above 0'],
    ['factor', 1, 'expected a number from 0 to below 1'],
    ['patience', 1.5, 'expected a whole number from 0'],
    ['threshold', -1, 'expected a finite number from 0'],
    ['cooldown', -1, 'expected a whole number from 0'],
    ['least', Number.NaN, 'expected a finite number from 0'],
  ])('refuses a bad %s by its name', (setting, value, expected) => {
    const run = () => (setting === 'learningRate' ? onPlateau(value) : onPlateau(0.1, { [setting]: value }));
    expect(run).toThrow(RangeError);
    expect(run).toThrow(`onPlateau: ${setting}: ${expected}, got ${value}`);
  });
});

describe('listed', () => {
  const rates = [0.5, 0.5, 0.6, 0.9];

  test('has the rate of each epoch, and the last one goes on', () => {
    for (const rate of [listed(rates), listed(rates, { per: 'epoch' })]) {
      const got = [0, 1, 2, 3, 4, 1000].map((epoch) => rate(at(1000 + 7 * epoch, epoch)));
      expect(got).toEqual([...rates, 0.9, 0.9]);
    }
  });

  test('has the rate of each step, if asked', () => {
    const rate = listed(rates, { per: 'step' });
    expect([0, 1, 2, 3, 4, 1000].map((step) => rate(at(step, 0)))).toEqual([...rates, 0.9, 0.9]);
  });

  test('does not see what becomes of the list', () => {
    const list = [...rates];
    const rate = listed(list);
    list.fill(7);
    expect(rate(at(0, 2))).toBe(0.6);
  });

  test('refuses a bad rate by its place, and a list of none', () => {
    for (const value of nonsense) {
      expect(() => listed([0.1, value])).toThrow(RangeError);
      expect(() => listed([0.1, value])).toThrow(`listed: rates[1]: expected a finite number above 0, got ${value}`);
    }
    expect(() => listed([])).toThrow('listed: rates: expected a list of one rate or more, got []');
    expect(() => listed(0.1 as never)).toThrow('listed: rates: expected a list of one rate or more, got 0.1');
  });
});
