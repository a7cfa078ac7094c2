import { describe, expect, test } from 'vitest';
import { fromAddress, initialOf } from '../src/lib/settings/address.js';
import { compute } from '../src/routes/[lang=lang]/guess/compute.js';
import { stacked } from '../src/routes/[lang=lang]/guess/drawing.js';
import { lettered } from '../src/routes/[lang=lang]/guess/letters.js';
import { fields, presets, type Settings } from '../src/routes/[lang=lang]/guess/settings.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';

const initial = initialOf(fields);
const states = Object.entries<Partial<Settings>>(presets);

describe('the guesses', () => {
  test('are those of a sheet of paper', () => {
    // Inputs 1 and 2, weights 2 and 3, target 10: the output is 8, 2 is missing, 2/5 of it for the first weight.
    const { rounds } = compute(initial);
    expect(rounds[0]).toMatchObject({ prediction: 8, error: 2, shares: [0.4, 0.6], moves: [0.4, 0.3] });
    expect(rounds[1]!.prediction).toBeCloseTo(9, 12);
  });

  test.each(states)('of %s: the parts add up to the error, and each round leaves 1 - rate of it', (_, change) => {
    const { rounds, learningRate, stuck } = compute({ ...initial, ...change });
    rounds.forEach(({ parts, error }, i) => {
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(stuck ? 0 : error, 9);
      if (i > 0) expect(error).toBeCloseTo((1 - learningRate) * rounds[i - 1]!.error, 9);
    });
  });

  test.each([
    [{}, 'near'],
    [{ rate: 1 }, 'once'],
    [{ rate: 1.5 }, 'over'],
    [{ rate: 2 }, 'forever'],
    [{ rate: 2.1 }, 'away'],
    [{ target: 8 }, 'right'],
    [{ lines: [[0, 2]] }, 'stuck'],
  ] as const)('%j: %s', (change, verdict) => expect(compute({ ...initial, ...change }).verdict).toBe(verdict));

  test('are finite for whatever an address may hold', () => {
    for (const lines of [
      '0.01,0.1;0.01,-0.1;100,1e-16',
      '1e-320,5',
      '-0.01,100;100,-100;0,0',
      '0.01,1;0.01,-0.9999999999999999',
    ]) {
      const { values } = fromAddress(fields, `#v=1&lines=${lines}&rate=2.2&guesses=20`);
      const { after } = compute(values);
      expect(Number.isFinite(after.error)).toBe(true);
    }
  });

  test('an input that is almost 0 is not read', () => {
    expect(fromAddress(fields, '#v=1&lines=0.001,1').problems).toEqual(['lines']);
    expect(fromAddress(fields, '#v=1&lines=0,1').problems).toEqual([]);
  });
});

test('letters stand for the names, and the value stays', () => {
  const { formula, values } = lettered(compute(initial).rounds[0]!.work.moves[1]!, 1);
  expect(Object.keys(values)).toEqual(['eta', 'e2', 'x2']);
  expect(formula(values)).toBe(0.3);
});

test('a stack goes up with what is above 0 and down with what is below', () =>
  expect(stacked([2, -1, 3, -4])).toEqual([
    [0, 2],
    [0, -1],
    [2, 5],
    [-1, -5],
  ]));

describe.skipIf(!thereIsChromium)('the chapter on guessing (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  test('a weight is moved by keys and by a pointer, and the shares follow', async () => {
    const page = await open('en/guess/');
    const first = page.locator('[role=slider][data-weight="0"]');
    await first.focus();
    await page.keyboard.press('PageUp');
    await until(async () => (await numbersOn(page))['rounds.0.shares.0']).toBe(0.5);
    const box = (await first.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 20);
    await page.mouse.down();
    // 60 pixels of 0.05 each: 3 more.
    await page.mouse.move(box.x + 40, box.y - 40, { steps: 4 });
    await page.mouse.up();
    await until(async () => (await numbersOn(page))['rounds.0.weights.0']).toBe(6);
    expect((await numbersOn(page))['rounds.0.shares.0']).toBe(6 / 9);
    expect(troubles).toEqual([]);
  });

  test('the guesses are walked through, and what is dragged at one of them becomes the first', async () => {
    const page = await open('en/guess/');
    await page.getByRole('button', { name: 'Next' }).click();
    await until(async () => (await numbersOn(page))['rounds.1.parts.0']).toBeCloseTo(2.4 / 5.7, 9);
    await page.locator('[role=slider][data-weight="1"]').focus();
    await page.keyboard.press('ArrowUp');
    const now = async () => [0, 1].map(async (i) => (await numbersOn(page))[`rounds.0.weights.${i}`]);
    await until(async () => Promise.all(await now())).toEqual([2.4, 3.4]);
  });

  test('inputs are added, typed and removed', async () => {
    const page = await open('en/guess/');
    await page.getByRole('button', { name: '+ an input' }).click();
    await page.getByRole('textbox', { name: 'Input 3' }).fill('4');
    await until(async () => (await numbersOn(page))['rounds.0.prediction']).toBe(12);
    await page.getByRole('button', { name: 'Remove input 1' }).click();
    await until(async () => (await numbersOn(page))['rounds.0.prediction']).toBe(10);
    expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe('right');
    expect(troubles).toEqual([]);
  });
});
