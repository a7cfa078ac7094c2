import { checkLoss } from '@nn/loss';
import { matrix } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { answer, ofLogit, probability } from '../src/routes/[lang=lang]/loss/answer.js';
import { compute, lossesOf } from '../src/routes/[lang=lang]/loss/compute.js';
import { squareOf, UNIT, VIEW } from '../src/routes/[lang=lang]/loss/drawing.js';
import { fields, lossNames, presets, type Settings } from '../src/routes/[lang=lang]/loss/settings.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const initial = initialOf(fields);

describe('the losses of the predictions', () => {
  test('are those of a sheet of paper: errors of 2, -2, 1 and -1', () => {
    const { losses, errors, squares } = compute(initial);
    expect(errors).toEqual([2, -2, 1, -1]);
    expect(squares).toEqual([4, 4, 1, 1]);
    // Huber: 1.5 for an error of 2, 0.5 for one of 1.
    const paper = {
      meanError: 0,
      meanAbsoluteError: 1.5,
      meanSquaredError: 2.5,
      halfSquaredError: 1.25,
      sumSquaredError: 10,
      huber: 1,
    };
    expect(losses).toMatchObject(paper);
    expect(losses.rootMeanSquaredError).toBeCloseTo(Math.sqrt(2.5), 15);
  });

  test.each([
    ['meanError', [1 / 4, 1 / 4, 1 / 4, 1 / 4]],
    ['meanAbsoluteError', [1 / 4, -1 / 4, 1 / 4, -1 / 4]],
    ['meanSquaredError', [1, -1, 1 / 2, -1 / 2]],
    ['halfSquaredError', [1 / 2, -1 / 2, 1 / 4, -1 / 4]],
    ['sumSquaredError', [4, -4, 2, -2]],
    ['huber', [1 / 4, -1 / 4, 1 / 4, -1 / 4]],
  ] as const)('%s has the slopes of a sheet of paper', (loss, slopes) =>
    expect([...compute({ ...initial, loss }).gradient]).toEqual(slopes),
  );

  test.each(lossNames)('%s has the slopes of differences', (name) => {
    const column = (of: number) =>
      matrix(
        initial.points.map((point) => [point[of]! + 0.1 * of]),
        { dtype: 'f64' },
      );
    expect(checkLoss(lossesOf(initial)[name], column(0), column(1)).passed).toBe(true);
  });

  test.each(Object.entries<Partial<Settings>>(presets))('of %s are finite', (_, change) => {
    const { losses, gradient } = compute({ ...initial, ...change });
    for (const value of [...Object.values(losses), ...gradient]) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('an answer', () => {
  test.each([0.001, 0.08, 0.5, 0.9, 0.999])('of probability %d costs its surprise', (p) => {
    const { z, bits, crossEntropy, squared, three } = answer(p);
    expect(z).toBeCloseTo(Math.log(p / (1 - p)), 12);
    expect(probability({ z })).toBeCloseTo(p, 12);
    expect(bits).toBeCloseTo(-Math.log2(p), 12);
    expect(crossEntropy.value).toBeCloseTo(-Math.log(p), 12);
    expect(three).toBeCloseTo(-Math.log(p), 12);
    expect(crossEntropy.byProbability).toBeCloseTo(-1 / p, 9);
    // The error itself; and the same with the slope of the sigmoid as a factor.
    expect(crossEntropy.byLogit).toBeCloseTo(p - 1, 12);
    expect(squared.value).toBeCloseTo((1 - p) ** 2, 12);
    expect(squared.byLogit).toBeCloseTo(2 * (p - 1) * p * (1 - p), 12);
    expect(ofLogit.crossEntropy({ z, t: 1 })).toBeCloseTo(crossEntropy.value, 12);
  });

  test('that is certain and wrong has a slope by cross-entropy, and hardly one by squared error', () => {
    const { crossEntropy, squared } = answer(0.001);
    expect(crossEntropy.byLogit).toBeLessThan(-0.99);
    expect(Math.abs(squared.byLogit)).toBeLessThan(0.003);
  });
});

test('a square has the error as its side, and stays in the picture', () => {
  expect(squareOf(100, 6, 4)).toMatchObject({ x: 100, side: 2 * UNIT });
  expect(squareOf(380, 0, 8)).toMatchObject({ x: 380 - 8 * UNIT });
  for (let x = 34; x < 392; x += 10) {
    const square = squareOf(x, 10, 0);
    expect(square.x).toBeGreaterThanOrEqual(0);
    expect(square.x + square.side).toBeLessThanOrEqual(VIEW.width);
  }
});

describe.skipIf(!thereIsChromium)('the chapter on losses (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  test('predictions are moved by keys and by a pointer', async () => {
    const page = await open('en/loss/');
    const dot = page.locator('[role=slider][data-point="0"]');
    await dot.focus();
    await page.keyboard.press('PageDown');
    await until(async () => (await numbersOn(page))['errors.0']).toBe(1);
    const box = (await dot.boundingBox())!;
    const unit = ((await page.locator('figure svg').first().boundingBox())!.height / VIEW.height) * UNIT;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 3 * unit, { steps: 4 });
    await page.mouse.up();
    await until(async () => (await numbersOn(page))['squares.0']).toBe(16);
    expect(troubles).toEqual([]);
  });

  test('another loss has other slopes and another formula', async () => {
    const page = await open('en/loss/');
    await page.getByRole('radio', { name: 'Half squared error' }).check();
    await until(async () => (await numbersOn(page))['gradient.0']).toBe(0.5);
    expect(await page.locator('[data-equation=E]').textContent()).toContain('0.5');
  });

  test('a prediction is typed, added and removed', async () => {
    const page = await open('en/loss/');
    await page.getByRole('textbox', { name: 'Prediction 1' }).fill('4');
    await until(async () => (await numbersOn(page))['losses.sumSquaredError']).toBe(6);
    await page.getByRole('button', { name: '+ a prediction' }).click();
    await until(async () => (await numbersOn(page))['losses.sumSquaredError']).toBe(7);
    await page.getByRole('button', { name: 'Remove prediction 2' }).click();
    await until(async () => (await numbersOn(page))['losses.sumSquaredError']).toBe(3);
    expect(troubles).toEqual([]);
  });

  test('the probability is moved in both pictures', async () => {
    const page = await open('en/loss/');
    await page.locator('[data-axis=p]').focus();
    await page.keyboard.press('End');
    await until(async () => (await numbersOn(page))['answer.p']).toBe(0.999);
    await page.locator('[data-axis=z]').focus();
    await page.keyboard.press('Home');
    await until(async () => (await numbersOn(page))['answer.p']).toBe(0.001);
    const box = (await page.locator('[data-axis=z] rect').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await until(async () => (await numbersOn(page))['answer.p']).toBeCloseTo(0.5, 2);
    expect(troubles).toEqual([]);
  });
});
