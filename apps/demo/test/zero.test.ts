import { describe, expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { beginnings } from '../src/routes/[lang=lang]/zero/beginnings.js';
import { compute } from '../src/routes/[lang=lang]/zero/compute.js';
import { inputs } from '../src/routes/[lang=lang]/zero/samples.js';
import { activations, fields, optimizers, presets, type Settings } from '../src/routes/[lang=lang]/zero/settings.js';
import { twoUnits } from '../src/routes/[lang=lang]/zero/twins.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const given = (change: Partial<Settings> = {}): Settings => ({ ...initialOf(fields), ...change });

/** The losses of twins, one unit counted four times, by hand and in doubles. */
function twinsByHand({ constant, units, rate, targets }: Settings, steps: number): number[] {
  let [w1, w2, b, v, c] = [constant, constant, 0, constant, 0];
  return Array.from({ length: steps + 1 }, () => {
    let loss = 0;
    const slope = { w1: 0, w2: 0, b: 0, v: 0, c: 0 };
    inputs.forEach(([x1, x2], i) => {
      const h = Math.tanh(w1 * x1 + w2 * x2 + b);
      const y = 1 / (1 + Math.exp(-(units * v * h + c)));
      const error = y - targets[i]!;
      loss += error ** 2 / 2 / 4;
      const delta = (error * y * (1 - y)) / 4;
      const back = delta * v * (1 - h * h);
      slope.w1 += back * x1;
      slope.w2 += back * x2;
      slope.b += back;
      slope.v += delta * h;
      slope.c += delta;
    });
    w1 -= rate * slope.w1;
    w2 -= rate * slope.w2;
    b -= rate * slope.b;
    v -= rate * slope.v;
    c -= rate * slope.c;
    return loss;
  });
}

describe('the four beginnings', () => {
  const trainings = compute(given());

  test('all equal: the loss goes as one unit, four times over, by hand', () => {
    const { steps, loss } = trainings.constant;
    const byHand = twinsByHand(given(), 500);
    steps.forEach((step, i) => {
      expect(loss[i]).toBeCloseTo(byHand[step]!, 5);
    });
    expect(steps.at(-1)).toBe(500);
  });

  test.each(activations.flatMap((activation) => optimizers.map((optimizer) => [activation, optimizer] as const)))(
    'with %s and %s twins stay twins to the bit',
    (activation, optimizer) => {
      const { zeros, constant, random } = compute(given({ activation, optimizer, rate: 0.05, steps: 200 }));
      expect(zeros.apart).toBe(0);
      expect(constant.apart).toBe(0);
      expect(constant.moved).toBeGreaterThan(0.01);
      expect(random.apart).toBeGreaterThan(0.1);
      for (const twins of [zeros, constant]) expect(twins.findings.map(({ code }) => code)).toContain('identicalUnits');
      expect(random.findings.map(({ code }) => code)).not.toContain('identicalUnits');
    },
  );

  test('all zero: the gradient of the hidden layer is 0, and on XOR nothing ever moves', () => {
    const { zeros } = trainings;
    expect(zeros.gradient).toEqual({ hidden: 0, output: 0 });
    expect(zeros.moved).toBe(0);
    // Half of it right and half wrong by a half: ½ · ½².
    expect(new Set(zeros.loss)).toEqual(new Set([0.125]));
    expect(zeros.findings.map(({ code }) => code)).toEqual(['identicalUnits', 'noGradient']);
  });

  test('with sigmoid the hidden weights have a gradient of 0 too, but those to the output do not', () => {
    const { zeros } = compute(given(presets.and));
    expect(zeros.gradient.hidden).toBe(0);
    // The outputs are ½ and three of four targets 0: ¼ · ½ · ¼ · (3 - 1) · ½.
    expect(zeros.gradient.output).toBeCloseTo(1 / 32, 7);
    expect(zeros.moved).toBeGreaterThan(0.5);
  });

  test('random weights learn XOR, and too large ones do not', () => {
    expect(trainings.random.loss.at(-1)).toBeLessThan(0.01);
    expect(Array.from(trainings.random.outputs, Math.round)).toEqual([0, 1, 1, 0]);
    expect(trainings.large.loss.at(-1)).toBeGreaterThan(0.1);
    expect(trainings.large.findings.map(({ code }) => code)).toContain('saturatedUnits');
  });

  test('what is flat is counted from the first weights', () => {
    for (const beginning of beginnings) {
      const { weights, flat } = trainings[beginning];
      const slopes = inputs.flatMap(([x1, x2]) =>
        [0, 1, 2, 3].map((unit) => 1 - Math.tanh(weights[unit]! * x1 + weights[4 + unit]! * x2) ** 2),
      );
      expect(flat).toBe(slopes.filter((slope) => slope < 0.01).length);
    }
  });

  test('the last picture answers as is said', () => {
    // OR with twins, from the weights that are shown; the bias of the output is found from one answer and fits the others.
    const { weights, outputs } = compute(given(presets.or)).random;
    const last = weights.subarray(-16);
    const sums = inputs.map(([x1, x2]) =>
      [0, 1, 2, 3].reduce(
        (sum, j) => sum + last[12 + j]! * Math.tanh(last[j]! * x1 + last[4 + j]! * x2 + last[8 + j]!),
        0,
      ),
    );
    const biases = Array.from(outputs, (y, i) => Math.log(y / (1 - y)) - sums[i]!);
    for (const bias of biases) expect(bias).toBeCloseTo(biases[0]!, 3);
  });

  test('a training that runs wild keeps numbers that are finite', () => {
    const { random } = compute(given({ activation: 'relu', rate: 5, large: 40, steps: 2000 }));
    expect(random.loss.every(Number.isFinite)).toBe(true);
  });
});

test('the formula that is printed is the loss of two units', () => {
  const values = { w1: 0.3, w2: -1.2, v1: 0.7, v2: 2, x: 0.5, t: 1 };
  const y = 0.7 * Math.tanh(0.15) + 2 * Math.tanh(-0.6);
  expect(twoUnits(values)).toBeCloseTo((y - 1) ** 2 / 2, 12);
});

describe.skipIf(!thereIsChromium)('the page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  test('a target is typed, and the networks are trained anew', async () => {
    const page = await open('en/zero/');
    await page.getByLabel('Target t (1, 1)').fill('1');
    const expected = compute(given({ targets: [0, 1, 1, 1] }));
    await until(async () => (await numbersOn(page))['random.outputs.3']).toBe(expected.random.outputs[3]);
    expect(troubles).toEqual([]);
  });

  test('by keyboard to the first step, where the weights are those that it began with', async () => {
    const page = await open('en/zero/');
    await page.getByRole('slider', { name: 'Place in the training' }).focus();
    await page.keyboard.press('Home');
    await until(async () => (await numbersOn(page))['constant.weights.0']).toBe(0.5);
    const shown = await numbersOn(page);
    for (let k = 0; k < 4; k++) expect(shown[`zeros.weights.${k}`]).toBe(0);
    expect(troubles).toEqual([]);
  });

  test('more hidden units give more columns', async () => {
    const page = await open('en/zero/#v=1&units=6');
    await until(
      async () => Object.keys(await numbersOn(page)).filter((name) => name.startsWith('zeros.weights.')).length,
    ).toBe(24);
    expect(troubles).toEqual([]);
  });

  test('it plays, and pauses', async () => {
    const page = await open('en/zero/');
    const scrub = page.getByRole('slider', { name: 'Place in the training' });
    await page.getByRole('button', { name: 'Play' }).click();
    await until(() => scrub.inputValue()).toMatch(/^0\.[1-9]/);
    await page.getByRole('button', { name: 'Pause' }).click();
    const stopped = await scrub.inputValue();
    await page.waitForTimeout(700);
    expect(await scrub.inputValue()).toBe(stopped);
    expect(troubles).toEqual([]);
  });
});
