import { describe, expect, test } from 'vitest';
import { type ActivationName, activationNames } from '../src/routes/[lang=lang]/neuron/activations.js';
import { type DatasetName, datasets } from '../src/routes/[lang=lang]/neuron/datasets.js';
import { engine } from '../src/routes/[lang=lang]/neuron/engine.js';
import { parameterNames } from '../src/routes/[lang=lang]/neuron/formulas.js';
import { type Parameters, PLANE, type Report, type Request } from '../src/routes/[lang=lang]/neuron/protocol.js';
import { START } from './start.js';

const request = (
  dataset: DatasetName,
  { parameters = START.parameters, steps = 0, ...settings }: Partial<Request['settings'] & Request> = {},
): Request => ({ settings: { ...START, samples: datasets[dataset], ...settings }, parameters, steps });

/** The activations as a textbook has them, for the hand computation. */
const byHand: Readonly<Record<ActivationName, (z: number) => number>> = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: (z) => Math.tanh(z),
  relu: (z) => Math.max(0, z),
  linear: (z) => z,
};
const lossByHand = (dataset: DatasetName, activation: ActivationName, { w1, w2, b }: Parameters) => {
  const losses = datasets[dataset].map(({ x1, x2, t }) => (byHand[activation](w1 * x1 + w2 * x2 + b) - t) ** 2 / 2);
  return losses.reduce((sum, loss) => sum + loss) / losses.length;
};

describe('a look', () => {
  test('at one sample is what a hand computes', () => {
    // z = 0.5 · 1 - 1 · 0.5 + 0.25 = 0.25 and t = 1, so δ = (y - 1) y (1 - y).
    const report = engine()(request('one'));
    const y = 1 / (1 + Math.exp(-0.25));
    const delta = (y - 1) * y * (1 - y);
    const [pass] = report.passes;
    expect(pass!.z).toBe(0.25);
    expect(pass!.y).toBeCloseTo(y, 14);
    expect(report.loss).toBeCloseTo((y - 1) ** 2 / 2, 14);
    expect(report.gradient.w1).toBeCloseTo(delta, 14);
    expect(report.gradient.w2).toBeCloseTo(delta / 2, 14);
    expect(report.gradient.b).toBeCloseTo(delta, 14);
    expect(report.parameters).toEqual(START.parameters);
    expect(report.losses).toEqual([]);
  });

  test.each(activationNames)('gives the loss and its slopes by central differences: %s', (activation) => {
    const parameters = { w1: 0.7, w2: -0.4, b: 0.15 };
    const report = engine()(request('xor', { activation, parameters }));
    expect(report.loss).toBeCloseTo(lossByHand('xor', activation, parameters), 12);
    for (const name of parameterNames) {
      const at = (h: number) => lossByHand('xor', activation, { ...parameters, [name]: parameters[name] + h });
      expect(report.gradient[name], name).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 8);
    }
  });

  test('draws the loss along a weight, and the output over the plane', () => {
    const { curve, plane } = engine()(request('or', { along: 'w2', activation: 'tanh' }));
    expect(curve.here).toBe(START.parameters.w2);
    for (const i of [0, 40, 113, curve.values.length - 1]) {
      const w2 = curve.from + ((curve.to - curve.from) * i) / (curve.values.length - 1);
      expect(curve.values[i]).toBeCloseTo(lossByHand('or', 'tanh', { ...START.parameters, w2 }), 12);
    }
    // The last cell is at the right end of the lowest row.
    const half = (PLANE.to - PLANE.from) / PLANE.count / 2;
    const z = 0.5 * (PLANE.to - half) - (PLANE.from + half) + 0.25;
    expect(plane.at(-1)).toBeCloseTo(Math.tanh(z), 12);
    expect(plane).toHaveLength(PLANE.count ** 2);
  });
});

describe('the loss along the step', () => {
  test.each(activationNames)('is that of the parameters so far along, and its slope theirs: %s', (activation) => {
    const { curve, gradient, loss, lossAfterStep } = engine()(request('and', { activation, learningRate: 0.7 }));
    const at = (rate: number) => {
      const moved = parameterNames.map((name) => [name, START.parameters[name] - rate * gradient[name]]);
      return lossByHand('and', activation, Object.fromEntries(moved));
    };
    const count = curve.values.length - 1;
    for (const i of [0, 31, 90, count]) {
      expect(curve.values[i]).toBeCloseTo(at(curve.from + ((curve.to - curve.from) * i) / count), 12);
    }
    expect(curve.here).toBe(0);
    expect(loss).toBeCloseTo(at(0), 12);
    expect(curve.slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 8);
    expect([curve.next, curve.lossAtNext]).toEqual([0.7, lossAfterStep]);
  });
});

describe('a step', () => {
  test.each(activationNames)('is w - η g for every weight: %s', (activation) => {
    const answer = engine();
    const before = answer(request('and', { activation }));
    const after = answer(request('and', { activation, learningRate: 0.3, steps: 1 }));
    for (const name of parameterNames) {
      expect(after.parameters[name]).toBeCloseTo(before.parameters[name] - 0.3 * before.gradient[name], 12);
    }
    expect(after.losses).toEqual([after.loss]);
    expect(after.loss).toBeCloseTo(lossByHand('and', activation, after.parameters), 12);
  });

  test('says beforehand what it will come to', () => {
    // Linear, one sample: E is a parabola along the gradient with curvature x1² + x2² + 1 = 2.25, so a step leaves (1 - 2.25 η)² E.
    for (const learningRate of [0.1, 1 / 2.25, 1]) {
      const answer = engine();
      const { loss, lossAfterStep } = answer(request('one', { activation: 'linear', learningRate }));
      expect(lossAfterStep).toBeCloseTo((1 - 2.25 * learningRate) ** 2 * loss, 12);
      const after = answer(request('one', { activation: 'linear', learningRate, steps: 1 }));
      expect(after.loss).toBeCloseTo(lossAfterStep, 12);
    }
  });
});

/** Trains as the page does, a few steps a request, and gives the last report with all losses. */
function train(dataset: DatasetName, steps: number, settings: Partial<Request['settings']>): [Report, number[]] {
  const answer = engine();
  let report = answer(request(dataset, settings));
  const losses = [report.loss];
  for (let done = 0; done < steps && !report.diverged; done += 50) {
    report = answer(request(dataset, { ...settings, parameters: report.parameters, steps: 50 }));
    losses.push(...report.losses);
  }
  return [report, losses];
}

const wrong = ({ passes }: Report) => passes.filter(({ y, t }) => y > 0.5 !== t > 0.5).length;

describe('training', () => {
  test.each(['and', 'or'] as const)('learns %s, every step downhill', (dataset) => {
    const [report, losses] = train(dataset, 400, { learningRate: 3 });
    expect(losses).toHaveLength(401);
    for (let i = 1; i < losses.length; i++) expect(losses[i]!).toBeLessThan(losses[i - 1]!);
    expect(wrong(report)).toBe(0);
  });

  test('cannot learn XOR: the best is one half everywhere, at a loss of 1/8', () => {
    const [report] = train('xor', 4000, { learningRate: 3 });
    expect(wrong(report)).toBeGreaterThan(0);
    expect(report.loss).toBeCloseTo(1 / 8, 6);
    for (const { y } of report.passes) expect(y).toBeCloseTo(0.5, 2);
  });

  test('with steps that are too long says so, and leaves numbers', () => {
    const [report, losses] = train('one', 2000, { activation: 'linear', learningRate: 1.5, along: 'w1' });
    expect(report.diverged).toBe(true);
    for (let i = 1; i < losses.length; i++) expect(losses[i]!).toBeGreaterThan(losses[i - 1]!);
    for (const name of parameterNames) expect(Number.isFinite(report.parameters[name])).toBe(true);
    expect(report.curve.to).toBeGreaterThan(Math.abs(report.parameters.w1));
  });
});
