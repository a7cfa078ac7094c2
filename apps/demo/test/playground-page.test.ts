import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fromAddress, initialOf, toAddress } from '../src/lib/settings/address.js';
import { site } from '../src/lib/site/index.js';
import { en } from '../src/routes/[lang=lang]/playground/en.js';
import { engine } from '../src/routes/[lang=lang]/playground/engine.js';
import { programOf } from '../src/routes/[lang=lang]/playground/program.js';
import { fields, presets, type Settings } from '../src/routes/[lang=lang]/playground/settings.js';
import { numbersOn, theSite, until } from './browser.js';
import { thereIsChromium } from './chromium.js';
import { output } from './program-output.js';

const at = (report: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], report);

/** What the engine says in Node after so many updates. */
const after = (settings: Settings, count: number) => engine()({ settings, start: true, unit: 'batch', count });

const withSettings = (change: Partial<Settings>): Settings => ({ ...initialOf(fields), ...change });

describe.skipIf(!thereIsChromium)('the playground (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const stepBy = (page: Page, unit: string) => page.locator(`[data-step=${unit}]`);
  const settingsIn = (page: Page) => fromAddress(fields, new URL(page.url()).hash).values;
  const stepOn = async (page: Page) => (await numbersOn(page)).step;

  /** Every number on the page is that of the engine in Node after this many updates, to the bit. */
  async function showsAfter(page: Page, settings: Settings, count: number) {
    const report = after(settings, count);
    await until(async () => {
      const shown = Object.entries(await numbersOn(page));
      return shown.length < 5 ? 'no numbers yet' : shown.filter(([path, value]) => !Object.is(at(report, path), value));
    }).toEqual([]);
  }

  test('shows after 21 updates of each preset what the engine computes in Node', async () => {
    const page = await open('en/playground/');
    for (const change of Object.values(presets)) {
      const settings = withSettings({ ...change, at: 21 });
      // A link within the page.
      await page.evaluate((hash) => location.assign(`#${hash}`), toAddress(fields, settings));
      await showsAfter(page, settings, 21);
    }
    expect(troubles).toEqual([]);
  });

  test('goes on by sample, batch and epoch, and back to the same beginning', async () => {
    const page = await open('en/playground/');
    const settings = withSettings({});
    await showsAfter(page, settings, 0);
    await stepBy(page, 'sample').click();
    await until(() => page.locator('svg .ring').count()).toBe(1);
    await showsAfter(page, settings, 0);
    await stepBy(page, 'batch').click();
    await showsAfter(page, settings, 1);
    await stepBy(page, 'epoch').click();
    await showsAfter(page, settings, 14);
    await button(page, en.rewind).click();
    await showsAfter(page, settings, 0);
    expect(troubles).toEqual([]);
  });

  test('runs and pauses by keyboard; the address brings the state back, in the other language too', async () => {
    const page = await open('en/playground/');
    await showsAfter(page, withSettings({}), 0);
    await button(page, en.run).focus();
    await page.keyboard.press('Enter');
    await until(async () => Number(await stepOn(page))).toBeGreaterThan(900);
    await page.keyboard.press('Enter');
    await until(async () => settingsIn(page).at).toBeGreaterThan(900);
    const settings = settingsIn(page);
    await showsAfter(page, settings, settings.at);
    const again = await open(page.url().replace(/^.*\/some\/folder\//, ''));
    await showsAfter(again, settings, settings.at);
    await again.getByRole('link', { name: '中文' }).click();
    await until(() => again.locator('h1').textContent()).toBe(site.zh.titles.playground);
    await showsAfter(again, settings, settings.at);
    expect(troubles).toEqual([]);
  });

  test('its program prints the loss that it shows', async () => {
    const settings = withSettings({ data: 'spiral', at: 56 });
    const page = await open(`en/playground/#${toAddress(fields, settings)}`);
    await showsAfter(page, settings, 56);
    await page.getByText(en.program, { exact: true }).click();
    const source = await page.locator('details pre code').textContent();
    expect(source).toBe(programOf(settings, 56).trim());
    const printed = await output(source!);
    const numbers = await numbersOn(page);
    expect(printed.map(([, loss]) => loss)).toEqual([numbers['train.loss'], numbers['test.loss']]);
  });

  test('keeps the page moving while it trains', async () => {
    const page = await open('en/playground/', { reducedMotion: 'no-preference' });
    await button(page, en.run).click();
    await until(async () => Number(await stepOn(page))).toBeGreaterThan(20);
    const pictures = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          const end = performance.now() + 1000;
          const next = () => {
            count++;
            if (performance.now() < end) requestAnimationFrame(next);
            else resolve(count);
          };
          requestAnimationFrame(next);
        }),
    );
    // 60 on a machine that has nothing else to do.
    expect(pictures).toBeGreaterThan(10);
    await button(page, en.pause).click();
    await until(async () => settingsIn(page).at).toBeGreaterThan(20);
    await showsAfter(page, settingsIn(page), settingsIn(page).at);
  });

  test('a change while it trains begins anew, and trains on', async () => {
    const page = await open('en/playground/');
    await button(page, en.run).click();
    await until(async () => Number(await stepOn(page))).toBeGreaterThan(0);
    await page.getByRole('combobox', { name: en.activation }).selectOption('relu');
    // Pictures are seldom for who wants little motion, so the beginning is seen.
    await until(async () => Number(await stepOn(page))).toBe(0);
    await until(async () => Number(await stepOn(page))).toBeGreaterThan(0);
    await button(page, en.pause).click();
    await until(async () => settingsIn(page).at).toBeGreaterThan(0);
    expect(settingsIn(page).activation).toBe('relu');
    await showsAfter(page, settingsIn(page), settingsIn(page).at);
  });

  test('a cursor adds and erases points by keyboard', async () => {
    const page = await open('en/playground/');
    const plane = page.getByRole('application');
    await plane.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Shift+ArrowUp', 'Enter']) await page.keyboard.press(key);
    await until(async () => settingsIn(page).points.at(-1)).toEqual([0.2, 0.11, 1]);
    expect(settingsIn(page)).toMatchObject({ data: 'own', task: 'classes' });
    expect(settingsIn(page).points).toHaveLength(201);
    await showsAfter(page, settingsIn(page), 0);
    await page.getByLabel(en.tools.erase).check();
    await plane.focus();
    await page.keyboard.press('Enter');
    await until(async () => settingsIn(page).points.length).toBe(200);
    expect(troubles).toEqual([]);
  });

  test('a click adds a point of the chosen class where it is', async () => {
    const page = await open('en/playground/', { viewport: { width: 1280, height: 1200 } });
    await page.getByLabel(en.tools.orange).check();
    const box = (await page.getByRole('application').boundingBox())!;
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 4);
    await until(async () => settingsIn(page).points.length).toBe(201);
    const [x1, x2, t] = settingsIn(page).points.at(-1)!;
    expect(x1).toBeCloseTo(-0.75, 1);
    expect(x2).toBeCloseTo(0.75, 1);
    expect(t).toBe(0);
  });

  test('text becomes points, and its faults are named by line', async () => {
    const page = await open('en/playground/');
    await page.getByText(en.csv, { exact: true }).click();
    const text = page.getByRole('textbox', { name: en.csv });
    await text.fill('x1,x2,class\n0,0,0\n1,one,1');
    await until(() => page.locator('#csv-problems').textContent()).toContain(`${en.line} 3`);
    expect(await button(page, en.usePoints).isDisabled()).toBe(true);
    await text.fill('0,0,0\n1,1,1\n0,1,1\n');
    await button(page, en.usePoints).click();
    await until(async () => settingsIn(page).points).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 1, 1],
    ]);
    await showsAfter(page, settingsIn(page), 0);
    await button(page, en.clear).click();
    await until(() => page.getByText(en.noPoints).count()).toBe(1);
    expect(await button(page, en.run).isDisabled()).toBe(true);
    expect(troubles).toEqual([]);
  });

  test('inputs, layers and neurons are changed by buttons', async () => {
    const page = await open('en/playground/');
    await button(page, en.moreLayers).click();
    await button(page, `Layer 3: ${en.lessUnits}`).click();
    await page.getByRole('button', { name: 'Input x₁x₂' }).click();
    await until(async () => settingsIn(page)).toMatchObject({ hidden: [4, 3, 2], features: ['x1', 'x2', 'x1x2'] });
    await showsAfter(page, settingsIn(page), 0);
    // The last input cannot be taken away.
    for (const name of ['Input x₁', 'Input x₂', 'Input x₁x₂'])
      await page.getByRole('button', { name, exact: true }).click();
    await until(async () => settingsIn(page).features).toEqual(['x1x2']);
    await page.getByRole('button', { name: 'Layer 1, neuron 2' }).click();
    expect(await page.getByText(en.weights).count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });

  test('a run is kept, and the next is seen beside it', async () => {
    const page = await open('en/playground/#v=1&at=140');
    await showsAfter(page, withSettings({}), 140);
    await button(page, en.keep).click();
    await page.getByRole('combobox', { name: en.optimizer }).selectOption('sgd');
    await until(() => page.locator('.both').textContent()).toContain(`${en.settings.optimizer}: adam → sgd`);
    // Of what was learned from and of what was held back: the loss and the accuracy.
    const kept = page.locator('path.line[stroke-dasharray]');
    expect(await kept.count()).toBe(4);
    await button(page, en.drop).click();
    await until(() => kept.count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  test('?embed=1 shows nothing but the playground', async () => {
    const page = await open('en/playground/?embed=1#v=1&data=xor');
    await until(() => page.locator('header, footer').count()).toBe(0);
    expect(await page.locator('#take').isVisible()).toBe(false);
    expect(await page.getByRole('application').isVisible()).toBe(true);
    await stepBy(page, 'batch').click();
    await until(async () => page.url()).toMatch(/\?embed=1#v=1&data=xor&at=1$/);
    expect(troubles).toEqual([]);
  });
});
