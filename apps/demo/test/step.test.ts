import { meanSquaredError } from '@nn/loss';
import { reference } from '@nn/matrix';
import { steps } from '@nn/net';
import { describe, expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { compute } from '../src/routes/[lang=lang]/step/compute.js';
import { decimalsOf } from '../src/routes/[lang=lang]/step/decimals.js';
import { placeOf, sourcesOf } from '../src/routes/[lang=lang]/step/place.js';
import { fields, optimizers, presets, type Settings } from '../src/routes/[lang=lang]/step/settings.js';
import { setup } from '../src/routes/[lang=lang]/step/setup.js';
import { faults, numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const settings = (change: Partial<Settings> = {}): Settings => ({ ...initialOf(fields), ...change });
const parameterNames = ['W_0', 'b_0', 'W_1', 'b_1'];

describe('one step', () => {
  test('has the numbers of a computation by hand', () => {
    const { values } = compute(settings());
    const { x, t, W0, b0, W1, b1, rate } = settings();
    const hidden = [0, 1, 2].map((j) => Math.tanh(x[0]! * W0[0]![j]! + x[1]! * W0[1]![j]! + b0[j]!));
    const z = hidden.reduce((sum, y, j) => sum + y * W1[j]![0]!, b1[0]!);
    const y = 1 / (1 + Math.exp(-z));
    const delta = (y - t[0]!) * y * (1 - y);
    expect(values.L!.data[0]).toBeCloseTo((y - t[0]!) ** 2 / 2, 12);
    for (const [j, output] of hidden.entries()) {
      const back = delta * W1[j]![0]! * (1 - output ** 2);
      expect(values["W_1'"]!.data[j]).toBeCloseTo(W1[j]![0]! - rate * delta * output, 12);
      for (const i of [0, 1]) {
        expect(values["W_0'"]!.data[i * 3 + j]).toBeCloseTo(W0[i]![j]! - rate * back * x[i]!, 12);
      }
    }
  });

  test.each(optimizers.flatMap((optimizer) => ['2-3-1', '2-2-2'].map((size) => [optimizer, size] as const)))(
    'taken again and again it is the training, to the bit: %s, %s',
    (optimizer, size) => {
      const { model, x, t, ...how } = setup(settings({ optimizer, size: size as Settings['size'] }));
      const training = steps(model, x, t, { ...how, batchSize: 'all' });
      for (let taken = 0; taken <= 7; taken++) {
        const before = model.parameters.map((parameter) => Array.from(parameter.get().data));
        const { values, losses } = compute(settings({ optimizer, size: size as Settings['size'], taken }));
        expect(parameterNames.map((name) => Array.from(values[name]!.data))).toEqual(before);
        expect(losses.length).toBe(taken + 1);
        expect(losses.at(-1)).toBe(training.next().value.loss);
      }
    },
  );

  test('with another loss has that loss', () => {
    const { values } = compute(settings({ loss: 'meanSquaredError', size: '2-2-2' }));
    expect(values.L!.data[0]).toBe(meanSquaredError().value(values.y_1!, values.t!));
  });

  test('leaves dead units as they are', () => {
    const { values } = compute(settings({ ...presets.dead, at: 0 }));
    expect(values.delta_0!.data[0]).toBe(0);
    expect(values["W_0'"]!.data[0]).toBe(values.W_0!.data[0]);
  });

  test('shows what each quantity is computed from, and not what it only knows the size of', () => {
    const { computed } = compute(settings());
    const of = (name: string) => computed.find((quantity) => quantity.name === name)!;
    expect([...sourcesOf(of('e_1').formula)]).toEqual(['y_1', 't']);
    expect([...sourcesOf(of('z_0').formula)]).toEqual(['x', 'W_0', 'b_0']);
    expect(placeOf(of('z_0'))).toEqual({ part: 'nodes', layer: 1 });
    expect(placeOf(of('dW_1'))).toEqual({ part: 'edges', layer: 1 });
    expect(placeOf(of("b_0'"))).toEqual({ part: 'biases', layer: 0 });
  });

  test.each([
    [[0, 0], 4],
    [[-12, 0.5], 4],
    [[0.05], 5],
    [[-0.000001234, 0], 9],
    [[1e-12], 9],
  ])('%j has %i decimals', (data, decimals) => expect(decimalsOf({ data })).toBe(decimals));

  test('is in double precision', () => {
    const { model } = setup(settings());
    expect(model.backend.dtype).toBe(reference({ dtype: 'f64' }).dtype);
  });
});

describe.skipIf(!thereIsChromium)('the page (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  test('the arrow keys walk through the step and back, and so do buttons and the slider', async () => {
    const page = await open('en/step/');
    const showing = () => page.locator('[data-showing]').getAttribute('data-showing');
    expect(await showing()).toBe('z_0');
    await page.keyboard.press('ArrowRight');
    await until(showing).toBe('y_0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await until(showing).toBe('y_0');
    await page.locator('[data-go=on]').click();
    await until(showing).toBe('z_1');
    await page.getByRole('slider', { name: 'Where the step has come to' }).focus();
    await page.keyboard.press('End');
    await until(showing).toBe("b_1'");
    await page.locator('[data-quantity=dW_0]').click();
    await until(showing).toBe('dW_0');
    await until(async () => page.url()).toContain('at=11');
    expect(troubles).toEqual([]);
  });

  test('a step that is taken makes the new weights the weights, and its link brings them back', async () => {
    const page = await open('en/step/#v=1&at=13');
    const made = await numbersOn(page);
    await page.locator('[data-take=on]').click();
    await until(async () => (await numbersOn(page))['values.W_0.data.4']).toBe(made["values.W_0'.data.4"]);
    await until(async () => page.url()).toContain('taken=1');
    const shown = await numbersOn(page);
    const again = await open(page.url().replace(/^.*\/some\/folder\//, ''));
    await until(() => numbersOn(again)).toEqual(shown);
    await again.locator('[data-take=back]').click();
    await until(async () => (await numbersOn(again))["values.W_0'.data.4"]).toBe(made["values.W_0'.data.4"]);
  });

  test('axe finds nothing in the open table of the whole step, and its formulas stay in their place', async () => {
    const page = await open('en/step/#v=1&optimizer=adam&at=14', { viewport: { width: 360, height: 800 } });
    await page.locator('main summary').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await faults(page)).toEqual([]);
  });

  test('a weight that is typed is computed with', async () => {
    const page = await open('en/step/');
    await page.getByRole('textbox', { name: 'Weights of the hidden layer, row 2, column 1' }).fill('-1.25');
    await until(async () => (await numbersOn(page))['values.W_0.data.3']).toBe(-1.25);
  });
});
