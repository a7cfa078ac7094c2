import { describe, expect, test } from 'vitest';
import { exponentialDecay, inverseTimeDecay, listed, type Schedule, stepDecay, type Unit } from '../src/index.js';
import { pytorch } from './table.js';

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
] as const;

interface Settings {
  readonly every?: number;
  readonly factor?: number;
  readonly decay?: number;
  readonly per?: Unit;
}

describe.each(table)('$name', ({ name, make, settings }) => {
  const cases = pytorch.schedules[name];

  test.each(cases)("has PyTorch's rates with $settings, counted in epochs unless told otherwise", (one) => {
    for (const given of [one.settings, { ...one.settings, per: 'epoch' as const }]) {
      const rate = make(0.1, given);
      one.rates.forEach((expected, epoch) => {
        // Steps are many, and not asked for.
        const got = rate({ epoch, step: 1000 + 7 * epoch });
        expect(Math.abs(got / expected - 1)).toBeLessThan(1e-14);
      });
    }
  });

  test.each(cases)('has the same rates in steps with $settings', (one) => {
    const rate = make(0.1, { ...one.settings, per: 'step' });
    one.rates.forEach((expected, step) => {
      expect(Math.abs(rate({ step, epoch: Math.floor(step / 5) }) / expected - 1)).toBeLessThan(1e-14);
    });
  });

  test('begins with the rate itself', () => {
    expect(make(0.3, {})({ step: 0, epoch: 0 })).toBe(0.3);
  });

  test.each(['learningRate', ...settings])('refuses a bad %s by its name', (setting) => {
    for (const value of nonsense) {
      const run = () => (setting === 'learningRate' ? make(value, {}) : make(0.1, { [setting]: value }));
      expect(run).toThrow(RangeError);
      expect(run).toThrow(new RegExp(`^${name}: ${setting}: expected .*got ${value}$`));
    }
  });
});

describe('listed', () => {
  const rates = [0.5, 0.5, 0.6, 0.9];

  test('has the rate of each epoch, and the last one goes on', () => {
    for (const rate of [listed(rates), listed(rates, { per: 'epoch' })]) {
      const got = [0, 1, 2, 3, 4, 1000].map((epoch) => rate({ epoch, step: 1000 + 7 * epoch }));
      expect(got).toEqual([...rates, 0.9, 0.9]);
    }
  });

  test('has the rate of each step, if asked', () => {
    const rate = listed(rates, { per: 'step' });
    expect([0, 1, 2, 3, 4, 1000].map((step) => rate({ step, epoch: 0 }))).toEqual([...rates, 0.9, 0.9]);
  });

  test('does not see what becomes of the list', () => {
    const list = [...rates];
    const rate = listed(list);
    list.fill(7);
    expect(rate({ step: 0, epoch: 2 })).toBe(0.6);
  });

  test('refuses a bad rate by its place, and a list of none', () => {
    for (const value of nonsense) {
      expect(() => listed([0.1, value])).toThrow(RangeError);
      expect(() => listed([0.1, value])).toThrow(`listed: rates[1]: expected a finite number above 0, got ${value}`);
    }
    expect(() => listed([])).toThrow('listed: rates: expected a list of one rate or more, got an empty list');
    expect(() => listed(0.1 as never)).toThrow('listed: rates: expected a list of one rate or more, got 0.1');
  });
});
